package io.mtlsboot.x509;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

import io.mtlsboot.devca.DevCa;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SigningRightsTests {

	private static final int DIGITAL_SIGNATURE = 0x80;

	private static final int KEY_CERT_SIGN = 0x04;

	private static final int CRL_SIGN = 0x02;

	private final DevCa ca = DevCa.create("shop.example");

	@Test
	void areClaimedByWhenOrdinaryLeafThenFalse() throws Exception {
		assertThat(SigningRights.areClaimedBy(this.ca.issue((spec) -> {
		}).certificate())).isFalse();
		assertThat(SigningRights
			.areClaimedBy(this.ca.issue((spec) -> spec.withoutExtension("2.5.29.19").withoutExtension("2.5.29.15"))
				.certificate()))
			.isFalse();
	}

	@Test
	void areClaimedByWhenAuthorityThenTrue() throws Exception {
		assertThat(SigningRights.areClaimedBy(this.ca.rootCertificate())).isTrue();
		assertThat(SigningRights
			.areClaimedBy(this.ca.issue((spec) -> spec.ca(true).keyUsage(DIGITAL_SIGNATURE)).certificate())).isTrue();
		assertThat(SigningRights.areClaimedBy(this.ca.clientIssuer().certificate())).isTrue();
	}

	@Test
	void areClaimedByWhenKeyUsageAllowsSigningThenTrue() throws Exception {
		for (int usage : new int[] { KEY_CERT_SIGN, CRL_SIGN }) {
			assertThat(SigningRights
				.areClaimedBy(this.ca.issue((spec) -> spec.keyUsage(DIGITAL_SIGNATURE | usage)).certificate()))
				.isTrue();
		}
	}

	@ParameterizedTest
	@CsvSource({ "2.5.29.19, 0500", "2.5.29.19, 30020100", "2.5.29.19, 30040101ffff", "2.5.29.15, 0300",
			"2.5.29.15, 03020804", "2.5.29.15, 0500" })
	void areClaimedByWhenExtensionIsMalformedThenThrows(String oid, String hex) {
		X509Certificate certificate = this.ca.issue((spec) -> spec.extension(oid, false, HexFormat.of().parseHex(hex)))
			.certificate();
		assertThatExceptionOfType(CertificateParsingException.class)
			.isThrownBy(() -> SigningRights.areClaimedBy(certificate));
	}

}
