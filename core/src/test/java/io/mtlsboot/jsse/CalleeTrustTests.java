package io.mtlsboot.jsse;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

import io.mtlsboot.trust.VerifiedPeer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CalleeTrustTests {

	private static final Instant NOW = Instant.now();

	private static final Instant LATER = NOW.plusSeconds(600);

	private final AtomicInteger judged = new AtomicInteger();

	private final CalleeTrust callees = new CalleeTrust((callee) -> {
		this.judged.incrementAndGet();
		return new VerifiedPeer(callee.presented(), Peers.CA.rootCertificate(), LATER);
	}, 0);

	@Test
	void isLostWhenSomethingBecameKnownThenAllAreJudgedOnce() {
		verified(2);
		assertThat(this.callees.isLost(NOW, 0)).isFalse();
		assertThat(this.judged).hasValue(0);
		assertThat(this.callees.isLost(NOW, 1)).isFalse();
		assertThat(this.callees.isLost(NOW, 1)).isFalse();
		assertThat(this.judged).hasValue(2);
	}

	@Test
	void isLostWhenVerifiedAfterSomethingBecameKnownThenIsStillJudged() {
		verified(1);
		assertThat(this.callees.isLost(NOW, 1)).isFalse();
		assertThat(this.judged).as("the handshake may have begun before").hasValue(1);
	}

	@Test
	void calleeThatIsNotRememberedAmongManyIsNotKeptWhenSomethingBecameKnown() {
		verified(CalleeTrust.MAX_CALLEES - 1);
		assertThat(this.callees.isLost(NOW, 1)).isFalse();
		verified(CalleeTrust.MAX_CALLEES + 1);
		assertThat(this.callees.isLost(NOW, 1)).isFalse();
		assertThat(this.callees.isLost(NOW, 2)).isTrue();
	}

	private void verified(int number) {
		for (int i = 0; i < number; i++) {
			this.callees.verified(new SessionTrust.Peer(Peers.SERVER.chain(), "host-" + i), LATER);
		}
	}

}
