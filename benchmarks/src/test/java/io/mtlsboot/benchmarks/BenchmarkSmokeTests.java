package io.mtlsboot.benchmarks;

import java.util.Collection;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every benchmark runs. How fast is not judged here: machines of a build are too busy to
 * say.
 */
class BenchmarkSmokeTests {

	@Test
	void runWhenOnceThenEveryBenchmarkHasAResult() throws Exception {
		Options options = new OptionsBuilder().forks(0)
			.warmupIterations(0)
			.measurementIterations(1)
			.measurementTime(TimeValue.milliseconds(50))
			// The smallest of the sizes that the benchmarks have
			.param("entries", "1000")
			// Libraries of the others are not made for each platform
			.param("server", "BARE", "JDK")
			.shouldFailOnError(true)
			.verbosity(VerboseMode.SILENT)
			.build();
		Collection<RunResult> results = new Runner(options).run();
		assertThat(results).isNotEmpty();
		assertThat(results).allSatisfy((result) -> assertThat(result.getPrimaryResult().getScore()).isPositive());
	}

}
