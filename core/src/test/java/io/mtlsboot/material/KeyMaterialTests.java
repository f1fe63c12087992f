package io.mtlsboot.material;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.KeyAlgorithm;
import io.mtlsboot.devca.LeafSpec;
import io.mtlsboot.devca.Purpose;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jce.spec.ECNamedCurveGenParameterSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class KeyMaterialTests {

	private static final DevCa CA = DevCa.create("shop.example");

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RSA_1024")
	void verifyWhenKeyIsSupportedThenIsProven(KeyAlgorithm algorithm) {
		IssuedCertificate orders = server((leaf) -> leaf.keyAlgorithm(algorithm));
		KeyMaterial material = material(orders);
		assertThat(material.leaf()).isEqualTo(orders.certificate());
		assertThat(material.privateKey()).isSameAs(orders.privateKey());
		assertThat(material.location()).isEqualTo(MaterialAssert.LOCATION);
	}

	@Test
	void verifyWhenKeyMaySignOnlyWithPssThenIsProven() throws Exception {
		KeyPair pair = KeyPairGenerator.getInstance("RSASSA-PSS").generateKeyPair();
		IssuedCertificate orders = server((leaf) -> leaf.keyPair(pair));
		assertThat(orders.certificate().getPublicKey().getAlgorithm()).isEqualTo("RSASSA-PSS");
		assertThat(material(orders).leaf()).isEqualTo(orders.certificate());
	}

	@Test
	void verifyWhenKeyCannotBeExtractedThenIsProven() throws Exception {
		IssuedCertificate orders = server();
		try (HardwareModule module = new HardwareModule()) {
			KeyMaterial material = KeyMaterial.of(module.hold(orders.privateKey()), orders.chain(),
					MaterialAssert.LOCATION);
			assertThat(material.privateKey().getEncoded()).isNull();
			assertThat(material).isEqualTo(material(orders)).hasSameHashCodeAs(material(orders));
		}
	}

	@Test
	void verifyWhenHeldKeyIsOfAnotherCertificateThenKeyMismatch() throws Exception {
		IssuedCertificate orders = server();
		IssuedCertificate other = server();
		try (HardwareModule module = new HardwareModule()) {
			MaterialAssert.assertRefused(MaterialProblem.KEY_MISMATCH,
					() -> KeyMaterial.of(module.hold(other.privateKey()), orders.chain(), MaterialAssert.LOCATION));
		}
	}

	@Test
	void verifyWhenHeldKeyMayNotSignThenKeyNotSupported() throws Exception {
		IssuedCertificate orders = server();
		try (HardwareModule module = new HardwareModule()) {
			MaterialAssert
				.assertRefused(MaterialProblem.KEY_NOT_SUPPORTED,
						() -> KeyMaterial.of(module.holdWithoutSigning(orders.privateKey()), orders.chain(),
								MaterialAssert.LOCATION))
				.withMessageContaining("the private key (EC) cannot sign with SHA256withECDSA")
				.withMessageContaining("'CN=orders'");
		}
	}

	@Test
	void verifyWhenRsaKeyIsTooShortThenKeyNotSupported() {
		IssuedCertificate orders = server((leaf) -> leaf.keyAlgorithm(KeyAlgorithm.RSA_1024));
		MaterialAssert.assertRefused(MaterialProblem.KEY_NOT_SUPPORTED, () -> material(orders))
			.withMessageContaining("'CN=orders'")
			.withMessageContaining("is RSA with 1024 bits; expected RSA from 2048 bits");
	}

	@ParameterizedTest
	@ValueSource(strings = { "secp256k1", "brainpoolP256r1", "secp224r1" })
	void verifyWhenCurveIsAnotherThenKeyNotSupported(String curve) throws Exception {
		KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", new BouncyCastleProvider());
		generator.initialize(new ECNamedCurveGenParameterSpec(curve));
		IssuedCertificate orders = keyOf(generator.generateKeyPair());
		MaterialAssert.assertRefused(MaterialProblem.KEY_NOT_SUPPORTED, () -> material(orders))
			.withMessageContaining("EC");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Ed448", "DSA" })
	void verifyWhenAlgorithmIsAnotherThenKeyNotSupported(String algorithm) throws Exception {
		IssuedCertificate orders = keyOf(KeyPairGenerator.getInstance(algorithm).generateKeyPair());
		MaterialAssert.assertRefused(MaterialProblem.KEY_NOT_SUPPORTED, () -> material(orders))
			.withMessageContaining(algorithm);
	}

	@ParameterizedTest
	@EnumSource
	void verifyWhenKeyIsOfAnotherCertificateThenKeyMismatch(KeyAlgorithm algorithm) {
		IssuedCertificate orders = server();
		IssuedCertificate rsa = server((leaf) -> leaf.keyAlgorithm(KeyAlgorithm.RSA_2048));
		IssuedCertificate other = server((leaf) -> leaf.keyAlgorithm(algorithm));
		for (IssuedCertificate certificate : List.of(orders, rsa)) {
			MaterialAssert.assertRefused(MaterialProblem.KEY_MISMATCH, () -> material(certificate.withKeyOf(other)))
				.withMessageContaining(
						"Unable to load key material from '/run/mtls/tls.key': private key does not match"
								+ " the public key of the leaf certificate 'CN=orders'");
		}
	}

	@Test
	void verifyWhenKeyIsOfIssuerThenKeyMismatchSaysSo() {
		IssuedCertificate orders = server().withKeyOf(CA.serverIssuer());
		MaterialAssert.assertRefused(MaterialProblem.KEY_MISMATCH, () -> material(orders))
			.withMessageContaining("it is the key of 'CN=shop.example dev server CA'");
	}

	@Test
	void verifyWhenChainIsInAnyOrderThenLeafIsFirst() {
		IssuedCertificate orders = server();
		List<X509Certificate> chain = new ArrayList<>(orders.chain());
		chain.add(CA.rootCertificate());
		List<X509Certificate> reversed = new ArrayList<>(chain);
		Collections.reverse(reversed);
		KeyMaterial material = KeyMaterial.of(orders.privateKey(), reversed, MaterialAssert.LOCATION);
		assertThat(material.chain().certificates()).isEqualTo(chain);
	}

	@Test
	void verifyWhenThereIsNoCertificateThenEmpty() {
		MaterialAssert.assertRefused(MaterialProblem.EMPTY,
				() -> KeyMaterial.of(CA.root().privateKey(), List.of(), MaterialAssert.LOCATION));
	}

	@Test
	void verifyWhenIntermediateBetweenIsAbsentThenIntermediateMissing() {
		IssuedCertificate orders = server();
		List<X509Certificate> gap = List.of(orders.certificate(), CA.rootCertificate());
		MaterialAssert.assertRefused(MaterialProblem.INTERMEDIATE_MISSING, () -> material(orders.withChain(gap)))
			.withMessageContaining("'CN=orders'")
			.withMessageContaining("'CN=shop.example dev server CA'");
	}

	@Test
	void verifyWhenIssuerHasOnlyTheNameThenChainBroken() {
		IssuedCertificate orders = server();
		List<X509Certificate> forged = List.of(orders.certificate(), CA.impostor().serverIssuer().certificate());
		MaterialAssert.assertRefused(MaterialProblem.CHAIN_BROKEN, () -> material(orders.withChain(forged)));
	}

	@Test
	void verifyWhenThereAreTwoLeavesThenChainBroken() {
		IssuedCertificate orders = server();
		List<X509Certificate> two = List.of(orders.certificate(), server().certificate());
		MaterialAssert.assertRefused(MaterialProblem.CHAIN_BROKEN, () -> material(orders.withChain(two)));
	}

	@Test
	void verifyWhenLeafIsCaThenLeafIsCa() {
		MaterialAssert.assertRefused(MaterialProblem.LEAF_IS_CA, () -> material(CA.serverIssuer()))
			.withMessageContaining("'CN=shop.example dev server CA'");
		MaterialAssert.assertRefused(MaterialProblem.LEAF_IS_CA, () -> material(server((leaf) -> leaf.ca(true))));
	}

	@Test
	void verifyWhenSubjectHasControlCharactersThenMessageIsOneLine() {
		IssuedCertificate orders = server((leaf) -> leaf.subject("CN=\"a\nERROR forged\"").ca(true));
		MaterialAssert.assertRefused(MaterialProblem.LEAF_IS_CA, () -> material(orders))
			.withMessageContaining("\\u000A")
			.withMessageNotContaining("\n");
	}

	@Test
	void verifyWhenSubjectIsEmptyThenAlternativeNameIsNamed() {
		KeyMaterial material = material(server((leaf) -> leaf.subject("").spiffeId("spiffe://shop.example/orders")));
		assertThat(material).hasToString("key material of 'spiffe://shop.example/orders' from '/run/mtls/tls.key'");
	}

	@Test
	void verifyWhenChainIsTheSameThenIsEqual() {
		IssuedCertificate orders = server();
		KeyMaterial material = material(orders);
		assertThat(material).isEqualTo(KeyMaterial.of(orders.privateKey(), orders.chain(), "elsewhere"))
			.isNotEqualTo(material(orders.withoutIntermediates()))
			.isNotEqualTo(material(server()));
	}

	private static KeyMaterial material(IssuedCertificate issued) {
		return KeyMaterial.of(issued.privateKey(), issued.chain(), MaterialAssert.LOCATION);
	}

	private static IssuedCertificate keyOf(KeyPair pair) {
		return server((leaf) -> leaf.keyPair(pair));
	}

	private static IssuedCertificate server() {
		return server((leaf) -> leaf.dns("orders"));
	}

	private static IssuedCertificate server(Consumer<LeafSpec> customizer) {
		return CA.issue((leaf) -> customizer.accept(leaf.subject("CN=orders").purposes(Purpose.SERVER_AUTH)));
	}

}
