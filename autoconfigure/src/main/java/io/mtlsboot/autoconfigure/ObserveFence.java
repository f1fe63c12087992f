package io.mtlsboot.autoconfigure;

import java.time.Instant;

/**
 * Lets nobody observe for ever: a port that admits everybody must say until when, and no
 * application starts with one after that.
 */
final class ObserveFence {

	private ObserveFence() {
	}

	static void require(MtlsProperties.Server server, Instant now) {
		Instant end = server.observe().end();
		if (!server.observes()) {
			if (end != null) {
				throw new MtlsConfigurationException(
						"Property '" + ObserveProperties.UNTIL + "' is set and 'mtls.server.mode' is not 'observe'",
						"Remove 'mtls.server.observe', or set 'mtls.server.mode: observe'.");
			}
			return;
		}
		if (end == null) {
			throw new MtlsConfigurationException(
					"Property 'mtls.server.mode' is set to 'observe', which admits callers without mutual TLS, and '"
							+ ObserveProperties.UNTIL + "' is not set",
					"Set '" + ObserveProperties.UNTIL
							+ "' to the day on which the last caller will have moved to mutual TLS, "
							+ "or 'mtls.server.mode: strict'.");
		}
		if (!now.isBefore(end)) {
			throw new MtlsConfigurationException(
					"Property 'mtls.server.mode' is set to 'observe' and '" + ObserveProperties.UNTIL + "' ended at '"
							+ end + "', now it is '" + now + "'",
					"Set 'mtls.server.mode: strict' and remove 'mtls.server.observe'. If callers are not ready yet, "
							+ "move '" + ObserveProperties.UNTIL + "'.");
		}
	}

}
