package io.mtlsboot.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A JDK to run a process with.
 *
 * @param home its directory
 * @param version its feature release, such as 25
 */
public record Jdk(Path home, int version) {

	private static final Path INSTALLED = Path.of("/usr/lib/jvm");

	public static Jdk current() {
		return new Jdk(Path.of(System.getProperty("java.home")), Runtime.version().feature());
	}

	/**
	 * Looks for a release: the one that runs this, then {@code /usr/lib/jvm}.
	 * @param version the feature release
	 * @return the JDK
	 */
	public static Optional<Jdk> find(int version) {
		if (current().version() == version) {
			return Optional.of(current());
		}
		if (!Files.isDirectory(INSTALLED)) {
			return Optional.empty();
		}
		try (Stream<Path> homes = Files.list(INSTALLED)) {
			return homes.filter((home) -> Files.isExecutable(home.resolve("bin/java")))
				.filter((home) -> isRelease(home, version))
				.sorted()
				.findFirst()
				.map((home) -> new Jdk(home, version));
		}
		catch (IOException ex) {
			return Optional.empty();
		}
	}

	/**
	 * Looks for a release, and makes do with another instead of a JDK 25.
	 * @param version the feature release
	 * @return the JDK, or null
	 */
	public static @Nullable Jdk findOrCurrent(int version) {
		return find(version).orElse((version == 25) ? current() : null);
	}

	/**
	 * Returns whether it can keep what a service has loaded, for its next start.
	 * @return whether it knows the options of JEP 514
	 */
	public boolean hasAotCache() {
		return this.version >= 25;
	}

	public String java() {
		return this.home.resolve("bin/java").toString();
	}

	private static boolean isRelease(Path home, int version) {
		try {
			return Files.readString(home.resolve("release")).contains("JAVA_VERSION=\"" + version);
		}
		catch (IOException ex) {
			return false;
		}
	}

}
