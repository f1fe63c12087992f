package io.mtlsboot.autoconfigure.boringssl;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the memory that BoringSSL takes outside the heap. With
 * {@code -Dmtls.test.handshakes=100000 -Dmtls.test.rotations=1000} it takes minutes, and
 * seconds as it is.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "the size of a process is read from /proc")
class BoringSslMemoryTests {

	/**
	 * An engine takes some 10 kB, a context some 20: if either is not given back, that
	 * adds up to more than twice this. Otherwise the process grows by half a megabyte.
	 */
	private static final long MAX_GROWTH_IN_KILOBYTES = 4000;

	@TempDir
	Path directory;

	@Test
	void verifyWhenConnectionsAndGenerationsComeAndGoThenMemoryDoesNotGrow() throws Exception {
		BoringSsl.assumeAvailable();
		Path output = this.directory.resolve("output");
		// A heap that is full from the start, and touched; compilers that soon are done
		ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xms192m", "-Xmx192m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp",
				System.getProperty("java.class.path"), BoringSslMemory.class.getName(),
				System.getProperty("mtls.test.handshakes", "3000"), System.getProperty("mtls.test.rotations", "600"));
		// Otherwise glibc has memory of its own for each thread
		builder.environment().put("MALLOC_ARENA_MAX", "1");
		Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
		try {
			assertThat(process.waitFor(20, TimeUnit.MINUTES)).isTrue();
		}
		finally {
			process.destroyForcibly();
		}
		String printed = Files.readString(output, StandardCharsets.UTF_8);
		assertThat(process.exitValue()).as(printed).isZero();
		List<Long> sizes = printed.lines().filter((line) -> line.matches("\\d+")).map(Long::valueOf).toList();
		assertThat(sizes).as(printed).hasSize(2);
		assertThat(sizes.get(1) - sizes.get(0)).as("grown from " + sizes.get(0) + " kB")
			.isLessThan(MAX_GROWTH_IN_KILOBYTES);
	}

}
