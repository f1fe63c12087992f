package io.mtlsboot.benchmarks.server;

import java.nio.file.Path;
import java.util.List;

/**
 * How a server is started.
 *
 * @param directory where it may write
 * @param material whose certificates it has
 * @param pin how its command begins
 * @param heap most memory of a Java heap, as in {@code -Xmx}
 */
record Launch(Path directory, Material material, List<String> pin, String heap) {

	Path log(String server) {
		return this.directory.resolve(server + ".log");
	}

}
