package io.mtlsboot.benchmarks.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How a server is started.
 *
 * @param directory where it may write
 * @param material whose certificates it has
 * @param pin how its command begins
 * @param jvmOptions what a JVM is told
 */
record Launch(Path directory, Material material, List<String> pin, List<String> jvmOptions) {

	/**
	 * Returns the same for a server that is started for another.
	 * @param name the other
	 * @return with a directory of its own
	 */
	Launch inDirectory(String name) throws IOException {
		return new Launch(Files.createDirectories(this.directory.resolve("behind-" + name)), this.material, this.pin,
				this.jvmOptions);
	}

	Launch withJvmOptions(String... options) {
		return new Launch(this.directory, this.material, this.pin, List.of(options));
	}

	Path log(String server) {
		return this.directory.resolve(server + ".log");
	}

}
