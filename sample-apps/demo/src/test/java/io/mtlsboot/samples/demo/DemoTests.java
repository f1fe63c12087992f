package io.mtlsboot.samples.demo;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class DemoTests {

	@Test
	void runThenEveryCallComesOutAsExpected(@TempDir Path directory) throws Exception {
		ByteArrayOutputStream printed = new ByteArrayOutputStream();
		try (Fleet fleet = Fleet.start(directory)) {
			boolean asExpected = new Demo(fleet, new PrintStream(printed, true, StandardCharsets.UTF_8)).run();
			String lines = printed.toString(StandardCharsets.UTF_8);
			assertThat(lines)
				.contains("HTTP 403", "NO_CERTIFICATE", "ISSUER_UNKNOWN", "EXPIRED",
						"PURPOSE_NOT_ALLOWED (required: clientAuth, presented: serverAuth)", "of its lifetime left",
						"A rotation, with a connection open", "A revocation, with a connection open", "REVOKED",
						"curl --cacert")
				.doesNotContain("!!");
			assertThat(asExpected).isTrue();
		}
	}

}
