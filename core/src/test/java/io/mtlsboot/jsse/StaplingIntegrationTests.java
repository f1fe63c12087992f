package io.mtlsboot.jsse;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the JDK does about stapling, which our documentation and our trust manager rely
 * on.
 */
class StaplingIntegrationTests {

	@Test
	void handshakeWhenStaplingIsEnabledThenTrustManagerOfTheClientGetsTheAnswer() throws Exception {
		assertThat(run().lines()).containsExactly(line("off TLSv1.3", "[]", "[]", "Unknown", 0),
				line("off TLSv1.2", "[]", "[]", "Unknown", 0),
				// The property is read when a context is created
				line("older context TLSv1.3", "[]", "[]", "Unknown", 0),
				// Only certificates with a staple count: the list is not aligned
				line("TLSv1.3", "[good]", "[good]", "Good", 1), line("TLSv1.3 again", "[good]", "[good]", "Good", 0),
				// The trust manager is not asked, but the session remembers
				line("TLSv1.3 resumed", "[]", "[good]", "Unknown", 0),
				line("TLSv1.2", "[good,empty]", "[good,empty]", "Good", 0),
				// The JDK asks about certificates whose issuer is in the chain
				line("without intermediate TLSv1.3", "[]", "[]", "Unknown", 0),
				// It staples whatever it gets
				line("revoked TLSv1.3", "[RevokedStatus]", "[RevokedStatus]", "Revoked", 1),
				// That it gets nothing is not remembered
				line("no answer TLSv1.3", "[]", "[]", "Unknown", 1),
				line("no answer TLSv1.3 again", "[]", "[]", "Unknown", 1));
	}

	private static String line(String label, String staples, String session, String verdict, int requests) {
		return label + ": complete=true staples=" + staples + " session=" + session + " verdict=" + verdict
				+ " requests=" + requests;
	}

	private static String run() throws Exception {
		Path java = Path.of(System.getProperty("java.home"), "bin", "java");
		String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
		Process process = new ProcessBuilder(java.toString(), "-cp", classPath, StaplingHandshakes.class.getName())
			.redirectErrorStream(true)
			.start();
		process.getOutputStream().close();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		return output;
	}

}
