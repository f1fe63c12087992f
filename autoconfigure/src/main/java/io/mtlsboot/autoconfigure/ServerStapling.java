package io.mtlsboot.autoconfigure;

import java.util.function.Supplier;

/**
 * Has the JDK staple OCSP answers about our own certificate. There is no setting of a
 * context for that: a context reads a system property when it is created, and does not
 * look at it again.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6066#section-8">RFC 6066 §8</a>
 */
final class ServerStapling {

	static final String ENABLED = "jdk.tls.server.enableStatusRequestExtension";

	/**
	 * Read in each handshake, and 5000 unless it is set: that long callers would wait.
	 */
	static final String RESPONSE_TIMEOUT = "jdk.tls.stapling.responseTimeout";

	private static final String MILLISECONDS = "500";

	private ServerStapling() {
	}

	/**
	 * Refuses that the property of the JDK says otherwise.
	 */
	static void refuseContradiction() {
		if ("false".equalsIgnoreCase(System.getProperty(ENABLED))) {
			throw new MtlsConfigurationException(
					"Properties contradict each other: 'mtls.server.ocsp-stapling' is 'true', but the system property '"
							+ ENABLED + "' is 'false'",
					"Remove one of the two.");
		}
	}

	/**
	 * Creates something while the property is set, so that contexts of others are as they
	 * would be without us.
	 * @param <T> what is created
	 * @param creation creates it
	 * @return what was created
	 */
	static synchronized <T> T during(Supplier<T> creation) {
		String before = System.getProperty(ENABLED);
		System.setProperty(ENABLED, "true");
		if (System.getProperty(RESPONSE_TIMEOUT) == null) {
			System.setProperty(RESPONSE_TIMEOUT, MILLISECONDS);
		}
		try {
			return creation.get();
		}
		finally {
			if (before != null) {
				System.setProperty(ENABLED, before);
			}
			else {
				System.clearProperty(ENABLED);
			}
		}
	}

}
