package io.mtlsboot.autoconfigure.server;

import java.time.Clock;
import java.util.List;

import io.mtlsboot.autoconfigure.MtlsProperties;
import io.mtlsboot.handshake.HandshakeListener;
import io.mtlsboot.jsse.MtlsContext;
import io.mtlsboot.jsse.PeerVerdicts;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link LastLook}: it is believed no longer than it may be.
 */
class LastLookTests {

	private final Clock clock = mock(Clock.class);

	private MtlsContext context = TestPki.serverContext(1, TestPki.CA);

	private final LastLook look = new LastLook(
			new LiveTrust(new PeerVerdicts(() -> this.context, Clock.systemUTC()), new HandshakeListener() {
			}, List.of(), List.of(), MtlsProperties.Mode.STRICT, null, this.clock));

	@Test
	void holdsWhenNothingIsNewThenUntilTheFirstVerdictEnds() {
		at(1000);
		this.look.take(() -> 2000);
		assertThat(this.look.holds()).isTrue();
		at(2000);
		assertThat(this.look.holds()).isTrue();
		at(2001);
		assertThat(this.look.holds()).isFalse();
	}

	@Test
	void i5CallersOfTheLastGenerationAreNotOverlooked() {
		this.look.take(() -> LastLook.HOLDS);
		assertThat(this.look.holds()).isTrue();
		this.context = TestPki.serverContext(2, TestPki.CA);
		assertThat(this.look.holds()).isFalse();
	}

	@Test
	void holdsWhenSomethingBecameKnownMeanwhileThenNot() {
		this.look.take(() -> {
			this.context = TestPki.serverContext(2, TestPki.CA);
			return LastLook.HOLDS;
		});
		assertThat(this.look.holds()).isFalse();
	}

	@Test
	void holdsWhenSomeoneIsToLeaveThenNot() {
		this.look.take(() -> LastLook.OVER);
		assertThat(this.look.holds()).isFalse();
	}

	@Test
	void holdsWhenItFailedThenNot() {
		this.look.take(() -> LastLook.HOLDS);
		assertThatIllegalStateException().isThrownBy(() -> this.look.take(() -> {
			throw new IllegalStateException();
		}));
		assertThat(this.look.holds()).isFalse();
	}

	@Test
	void holdsWhenThereWasNoneThenNot() {
		assertThat(this.look.holds()).isFalse();
	}

	private void at(long millis) {
		given(this.clock.millis()).willReturn(millis);
	}

}
