package io.mtlsboot.benchmarks.client;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.mtlsboot.benchmarks.process.PemBundle;

/**
 * Where the TLS of a client comes from.
 */
enum Source {

	/** Our starter. */
	STARTER {
		@Override
		List<String> properties(Path material, String url) {
			return List.of("mtls.identity.certificate=" + material.resolve("tls.crt"),
					"mtls.identity.private-key=" + material.resolve("tls.key"),
					"mtls.trust.anchors=" + material.resolve("ca.crt"), "mtls.clients.callee.url=" + url);
		}
	},

	/** What Boot has. */
	BUNDLE {
		@Override
		List<String> properties(Path material, String url) {
			List<String> properties = new ArrayList<>(new PemBundle("callee", material).properties());
			properties.add("callee.url=" + url);
			return properties;
		}
	};

	abstract List<String> properties(Path material, String url);

}
