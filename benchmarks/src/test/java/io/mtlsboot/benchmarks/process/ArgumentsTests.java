package io.mtlsboot.benchmarks.process;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ArgumentsTests {

	private static final String USAGE = "run [--rounds 5] [--servers a,b,…] [--warm-up 3] [--smoke]";

	@Test
	void parseWhenGivenThenHasWhatIsGivenAndDefaultsOtherwise() {
		Arguments arguments = Arguments.parse(List.of("--smoke", "--warm-up", "0.5", "--servers", "a, b"), USAGE);
		assertThat(arguments.smoke()).isTrue();
		assertThat(arguments.millis("--warm-up", 3000)).isEqualTo(500);
		assertThat(arguments.list("--servers", List.of())).containsExactly("a", "b");
		assertThat(arguments.number("--rounds", 5)).isEqualTo(5);
		assertThat(arguments.into()).isNull();
	}

	@Test
	void parseWhenUnknownOrWithoutValueThenShowsTheUsage() {
		assertThatIllegalArgumentException().isThrownBy(() -> Arguments.parse(List.of("--round", "5"), USAGE))
			.withMessageContaining("'--round'")
			.withMessageContaining(USAGE);
		assertThatIllegalArgumentException().isThrownBy(() -> Arguments.parse(List.of("--rounds"), USAGE))
			.withMessageContaining("'--rounds'");
	}

}
