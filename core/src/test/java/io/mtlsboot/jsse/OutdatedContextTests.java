package io.mtlsboot.jsse;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.handshake.HandshakeListener;
import io.mtlsboot.trust.PeerRejectedException;
import io.mtlsboot.trust.VerificationPolicy;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When a context has outlived the trust in a callee that it verified.
 */
class OutdatedContextTests {

	private static final HandshakeListener NOBODY = new HandshakeListener() {
	};

	private static final Duration SKEW = VerificationPolicy.DEFAULT.clockSkew();

	private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

	private final MtlsContext client = Peers.client(Peers.CLIENT, TlsProfile.DEFAULT, NOBODY);

	@Test
	void isOutdatedWhenNobodyWasVerifiedThenNever() {
		assertThat(this.client.isOutdated(Instant.MAX)).isFalse();
	}

	@Test
	void isOutdatedWhenCalleeHasExpiredSinceThenFromThatMomentOn() {
		handshake(valid(3600));
		Instant end = this.now.plusSeconds(3600).plus(SKEW);
		assertThat(this.client.isOutdated(end)).isFalse();
		assertThat(this.client.isOutdated(end.plusMillis(1))).isTrue();
	}

	@Test
	void isOutdatedWhenThereWereSeveralCalleesThenTheFirstToExpireCounts() {
		handshake(valid(3600));
		handshake(valid(60));
		handshake(valid(7200));
		assertThat(this.client.isOutdated(this.now.plusSeconds(61).plus(SKEW))).isTrue();
	}

	@Test
	void isOutdatedWhenPeerWasOnlyJudgedThenItHasNoConnection() throws PeerRejectedException {
		this.client.judge(valid(60).chain(), "localhost");
		assertThat(this.client.isOutdated(Instant.MAX)).isFalse();
	}

	@Test
	void isOutdatedWhenServerThenNever() {
		MtlsContext server = Peers.server(Peers.SERVER, TlsProfile.DEFAULT, NOBODY);
		EngineHandshake.between(this.client.sslContext(), server.sslContext());
		assertThat(server.isOutdated(Instant.MAX)).isFalse();
	}

	private IssuedCertificate valid(long seconds) {
		return Peers
			.server((leaf) -> leaf.notBefore(this.now.minusSeconds(60)).notAfter(this.now.plusSeconds(seconds)));
	}

	private void handshake(IssuedCertificate callee) {
		MtlsContext server = Peers.server(callee, TlsProfile.DEFAULT, NOBODY);
		EngineHandshake.between(this.client.sslContext(), server.sslContext(), "localhost");
	}

}
