package io.mtlsboot.benchmarks.server;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import javax.xml.parsers.DocumentBuilderFactory;

import io.mtlsboot.benchmarks.process.Jdk;
import io.netty.handler.ssl.OpenSsl;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * The whole-server benchmark does what it says, once and quickly. How fast a server is,
 * is not judged here.
 */
class ServerBenchmarkIntegrationTests {

	@TempDir
	private static Path out;

	private static Report report;

	@BeforeAll
	static void runOnce() throws Exception {
		assumeThat(new File("/proc/self/stat")).as("CPU time of processes, as Linux has it").exists();
		assumeThat(OpenSsl.isAvailable()).as("netty-tcnative for this platform").isTrue();
		report = ServerBenchmark.run(Options.parse(List.of("--smoke", "--out", out.toString())));
	}

	@Test
	void runWhenSmokeThenBothServersHaveNumbersInEachMode() {
		assertThat(report.absent()).isEmpty();
		assertThat(report.rows()).extracting(Row::server, Row::mode).hasSize(6).doesNotHaveDuplicates();
		assertThat(report.rows()).allSatisfy((row) -> {
			assertThat(row.problem()).isEmpty();
			assertThat(row.errors()).isZero();
			assertThat(row.cpuMicros()).isPositive();
			assertThat(row.operationsPerSecond()).isPositive();
			assertThat(row.residentMegabytes()).isPositive();
			assertThat(row.ratio()).isPositive();
		});
	}

	@Test
	void runWhenFullHandshakesThenNoneIsResumedAndOtherwiseAll() {
		assertThat(report.rows("full13")).allSatisfy((row) -> assertThat(row.resumedPercent()).isZero());
		assertThat(report.rows("resumed13")).allSatisfy((row) -> assertThat(row.resumedPercent()).isGreaterThan(90));
	}

	@Test
	void runWhenStartsThenListensBeforeItAnswers() throws Exception {
		Path starts = out.resolve("starts");
		Report report = ServerBenchmark.run(Options
			.parse(List.of("--smoke", "--modes", "start", "--servers", "no-security", "--out", starts.toString())));
		assertThat(report.rows()).isEmpty();
		assertThat(report.starts()).isNotEmpty().allSatisfy((row) -> {
			assertThat(row.server()).isEqualTo("no-security");
			assertThat(row.listeningMillis()).isPositive().isLessThan(row.answeredMillis());
			assertThat(row.cpuMillis()).isPositive();
		});
		assertThat(report.starts()).extracting(StartRow::cached)
			.containsExactlyElementsOf(Jdk.find(25).isPresent() ? List.of(false, true) : List.of(false));
		assertThat(Files.readString(starts.resolve("report.md"))).contains("### Start", "| `no-security` |  |");
	}

	@Test
	void writeWhenDoneThenJsonSvgAndMarkdownSayTheSame() throws Exception {
		JsonNode json = JsonMapper.shared().readTree(Files.readString(out.resolve("report.json")));
		assertThat(json.get("rows")).hasSize(6);
		Element svg = DocumentBuilderFactory.newInstance()
			.newDocumentBuilder()
			.parse(out.resolve("report.svg").toFile())
			.getDocumentElement();
		assertThat(svg.getTagName()).isEqualTo("svg");
		assertThat(svg.getElementsByTagName("rect").getLength()).isEqualTo(7);
		assertThat(Files.readString(out.resolve("report.md"))).contains("| `hand-wired` |", "| `ours-jdk` |");
	}

}
