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
		assertThat(run().lines()).containsExactly("off TLSv1.3: complete=true staples=[] requests=0",
				"off TLSv1.2: complete=true staples=[] requests=0",
				// The property is read when a context is created
				"older context TLSv1.3: complete=true staples=[] requests=0",
				// Only certificates with a staple count: the list is not aligned
				"TLSv1.3: complete=true staples=[good] requests=1",
				"TLSv1.3 again: complete=true staples=[good] requests=0",
				"TLSv1.2: complete=true staples=[good,empty] requests=0",
				// The JDK asks about certificates whose issuer is in the chain
				"without intermediate TLSv1.3: complete=true staples=[] requests=0",
				// It staples whatever it gets
				"revoked TLSv1.3: complete=true staples=[RevokedStatus] requests=1",
				// That it gets nothing is not remembered
				"no answer TLSv1.3: complete=true staples=[] requests=1",
				"no answer TLSv1.3 again: complete=true staples=[] requests=1");
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
