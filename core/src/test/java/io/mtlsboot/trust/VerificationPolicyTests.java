package io.mtlsboot.trust;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class VerificationPolicyTests {

	@Test
	void defaultToleratesNoSkew() {
		assertThat(VerificationPolicy.DEFAULT.clockSkew()).isZero();
	}

	@Test
	void createWhenSkewIsOutOfRangeThenThrows() {
		assertThatIllegalArgumentException().isThrownBy(() -> new VerificationPolicy(Duration.ofSeconds(-1), 2048, 5))
			.withMessageContaining("'PT-1S'");
		assertThatIllegalArgumentException().isThrownBy(() -> new VerificationPolicy(Duration.ofDays(2), 2048, 5));
	}

	@Test
	void createWhenKeysWouldBeTooSmallThenThrows() {
		assertThatIllegalArgumentException().isThrownBy(() -> new VerificationPolicy(Duration.ZERO, 1024, 5))
			.withMessageContaining("2048 to 8192");
	}

	@Test
	void createWhenPathLengthWouldBeUnlimitedThenThrows() {
		assertThatIllegalArgumentException().isThrownBy(() -> new VerificationPolicy(Duration.ZERO, 2048, -1));
		assertThatIllegalArgumentException().isThrownBy(() -> new VerificationPolicy(Duration.ZERO, 2048, 11));
	}

}
