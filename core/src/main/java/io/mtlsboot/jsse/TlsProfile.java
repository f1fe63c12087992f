package io.mtlsboot.jsse;

import java.util.List;

/**
 * Which TLS versions and cipher suites are spoken, best first.
 *
 * @param protocols the versions, as JSSE names them
 * @param cipherSuites the suites, as JSSE names them
 */
public record TlsProfile(List<String> protocols, List<String> cipherSuites) {

	/**
	 * TLS 1.3 and 1.2, forward secret and authenticated encryption only.
	 *
	 * @see <a href="https://www.rfc-editor.org/rfc/rfc9325">RFC 9325</a>
	 */
	public static final TlsProfile DEFAULT = new TlsProfile(List.of("TLSv1.3", "TLSv1.2"),
			List.of("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256",
					"TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
					"TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384", "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
					"TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256", "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"));

	/**
	 * Copies the lists.
	 * @param protocols the versions, as JSSE names them
	 * @param cipherSuites the suites, as JSSE names them
	 */
	public TlsProfile {
		protocols = List.copyOf(protocols);
		cipherSuites = List.copyOf(cipherSuites);
	}

}
