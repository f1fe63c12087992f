package io.mtlsboot.benchmarks.server;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Programs that may be installed.
 */
final class Executable {

	private Executable() {
	}

	/**
	 * Looks for a program: where the environment variable of its name in capitals says,
	 * on the path, and where Debian has servers.
	 * @param name for example {@code nginx}
	 * @return its file
	 */
	static Optional<Path> find(String name) {
		String chosen = System.getenv(name.toUpperCase(java.util.Locale.ROOT));
		Stream<String> directories = Stream
			.concat(Pattern.compile(Pattern.quote(File.pathSeparator)).splitAsStream(path()), Stream.of("/usr/sbin"));
		return Stream
			.concat(Stream.ofNullable(chosen).map(Path::of), directories.map((directory) -> Path.of(directory, name)))
			.filter(Files::isExecutable)
			.filter(Files::isRegularFile)
			.findFirst();
	}

	private static String path() {
		String path = System.getenv("PATH");
		return (path != null) ? path : "";
	}

}
