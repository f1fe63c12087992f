package io.mtlsboot.material;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.ThrowableAssertAlternative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is said about material that cannot be used.
 */
final class MaterialAssert {

	static final String LOCATION = "/run/mtls/tls.key";

	private MaterialAssert() {
	}

	static ThrowableAssertAlternative<MaterialException> assertRefused(MaterialProblem problem,
			ThrowingCallable attempt) {
		return assertThatExceptionOfType(MaterialException.class).isThrownBy(attempt)
			.satisfies((failure) -> assertThat(failure.problem()).isEqualTo(problem))
			.satisfies((failure) -> assertThat(failure.location()).isEqualTo(LOCATION))
			.withMessageContaining("'" + LOCATION + "'");
	}

}
