package io.mtlsboot.benchmarks.process;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Material as a bundle of Spring Boot.
 *
 * @param name its name
 * @param material a directory with {@code tls.crt}, {@code tls.key} and {@code ca.crt}
 */
public record PemBundle(String name, Path material) {

	/**
	 * Returns what describes it.
	 * @return properties, each with its value
	 */
	public List<String> properties() {
		String bundle = "spring.ssl.bundle.pem." + this.name + ".";
		return List.of(bundle + "keystore.certificate=" + this.material.resolve("tls.crt"),
				bundle + "keystore.private-key=" + this.material.resolve("tls.key"),
				bundle + "truststore.certificate=" + this.material.resolve("ca.crt"));
	}

	/**
	 * Returns what makes a server use it, for callers with a certificate alone.
	 * @return properties, each with its value
	 */
	public List<String> forServer() {
		return Stream
			.concat(properties().stream(), Stream.of("server.ssl.bundle=" + this.name, "server.ssl.client-auth=need"))
			.toList();
	}

}
