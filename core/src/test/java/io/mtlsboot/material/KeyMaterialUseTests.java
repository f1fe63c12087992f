package io.mtlsboot.material;

import java.time.Instant;
import java.util.function.Consumer;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.LeafSpec;
import io.mtlsboot.devca.Purpose;
import io.mtlsboot.x509.KeyPurpose;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class KeyMaterialUseTests {

	private static final DevCa CA = DevCa.create("shop.example");

	@Test
	void verifyWhenMomentIsAtEitherEndOfValidityThenIsValid() {
		IssuedCertificate orders = server();
		KeyMaterial material = material(orders);
		Instant notBefore = orders.certificate().getNotBefore().toInstant();
		Instant notAfter = orders.certificate().getNotAfter().toInstant();
		assertThat(material.requireValidAt(notBefore).requireValidAt(notAfter)).isSameAs(material);
		MaterialAssert
			.assertRefused(MaterialProblem.NOT_YET_VALID, () -> material.requireValidAt(notBefore.minusMillis(1)))
			.withMessageContaining("notBefore " + notBefore)
			.withMessageContaining("now " + notBefore.minusMillis(1));
		MaterialAssert.assertRefused(MaterialProblem.EXPIRED, () -> material.requireValidAt(notAfter.plusMillis(1)))
			.withMessageContaining("'CN=orders' is expired")
			.withMessageContaining("notAfter " + notAfter)
			.withMessageContaining("now " + notAfter.plusMillis(1));
	}

	@Test
	void verifyWhenIssuerIsExpiredThenExpired() {
		Instant now = Instant.now();
		IssuedCertificate issuer = CA
			.issue((leaf) -> leaf.subject("CN=old CA").ca(true).notAfter(now.minusSeconds(60)).issuer(CA.root()));
		KeyMaterial material = material(server((leaf) -> leaf.issuer(issuer)));
		MaterialAssert.assertRefused(MaterialProblem.EXPIRED, () -> material.requireValidAt(now))
			.withMessageContaining("'CN=old CA'");
	}

	@Test
	void verifyWhenPurposeIsPresentThenIsAllowed() {
		KeyMaterial material = material(server());
		assertThat(material.requirePurpose(KeyPurpose.SERVER_AUTH)).isSameAs(material);
	}

	@Test
	void verifyWhenPurposeIsAnotherThenPurposeMissing() {
		KeyMaterial material = material(server());
		MaterialAssert
			.assertRefused(MaterialProblem.PURPOSE_MISSING, () -> material.requirePurpose(KeyPurpose.CLIENT_AUTH))
			.withMessageContaining("(required: clientAuth, presented: serverAuth)")
			.withMessageContaining("'CN=orders'");
	}

	@Test
	void verifyWhenPurposesAreUnreadableThenPurposeMissing() {
		KeyMaterial material = material(server((leaf) -> leaf.extension("2.5.29.37", false, new byte[] { 1, 2 })));
		MaterialAssert
			.assertRefused(MaterialProblem.PURPOSE_MISSING, () -> material.requirePurpose(KeyPurpose.SERVER_AUTH))
			.withMessageContaining("presented: unreadable");
	}

	@Test
	void verifyWhenKeyUsageLacksDigitalSignatureThenPurposeMissing() {
		KeyMaterial material = material(server((leaf) -> leaf.keyUsage(KeyUsage.keyEncipherment)));
		MaterialAssert
			.assertRefused(MaterialProblem.PURPOSE_MISSING, () -> material.requirePurpose(KeyPurpose.SERVER_AUTH))
			.withMessageContaining("(required: digitalSignature, presented: keyEncipherment)");
	}

	@Test
	void verifyWhenThereIsNoUsageExtensionThenEveryPurposeIsAllowed() {
		KeyMaterial material = material(
				server((leaf) -> leaf.withoutExtension("2.5.29.15").withoutExtension("2.5.29.37")));
		assertThat(material.requirePurpose(KeyPurpose.SERVER_AUTH).requirePurpose(KeyPurpose.CLIENT_AUTH))
			.isSameAs(material);
	}

	private static KeyMaterial material(IssuedCertificate issued) {
		return KeyMaterial.of(issued.privateKey(), issued.chain(), MaterialAssert.LOCATION);
	}

	private static IssuedCertificate server() {
		return server((leaf) -> leaf.dns("orders"));
	}

	private static IssuedCertificate server(Consumer<LeafSpec> customizer) {
		return CA.issue((leaf) -> customizer.accept(leaf.subject("CN=orders").purposes(Purpose.SERVER_AUTH)));
	}

}
