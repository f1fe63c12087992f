package io.mtlsboot.trust;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.material.TrustMaterial;
import io.mtlsboot.x509.KeyPurpose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * The verifier without Spring and without a handshake, as the reference shows it.
 */
class StandaloneVerificationTests {

	private static final DevCa CA = DevCa.create("shop.example");

	private static final IssuedCertificate ORDERS = CA
		.issue((leaf) -> leaf.subject("CN=orders").dns("orders.shop.example"));

	@Test
	void verifyWhenAnchorsChainPurposeNameAndClockAreGivenThenThePeerIsVerified() throws PeerRejectedException {
		VerifiedPeer peer = verify(ORDERS.chain(), "orders.shop.example", Clock.systemUTC());
		assertThat(peer.leaf()).isEqualTo(ORDERS.certificate());
		assertThat(peer.anchor()).isEqualTo(CA.rootCertificate());
	}

	@Test
	void verifyWhenNameIsAnotherThenSaysWhichWasPresented() {
		PeerRejectedException rejection = catchThrowableOfType(PeerRejectedException.class,
				() -> verify(ORDERS.chain(), "audit.shop.example", Clock.systemUTC()));
		assertThat(rejection.reason()).isEqualTo(RejectionReason.HOST_NAME_MISMATCH);
		assertThat(rejection.evidence()).contains("audit.shop.example", "orders.shop.example");
	}

	@Test
	void verifyWhenClockIsPastTheEndThenExpired() {
		Instant end = ORDERS.certificate().getNotAfter().toInstant();
		Clock later = Clock.fixed(end.plus(Duration.ofSeconds(1)), ZoneOffset.UTC);
		assertThat(catchThrowableOfType(PeerRejectedException.class,
				() -> verify(ORDERS.chain(), "orders.shop.example", later))
			.reason()).isEqualTo(RejectionReason.EXPIRED);
	}

	private static VerifiedPeer verify(List<X509Certificate> presented, String host, Clock clock)
			throws PeerRejectedException {
		TrustMaterial trust = TrustMaterial.of(List.of(CA.rootCertificate()), "ca.crt");
		PeerVerifier verifier = PeerVerifier.pkix(trust, VerificationPolicy.DEFAULT, clock);
		VerifiedPeer peer = verifier.verify(presented, KeyPurpose.SERVER_AUTH);
		PeerAuthorizer.hostName().authorize(peer, host);
		return peer;
	}

}
