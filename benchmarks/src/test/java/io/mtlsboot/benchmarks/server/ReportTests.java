package io.mtlsboot.benchmarks.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.mtlsboot.benchmarks.load.LoadResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class ReportTests {

	@TempDir
	private Path directory;

	@Test
	void markdownWhenOneRoundHadAnErrorThenTheRowIsNotValid() {
		assertThat(report(sample(1, 100, 0, 0), sample(2, 300, 1, 0)).markdown())
			.contains("not valid: 1 errors: refused")
			.doesNotContain("(1.00)");
	}

	@Test
	void markdownWhenAFullHandshakeWasResumedThenTheRowIsNotValid() {
		assertThat(report(sample(1, 100, 0, 3)).markdown()).contains("not valid: 3 handshakes were resumed");
	}

	@Test
	void rowWhenThreeRoundsThenHasMedianLowestAndHighest() {
		Row row = report(sample(1, 900, 0, 0), sample(2, 300, 0, 0), sample(3, 600, 0, 0)).rows().get(0);
		assertThat(row.cpuMicros()).isEqualTo(6);
		assertThat(row.cpuMicrosLowest()).isEqualTo(3);
		assertThat(row.cpuMicrosHighest()).isEqualTo(9);
		assertThat(row.ratio()).isEqualTo(2);
	}

	@Test
	void writeIntoWhenMarkedThenReplacesWhatIsBetween() throws Exception {
		Path document = Files.writeString(this.directory.resolve("numbers.md"),
				"before\n<!-- numbers: begin -->\nold\n<!-- numbers: end -->\nafter\n");
		report(sample(1, 100, 0, 0)).writeInto(document);
		assertThat(document).content()
			.startsWith("before\n<!-- numbers: begin -->\n")
			.contains("| `hand-wired` | 1.0 |")
			.doesNotContain("old")
			.endsWith("\n<!-- numbers: end -->\nafter\n");
		assertThat(this.directory.resolve("numbers.svg")).content().contains("Hand-wired Boot");
	}

	@Test
	void writeIntoWhenNotMarkedThenLeavesItAlone() throws IOException {
		Path document = Files.writeString(this.directory.resolve("numbers.md"), "by hand");
		assertThatIOException().isThrownBy(() -> report(sample(1, 100, 0, 0)).writeInto(document))
			.withMessageContaining("expected the lines '<!-- numbers: begin -->'");
		assertThat(document).hasContent("by hand");
	}

	private static Report report(Sample... samples) {
		Row row = Row.of("hand-wired", "Hand-wired Boot", Mode.FULL13, List.of(samples), Sample::cpuMicros, 3);
		return new Report(Map.of(), samples.length, 1, 16, List.of(row), List.of(), List.of(), Map.of());
	}

	private static Sample sample(int round, long serverMicros, long errors, long resumed) {
		LoadResult load = new LoadResult(100, errors, "refused", 100, resumed, 1_000_000, serverMicros, 0, 10, 5, 9);
		return new Sample("hand-wired", Mode.FULL13, round, load, 1, Sample.problem(load, Mode.FULL13));
	}

}
