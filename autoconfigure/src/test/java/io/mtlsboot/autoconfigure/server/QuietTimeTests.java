package io.mtlsboot.autoconfigure.server;

import java.time.Duration;
import java.util.stream.IntStream;

import io.mtlsboot.handshake.HandshakeConnection;
import io.mtlsboot.handshake.HandshakeSide;
import io.mtlsboot.handshake.HandshakeSuccess;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link QuietTime}: who connects is never overlooked.
 */
class QuietTimeTests {

	private final QuietTime quiet = new QuietTime();

	@Test
	void isOverWhenNobodyConnectsThenEveryTenthRound() {
		passQuietly(2);
		assertThat(IntStream.rangeClosed(3, 30).filter((round) -> this.quiet.isOver(false))).containsExactly(10, 20,
				30);
	}

	@Test
	void callerWhoConnectsInQuietTimesIsLookedAtInTheNextTwoRounds() {
		passQuietly(5);
		assertThat(this.quiet.isOver(false)).isFalse();
		this.quiet.onSuccess(handshake(HandshakeSide.SERVER));
		assertThat(this.quiet.isOver(false)).isTrue();
		assertThat(this.quiet.isOver(false)).isTrue();
		assertThat(this.quiet.isOver(false)).isFalse();
	}

	@Test
	void isOverWhenWokenThenLooks() {
		passQuietly(5);
		assertThat(this.quiet.isOver(true)).isTrue();
	}

	@Test
	void isOverWhenWeCallOthersThenNot() {
		passQuietly(5);
		this.quiet.onSuccess(handshake(HandshakeSide.CLIENT));
		assertThat(this.quiet.isOver(false)).isFalse();
	}

	private void passQuietly(int rounds) {
		for (int round = 0; round < rounds; round++) {
			this.quiet.isOver(false);
		}
	}

	private static HandshakeSuccess handshake(HandshakeSide side) {
		return new HandshakeSuccess(side, HandshakeConnection.with(8443, "192.0.2.1", 50000), null, Duration.ZERO);
	}

}
