package io.mtlsboot.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where something was measured.
 */
public final class Machine {

	private Machine() {
	}

	/**
	 * Says what it is.
	 * @param cores which of them are used
	 * @return facts by name, in order
	 */
	public static Map<String, String> describe(Cores cores) {
		Map<String, String> facts = new LinkedHashMap<>();
		facts.put("measured at", Instant.now().truncatedTo(ChronoUnit.MINUTES).toString());
		facts.put("processor", processor() + ", " + Runtime.getRuntime().availableProcessors() + " cores");
		// Without what its builder calls it
		facts.put("system",
				System.getProperty("os.name") + " " + System.getProperty("os.version").replaceFirst("-.*", ""));
		facts.put("cores", cores.description());
		Jdk.find(25).ifPresent((jdk) -> facts.put("JDK 25", version(jdk)));
		Jdk.find(17).ifPresent((jdk) -> facts.put("JDK 17", version(jdk)));
		return facts;
	}

	/**
	 * Returns how many files a process may have open, of which a connection needs one.
	 * @return the hard limit, to which {@code benchmarks/run} raises the soft one
	 */
	public static int openFiles() {
		try (var lines = Files.lines(Path.of("/proc/self/limits"))) {
			return lines.filter((line) -> line.startsWith("Max open files"))
				.map((line) -> line.split("\\s{2,}", -1)[2])
				.mapToInt((limit) -> limit.equals("unlimited") ? Integer.MAX_VALUE : Integer.parseInt(limit))
				.findFirst()
				.orElse(Integer.MAX_VALUE);
		}
		catch (IOException | RuntimeException ex) {
			return Integer.MAX_VALUE;
		}
	}

	private static String processor() {
		try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
			return lines.filter((line) -> line.startsWith("model name"))
				.map((line) -> line.substring(line.indexOf(':') + 1).trim())
				.findFirst()
				.orElse(System.getProperty("os.arch"));
		}
		catch (IOException ex) {
			return System.getProperty("os.arch");
		}
	}

	private static String version(Jdk jdk) {
		try (var lines = Files.lines(jdk.home().resolve("release"))) {
			return lines.filter((line) -> line.startsWith("JAVA_RUNTIME_VERSION="))
				.map((line) -> line.replaceAll("^.*=\"|\"$", ""))
				.findFirst()
				.orElse("?");
		}
		catch (IOException ex) {
			return "?";
		}
	}

}
