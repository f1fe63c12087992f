package io.mtlsboot.handshake;

import java.util.List;
import java.util.Set;

import io.mtlsboot.trust.RejectionReason;
import org.jspecify.annotations.Nullable;

/**
 * What the messages of the JDK's TLS implementation mean, from JDK 17 to 25. Later ones
 * put the alert in parentheses before the text, so that only parts are compared. Some are
 * Netty's.
 */
final class JsseMessages {

	private static final String ALERT = "Received fatal alert: ";

	/** Alerts by which a peer leaves rather than refuses: RFC 8446 §6.1. */
	private static final Set<String> CLOSING_ALERTS = Set.of("close_notify", "user_canceled");

	private static final List<Meaning> MEANINGS = List.of(
			new Meaning(RejectionReason.CONNECTION_CLOSED, "Received close_notify during handshake",
					"closing inbound before receiving peer's close_notify", "Remote host terminated the handshake",
					"Remote host terminated the connection", "Connection reset", "Broken pipe",
					"Connection or outbound has closed", "Socket closed", "user_canceled", "Alert: close_notify",
					"Inbound closed before receiving peer's close_notify", "engine closed"),
			// Two bytes are an alert, unencrypted (RFC 8446 §6): whoever refuses
			// our certificate as a client has no keys of its own yet
			new Meaning(RejectionReason.REFUSED_BY_PEER, "Unexpected plaintext alert received",
					"Insufficient buffer remaining for AEAD cipher fragment (2)"),
			new Meaning(RejectionReason.PLAINTEXT, "plaintext connection?", "Unsupported or unrecognized SSL message",
					"not an SSL/TLS record"),
			new Meaning(RejectionReason.NO_SHARED_PROTOCOL, "The client supported protocol versions",
					"Client requested protocol", "The server selected protocol version", "No appropriate protocol",
					"SSLv2Hello is not enabled", "Unsupported protocol version",
					"that protocol version is not enabled or not supported"),
			new Meaning(RejectionReason.NO_SHARED_CIPHER, "no cipher suites in common", "No appropriate cipher suite",
					"No negotiable cipher suite", "No available cipher suite", "No common named group",
					"no available named group", "No activated named group", "No available authentication scheme",
					"No supported CertificateVerify signature algorithm",
					"Unable to produce CertificateVerify for key algorithm", "No supported signature algorithm",
					"No mandatory signature_algorithms extension", "Unable to find key material"),
			new Meaning(RejectionReason.SIGNATURE_INVALID, "Invalid CertificateVerify message: invalid signature",
					"Invalid CertificateVerify signature", "Cannot verify CertificateVerify signature",
					"Invalid ECDH ServerKeyExchange signature", "Cannot verify ECDH ServerKeyExchange signature"));

	private JsseMessages() {
	}

	static @Nullable RejectionReason reason(String message, HandshakeSide side) {
		int alert = message.indexOf(ALERT);
		if (alert >= 0) {
			String name = message.substring(alert + ALERT.length()).strip();
			return CLOSING_ALERTS.contains(name) ? RejectionReason.CONNECTION_CLOSED : RejectionReason.REFUSED_BY_PEER;
		}
		if (side == HandshakeSide.SERVER && message.contains("Empty client certificate chain")) {
			return RejectionReason.NO_CERTIFICATE;
		}
		if (side == HandshakeSide.CLIENT && message.contains("Empty server certificate chain")) {
			return RejectionReason.NO_CERTIFICATE;
		}
		return MEANINGS.stream()
			.filter((meaning) -> meaning.covers(message))
			.map(Meaning::reason)
			.findFirst()
			.orElse(null);
	}

	private record Meaning(RejectionReason reason, List<String> parts) {

		Meaning(RejectionReason reason, String... parts) {
			this(reason, List.of(parts));
		}

		boolean covers(String message) {
			return this.parts.stream().anyMatch(message::contains);
		}

	}

}
