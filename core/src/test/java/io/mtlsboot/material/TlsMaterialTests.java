package io.mtlsboot.material;

import java.security.cert.X509Certificate;
import java.util.List;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.Purpose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TlsMaterialTests {

	private static final DevCa CA = DevCa.create("shop.example");

	private static final IssuedCertificate ORDERS = CA
		.issue((leaf) -> leaf.subject("CN=orders").purposes(Purpose.SERVER_AUTH));

	@Test
	void verifyWhenTopIsIssuedByAnchorThenIsComplete() {
		TlsMaterial material = material(ORDERS, CA.rootCertificate());
		assertThat(material.requireCompleteChain()).isSameAs(material);
	}

	@Test
	void verifyWhenChainHasAnchorThenIsComplete() {
		TlsMaterial material = material(ORDERS, CA.serverIssuer().certificate());
		assertThat(material.requireCompleteChain()).isSameAs(material);
	}

	@Test
	void verifyWhenLeafIsIssuedByAnchorThenIsComplete() {
		TlsMaterial material = material(ORDERS.withoutIntermediates(), CA.serverIssuer().certificate());
		assertThat(material.requireCompleteChain()).isSameAs(material);
	}

	@Test
	void verifyWhenChainHasForeignRootThenIsComplete() {
		IssuedCertificate whole = ORDERS
			.withChain(List.of(ORDERS.certificate(), CA.serverIssuer().certificate(), CA.rootCertificate()));
		TlsMaterial material = material(whole, DevCa.create("bank.example").rootCertificate());
		assertThat(material.requireCompleteChain()).isSameAs(material);
	}

	@Test
	void verifyWhenIntermediateIsAbsentThenIntermediateMissing() {
		TlsMaterial material = material(ORDERS.withoutIntermediates(), CA.rootCertificate());
		MaterialAssert.assertRefused(MaterialProblem.INTERMEDIATE_MISSING, material::requireCompleteChain)
			.withMessageContaining("ends at 'CN=orders', issued by 'CN=shop.example dev server CA'")
			.withMessageContaining("append its certificate to the chain")
			.withMessageContaining("trust anchors from 'ca.crt'");
	}

	@Test
	void verifyWhenAnchorHasOnlyTheNameOfTheIssuerThenIntermediateMissing() {
		TlsMaterial material = material(ORDERS, CA.impostor().rootCertificate());
		MaterialAssert.assertRefused(MaterialProblem.INTERMEDIATE_MISSING, material::requireCompleteChain)
			.withMessageContaining("ends at 'CN=shop.example dev server CA'");
	}

	@Test
	void verifyWhenKeyAndTrustAreTheSameThenIsEqual() {
		assertThat(material(ORDERS, CA.rootCertificate())).isEqualTo(material(ORDERS, CA.rootCertificate()))
			.isNotEqualTo(material(ORDERS, CA.serverIssuer().certificate()))
			.isNotEqualTo(material(ORDERS.withoutIntermediates(), CA.rootCertificate()));
	}

	private static TlsMaterial material(IssuedCertificate identity, X509Certificate anchor) {
		return new TlsMaterial(KeyMaterial.of(identity.privateKey(), identity.chain(), MaterialAssert.LOCATION),
				TrustMaterial.of(List.of(anchor), "ca.crt"));
	}

}
