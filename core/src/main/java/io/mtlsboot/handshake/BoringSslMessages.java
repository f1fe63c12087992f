package io.mtlsboot.handshake;

import java.util.Locale;
import java.util.Map;

import io.mtlsboot.trust.RejectionReason;
import org.jspecify.annotations.Nullable;

/**
 * What the messages of BoringSSL mean, which end with the name of its error, as in
 * {@code error:100000c0:SSL routines:OPENSSL_internal:PEER_DID_NOT_RETURN_A_CERTIFICATE}.
 *
 * @see <a href=
 * "https://boringssl.googlesource.com/boringssl/+/refs/heads/main/crypto/err/ssl.errordata">ssl.errordata</a>
 */
final class BoringSslMessages {

	/** As the JDK puts it. */
	private static final String RECEIVED = "Received fatal alert: ";

	private static final String LIBRARY = ":OPENSSL_internal:";

	/** Whatever follows is an alert of the peer, in capital letters. */
	private static final String[] ALERTS = { "SSLV3_ALERT_", "TLSV1_ALERT_" };

	private static final Map<String, RejectionReason> REASONS = Map.ofEntries(
			Map.entry("PEER_DID_NOT_RETURN_A_CERTIFICATE", RejectionReason.NO_CERTIFICATE),
			Map.entry("HTTP_REQUEST", RejectionReason.PLAINTEXT),
			Map.entry("HTTPS_PROXY_REQUEST", RejectionReason.PLAINTEXT),
			Map.entry("WRONG_VERSION_NUMBER", RejectionReason.PLAINTEXT),
			Map.entry("UNSUPPORTED_PROTOCOL", RejectionReason.NO_SHARED_PROTOCOL),
			Map.entry("NO_SHARED_CIPHER", RejectionReason.NO_SHARED_CIPHER),
			Map.entry("NO_CIPHERS_AVAILABLE", RejectionReason.NO_SHARED_CIPHER),
			Map.entry("NO_SHARED_GROUP", RejectionReason.NO_SHARED_CIPHER),
			Map.entry("NO_COMMON_SIGNATURE_ALGORITHMS", RejectionReason.NO_SHARED_CIPHER),
			Map.entry("WRONG_CURVE", RejectionReason.NO_SHARED_CIPHER),
			Map.entry("WRONG_SIGNATURE_TYPE", RejectionReason.NO_SHARED_CIPHER),
			Map.entry("BAD_SIGNATURE", RejectionReason.SIGNATURE_INVALID),
			Map.entry("KEY_USAGE_BIT_INCORRECT", RejectionReason.PURPOSE_NOT_ALLOWED),
			Map.entry("CANNOT_PARSE_LEAF_CERT", RejectionReason.MALFORMED_CERTIFICATE));

	private BoringSslMessages() {
	}

	/**
	 * The message as the JDK would put it if it is about an alert that the peer sent.
	 * @param message a message of any library
	 * @return the same, unless it is such a message of BoringSSL
	 */
	static String translateAlert(String message) {
		String error = error(message);
		if (error != null) {
			for (String prefix : ALERTS) {
				if (error.startsWith(prefix)) {
					String alert = error.substring(prefix.length()).toLowerCase(Locale.ROOT);
					return RECEIVED + (alert.equals("user_cancelled") ? "user_canceled" : alert);
				}
			}
		}
		return message;
	}

	static @Nullable RejectionReason reason(String message) {
		String error = error(message);
		return (error != null) ? REASONS.get(error) : null;
	}

	private static @Nullable String error(String message) {
		int library = message.indexOf(LIBRARY);
		return (library >= 0) ? message.substring(library + LIBRARY.length()).strip() : null;
	}

}
