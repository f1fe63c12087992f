package io.mtlsboot.benchmarks.process;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Programs that may be installed.
 */
public final class Executable {

	private Executable() {
	}

	/**
	 * Looks for a program: where the environment variable of its name in capitals says,
	 * on the path, and where Debian has servers.
	 * @param name for example {@code nginx}
	 * @return its file
	 */
	public static Optional<Path> find(String name) {
		String chosen = System.getenv(name.toUpperCase(Locale.ROOT));
		Stream<String> directories = Stream
			.concat(Pattern.compile(Pattern.quote(File.pathSeparator)).splitAsStream(path()), Stream.of("/usr/sbin"));
		return Stream
			.concat(Stream.ofNullable(chosen).map(Path::of), directories.map((directory) -> Path.of(directory, name)))
			.filter(Files::isExecutable)
			.filter(Files::isRegularFile)
			.findFirst();
	}

	/**
	 * Runs a command that ends by itself.
	 * @param command what to run
	 * @return what it wrote, or nothing if it did not end within seconds
	 */
	public static String output(List<String> command) {
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
			// It fits into the pipe
			if (!process.waitFor(10, TimeUnit.SECONDS)) {
				process.destroyForcibly();
				return "";
			}
			return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			return "";
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return "";
		}
	}

	private static String path() {
		String path = System.getenv("PATH");
		return (path != null) ? path : "";
	}

}
