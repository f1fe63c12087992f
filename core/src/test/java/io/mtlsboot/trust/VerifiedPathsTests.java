package io.mtlsboot.trust;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import io.mtlsboot.AdjustableClock;
import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.Purpose;
import io.mtlsboot.material.TrustMaterial;
import io.mtlsboot.x509.KeyPurpose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * A caller that comes back is not verified from nothing, and never treated better for it.
 */
class VerifiedPathsTests {

	private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

	private static final DevCa CA = DevCa.create("shop.example");

	private static final IssuedCertificate WEB = CA.issue((leaf) -> leaf.subject("CN=web")
		.purposes(Purpose.CLIENT_AUTH)
		.notBefore(NOW.minusSeconds(60))
		.notAfter(NOW.plusSeconds(3600)));

	private final AdjustableClock clock = new AdjustableClock(NOW);

	private final PeerVerifier verifier = PeerVerifier.pkix(TrustMaterial.of(List.of(CA.rootCertificate()), "test"),
			VerificationPolicy.DEFAULT, this.clock);

	@Test
	void verifyWhenTheCallerComesBackThenIsWhatWasFound() throws PeerRejectedException {
		VerifiedPeer first = verify(WEB.chain());
		assertThat(verify(WEB.chain())).isSameAs(first);
		assertThat(verify(List.copyOf(WEB.chain()))).isSameAs(first);
	}

	@Test
	void verifyWhenTenMinutesHavePassedThenVerifiesAnew() throws PeerRejectedException {
		VerifiedPeer first = verify(WEB.chain());
		this.clock.advance(Duration.ofMinutes(10));
		assertThat(verify(WEB.chain())).isSameAs(first);
		this.clock.advance(Duration.ofSeconds(1));
		assertThat(verify(WEB.chain())).isNotSameAs(first).isEqualTo(first);
	}

	@Test
	void i5VerifyWhenTheCallerExpiredSinceThenIsRefused() throws PeerRejectedException {
		this.clock.advance(Duration.ofMinutes(59));
		verify(WEB.chain());
		this.clock.advance(Duration.ofMinutes(1).plus(VerificationPolicy.DEFAULT.clockSkew()));
		verify(WEB.chain());
		this.clock.advance(Duration.ofSeconds(1));
		assertThat(refusal(WEB.chain(), KeyPurpose.CLIENT_AUTH)).isEqualTo(RejectionReason.EXPIRED);
	}

	@Test
	void verifyWhenTheClockWasSetBackThenIsRefused() throws PeerRejectedException {
		verify(WEB.chain());
		this.clock.advance(Duration.ofHours(-1));
		assertThat(refusal(WEB.chain(), KeyPurpose.CLIENT_AUTH)).isEqualTo(RejectionReason.NOT_YET_VALID);
	}

	@Test
	void attackVerifyWhenACallerPresentsItselfAsACalleeThenIsRefused() throws PeerRejectedException {
		verify(WEB.chain());
		assertThat(refusal(WEB.chain(), KeyPurpose.SERVER_AUTH)).isEqualTo(RejectionReason.PURPOSE_NOT_ALLOWED);
	}

	@Test
	void attackVerifyWhenAnImpostorHasTheSameNamesThenIsRefused() throws PeerRejectedException {
		verify(WEB.chain());
		IssuedCertificate impostor = CA.impostor()
			.issue((leaf) -> leaf.subject("CN=web")
				.purposes(Purpose.CLIENT_AUTH)
				.serial(WEB.certificate().getSerialNumber())
				.notBefore(NOW.minusSeconds(60))
				.notAfter(NOW.plusSeconds(3600)));
		assertThat(refusal(impostor.chain(), KeyPurpose.CLIENT_AUTH)).isIn(RejectionReason.SIGNATURE_INVALID,
				RejectionReason.ANCHOR_KEY_MISMATCH);
	}

	@Test
	void attackVerifyWhenUselessCertificatesComeAlongThenNothingIsKept() throws PeerRejectedException {
		List<X509Certificate> presented = new ArrayList<>(WEB.chain());
		presented.add(CA.serverIssuer().certificate());
		presented.add(CA.rootCertificate());
		assertThat(verify(presented)).isNotSameAs(verify(presented));
	}

	private VerifiedPeer verify(List<X509Certificate> presented) throws PeerRejectedException {
		return this.verifier.verify(presented, KeyPurpose.CLIENT_AUTH);
	}

	private RejectionReason refusal(List<X509Certificate> presented, KeyPurpose purpose) {
		return catchThrowableOfType(PeerRejectedException.class, () -> this.verifier.verify(presented, purpose))
			.reason();
	}

}
