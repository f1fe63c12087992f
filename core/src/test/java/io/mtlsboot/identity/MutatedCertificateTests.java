package io.mtlsboot.identity;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.x509.PrintableText;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MutatedCertificateTests {

	private static final int MUTATIONS = 4_000;

	private final IdentityExtractor extractor = IdentityExtractor.inOrder(List.of(IdentityType.values()));

	private final Random random = new Random(17);

	@Test
	void extractWhenOneByteIsChangedThenNeverThrows() throws Exception {
		DevCa ca = DevCa.create("shop.example");
		List<X509Certificate> certificates = List.of(
				ca.issue((spec) -> spec.subject("CN=web,O=Shop").spiffeId("spiffe://shop.example/web")).certificate(),
				ca.issue((spec) -> spec.subject("CN=web+OU=x").dns("web").ip("127.0.0.1").email("a@b")).certificate(),
				ca.issue((spec) -> spec.subject("CN=wäb")).certificate(), ca.rootCertificate());
		CertificateFactory factory = CertificateFactory.getInstance("X.509");
		int parsed = 0;
		for (int i = 0; i < MUTATIONS; i++) {
			byte[] der = mutated(certificates.get(i % certificates.size()).getEncoded());
			X509Certificate certificate;
			try {
				certificate = (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der));
			}
			catch (CertificateException ex) {
				continue;
			}
			parsed++;
			Optional<WorkloadIdentity> identity = this.extractor.extract(certificate);
			assertThat(PrintableText.of(identity.toString())).isEqualTo(identity.toString());
			assertThat(PrintableText.of(certificate.getSubjectX500Principal())).doesNotContain("\n");
		}
		assertThat(parsed).as("mutations that the JDK parses").isGreaterThan(MUTATIONS / 4);
	}

	@Test
	void extractWhenSignedPartIsChangedThenNeverThrows() throws Exception {
		DevCa ca = DevCa.create("shop.example");
		byte[] tbs = ca.issue((spec) -> spec.dns("web").uri("urn:web")).certificate().getTBSCertificate();
		for (int i = 0; i < MUTATIONS; i++) {
			byte[] mutated = mutated(tbs);
			assertThat(this.extractor.extract(new FailingCertificate(() -> mutated))).isNotNull();
		}
	}

	private byte[] mutated(byte[] der) {
		byte[] copy = der.clone();
		copy[this.random.nextInt(copy.length)] = (byte) this.random.nextInt(256);
		return copy;
	}

}
