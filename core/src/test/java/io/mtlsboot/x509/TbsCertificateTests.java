package io.mtlsboot.x509;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

import io.mtlsboot.devca.DevCa;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TbsCertificateTests {

	private static final DevCa CA = DevCa.create("shop.example");

	@Test
	void ofWhenSecondInstanceOfExtensionIsMalformedThenThrows() throws Exception {
		// An unknown extension of the same length is renamed to the one that is there
		X509Certificate plain = CA.issue((spec) -> spec.dns("web").extension("2.5.29.99", false, new byte[] { 5, 7 }))
			.certificate();
		String der = HexFormat.of().formatHex(plain.getEncoded()).replace("0603551d63", "0603551d11");
		X509Certificate twice = (X509Certificate) CertificateFactory.getInstance("X.509")
			.generateCertificate(new ByteArrayInputStream(HexFormat.of().parseHex(der)));
		assertThat(twice.getSubjectAlternativeNames()).hasSize(1);
		assertThatExceptionOfType(CertificateParsingException.class).isThrownBy(() -> TbsCertificate.of(twice))
			.withMessageContaining("'551d11' twice");
	}

	@Test
	void extensionWhenAbsentThenNull() throws Exception {
		TbsCertificate certificate = TbsCertificate.of(CA.issue((spec) -> spec.dns("web").subject("")).certificate());
		assertThat(certificate.extension("551d63")).isNull();
		assertThat(certificate.subject().hasNext()).isFalse();
	}

}
