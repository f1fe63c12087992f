package io.mtlsboot.autoconfigure.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.mtlsboot.devca.IssuedCertificate;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LifetimeTests {

	private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");

	private final Lifetime lifetime = new Lifetime(FROM, FROM.plusSeconds(900));

	@Test
	void verifyWhenBeforeItBeginsThenNothingIsUsed() {
		Instant before = FROM.minusSeconds(1);
		assertThat(this.lifetime.hasBegun(before)).isFalse();
		assertThat(this.lifetime.includes(before)).isFalse();
		assertThat(this.lifetime.left(before)).isEqualTo(1);
	}

	@Test
	void verifyWhenAtItsEndsThenBothMomentsBelongToIt() {
		assertThat(this.lifetime.includes(FROM)).isTrue();
		assertThat(this.lifetime.includes(FROM.plusSeconds(900))).isTrue();
		assertThat(this.lifetime.includes(FROM.plusSeconds(901))).isFalse();
	}

	@Test
	void verifyWhenOverThenNothingIsLeftAndSecondsAreNegative() {
		Instant after = FROM.plusSeconds(1000);
		assertThat(this.lifetime.isOver(after)).isTrue();
		assertThat(this.lifetime.left(after)).isZero();
		assertThat(this.lifetime.secondsLeft(after)).isEqualTo(-100);
	}

	@Test
	void verifyWhenExactlyAThirdIsLeftThenItIsNotAboutToEnd() {
		assertThat(this.lifetime.isAboutToEnd(FROM.plusSeconds(600))).isFalse();
		assertThat(this.lifetime.left(FROM.plusSeconds(600))).isEqualTo(0.3333);
		assertThat(this.lifetime.isAboutToEnd(FROM.plusSeconds(601))).isTrue();
	}

	@Test
	void verifyWhenItsEndsAreTheWrongWayRoundThenNothingIsLeft() {
		assertThat(new Lifetime(FROM, FROM.minusSeconds(1)).left(FROM)).isZero();
		assertThat(new Lifetime(FROM, FROM).left(FROM)).isZero();
	}

	@Test
	void verifyWhenIssuerExpiresFirstThenItEndsWithTheIssuer() {
		IssuedCertificate leaf = Materials.CA.issue(Materials.validFor(Duration.ofDays(3000)));
		Lifetime chain = Lifetime.ofAll(List.of(leaf.certificate(), Materials.CA.rootCertificate()));
		assertThat(chain.from()).isEqualTo(Materials.NOW);
		assertThat(chain.until()).isEqualTo(Materials.CA.rootCertificate().getNotAfter().toInstant());
	}

}
