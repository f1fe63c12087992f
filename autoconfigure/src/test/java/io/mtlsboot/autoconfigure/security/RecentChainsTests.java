package io.mtlsboot.autoconfigure.security;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.mtlsboot.x509.RecentChains;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RecentChains}.
 */
class RecentChainsTests {

	private final AtomicInteger loads = new AtomicInteger();

	private final RecentChains<String> certificates = new RecentChains<>(2);

	@Test
	void verifyWhenSameCertificateThenLoadedOnce() {
		X509Certificate certificate = Callers.web();
		assertThat(get(certificate)).isEqualTo(get(certificate));
		assertThat(this.loads).hasValue(1);
	}

	@Test
	void verifyWhenSameEncodingInOtherObjectThenLoadedOnce() throws Exception {
		X509Certificate certificate = Callers.web();
		get(certificate);
		get((X509Certificate) CertificateFactory.getInstance("X.509")
			.generateCertificate(new ByteArrayInputStream(certificate.getEncoded())));
		assertThat(this.loads).hasValue(1);
	}

	@Test
	void verifyWhenForeignCertificateClaimsEqualityThenOwnValue() throws Exception {
		X509Certificate victim = new LyingCertificate(Callers.web().getEncoded());
		X509Certificate attacker = new LyingCertificate(Callers.batch().getEncoded());
		assertThat(attacker.equals(victim)).isTrue();
		assertThat(get(victim)).isEqualTo("1");
		assertThat(get(attacker)).isEqualTo("2");
	}

	@Test
	void verifyWhenCertificateHasNoEncodingThenOwnValue() {
		X509Certificate one = new LyingCertificate();
		X509Certificate other = new LyingCertificate();
		assertThat(get(one)).isEqualTo("1");
		assertThat(get(other)).isEqualTo("2");
	}

	@Test
	void verifyWhenManyCertificatesThenBounded() {
		for (int i = 0; i < 20; i++) {
			get(Callers.web());
		}
		assertThat(this.loads).hasValue(20);
		assertThat(this.certificates.size()).isLessThanOrEqualTo(4);
	}

	@Test
	void verifyWhenUsedAgainInTimeThenSurvivesAFlood() {
		X509Certificate regular = Callers.web();
		get(regular);
		List<String> values = new ArrayList<>();
		for (int i = 0; i < 10; i++) {
			get(Callers.batch());
			values.add(get(regular));
		}
		assertThat(values).containsOnly("1");
	}

	@Test
	void verifyWhenLoaderHasNothingThenAskedAgain() {
		X509Certificate certificate = Callers.web();
		assertThat(this.certificates.get(List.of(certificate), (absent) -> null)).isNull();
		assertThat(get(certificate)).isEqualTo("1");
	}

	private String get(X509Certificate certificate) {
		return this.certificates.get(List.of(certificate), (absent) -> String.valueOf(this.loads.incrementAndGet()));
	}

}
