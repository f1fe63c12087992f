package io.mtlsboot.benchmarks.client;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.mtlsboot.benchmarks.call.CallResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ClientReportTests {

	private static final ClientContestant BASELINE = new ClientContestants().get(ClientContestants.BASELINE);

	@TempDir
	private Path directory;

	@Test
	void markdownWhenOneCallFailedThenTheRowIsNotValid() {
		assertThat(report(sample(1, 100, 0), sample(2, 99, 1)).markdown()).contains("not valid: 1 errors: refused")
			.doesNotContain("1.00");
	}

	@Test
	void markdownWhenATurnWasNotFinishedThenTheRowIsNotValid() {
		assertThat(report(sample(1, 60, 0)).markdown()).contains("not valid: only 60 of 100 calls");
	}

	@Test
	void rowWhenSomeHandshakesWereFullThenTheOthersAreResumed() {
		ClientRow row = report(sample(1, 100, 0)).rows().get(0);
		assertThat(row.handshakes()).isEqualTo(800);
		assertThat(row.resumedPercent()).isEqualTo(75);
		assertThat(row.cpuMicros()).isEqualTo(6);
		assertThat(row.calleeMicros()).isEqualTo(3);
		assertThat(row.ratio()).isEqualTo(2);
	}

	@Test
	void writeIntoWhenMarkedThenLeavesTheNumbersOfServersAlone() throws Exception {
		Path document = Files.writeString(this.directory.resolve("numbers.md"),
				"<!-- numbers: begin -->\nservers\n<!-- numbers: end -->\n"
						+ "<!-- clients: begin -->\nold\n<!-- clients: end -->\nafter\n");
		report(sample(1, 100, 0)).writeInto(document);
		assertThat(document).content()
			.startsWith("<!-- numbers: begin -->\nservers\n<!-- numbers: end -->\n<!-- clients: begin -->\n")
			.contains("(`boot-restclient`) | 6.0 |")
			.doesNotContain("old")
			.endsWith("\n<!-- clients: end -->\nafter\n");
		assertThat(this.directory.resolve("numbers-clients.svg")).content().contains("CPU per call in µs");
	}

	private static ClientReport report(ClientSample... samples) {
		return new ClientReport(Map.of(), samples.length, 100, 16, List.of(ClientRow.of(BASELINE, List.of(samples), 3)),
				Map.of());
	}

	private static ClientSample sample(int round, long calls, long errors) {
		return new ClientSample(BASELINE.id(), round, 100,
				new CallResult(calls, errors, "refused", 1_000_000, 600, 300, 5, 9), new Handshakes(8, 2));
	}

}
