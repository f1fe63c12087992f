package io.mtlsboot.autoconfigure.proof;

import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

class StrangerCertificateTests {

	private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

	private final StrangerCertificate stranger = StrangerCertificate.create(NOW);

	@Test
	void verifyWhenCreatedThenIsGoodButForItsIssuer() throws CertificateException {
		assertThatCode(() -> this.stranger.certificate().verify(this.stranger.certificate().getPublicKey()))
			.doesNotThrowAnyException();
		assertThat(this.stranger.certificate().getExtendedKeyUsage()).isEqualTo(List.of("1.3.6.1.5.5.7.3.2"));
		assertThat(this.stranger.certificate().getBasicConstraints()).isEqualTo(-1);
		assertThat(this.stranger.certificate().getNotBefore().toInstant()).isBefore(NOW);
		assertThat(this.stranger.certificate().getNotAfter().toInstant()).isEqualTo(NOW.plus(Duration.ofHours(1)));
	}

	@Test
	void verifyWhenCreatedAgainThenIsSomebodyElse() {
		assertThat(StrangerCertificate.create(NOW).certificate().getPublicKey())
			.isNotEqualTo(this.stranger.certificate().getPublicKey());
	}

}
