package io.mtlsboot.benchmarks.client;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * The benchmark of clients does what it says, once and quickly. How fast a client is, is
 * not judged here.
 */
class ClientBenchmarkIntegrationTests {

	private static final int PER_CALL = 10_000;

	@TempDir
	private static Path out;

	private static ClientReport report;

	@BeforeAll
	static void runOnce() throws Exception {
		assumeThat(new File("/proc/self/stat")).as("CPU time of processes, as Linux has it").exists();
		report = ClientBenchmark.run(ClientOptions.parse(List.of("--smoke", "--out", out.toString())));
	}

	@Test
	void runWhenSmokeThenEachClientIsGreetedAndRefusesTheImpostorAndHasNumbers() {
		assertThat(report.absent()).isEmpty();
		assertThat(report.rows()).extracting(ClientRow::client)
			.containsExactly("boot-restclient", "unpooled", "ours-restclient");
		assertThat(report.rows()).allSatisfy((row) -> {
			assertThat(row.problem()).isEmpty();
			assertThat(row.errors()).isZero();
			assertThat(row.cpuMicros()).isPositive();
			assertThat(row.callsPerSecond()).isPositive();
			assertThat(row.p50Micros()).isPositive();
		});
	}

	@Test
	void runWhenEachConnectionIsClosedThenThereIsAHandshakeForEachCall() {
		assertThat(row("unpooled").handshakes()).isEqualTo(PER_CALL);
		assertThat(row("unpooled").resumedPercent()).isPositive();
	}

	@Test
	void runWhenPooledThenThereAreNoMoreHandshakesThanCallers() {
		assertThat(row("ours-restclient").handshakes() * report.calls() / PER_CALL)
			.isLessThanOrEqualTo(report.callers());
	}

	@Test
	void writeWhenDoneThenJsonAndMarkdownSayTheSame() throws Exception {
		assertThat(JsonMapper.shared().readTree(Files.readString(out.resolve("report.json"))).get("rows")).hasSize(3);
		assertThat(Files.readString(out.resolve("report.md"))).contains("(`boot-restclient`)", "(`ours-restclient`)");
		assertThat(Files.readString(out.resolve("report.svg"))).contains("Handshakes per 10,000 calls");
	}

	private static ClientRow row(String client) {
		return report.rows().stream().filter((row) -> row.client().equals(client)).findFirst().orElseThrow();
	}

}
