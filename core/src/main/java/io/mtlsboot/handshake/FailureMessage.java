package io.mtlsboot.handshake;

import io.mtlsboot.trust.Check;
import io.mtlsboot.trust.RejectionReason;
import io.mtlsboot.x509.PrintableText;

/**
 * A failure in a few sentences, for somebody who sees nothing else of it.
 */
final class FailureMessage {

	private FailureMessage() {
	}

	static String of(HandshakeFailure failure) {
		String peer = (failure.side() == HandshakeSide.CLIENT) ? "callee" : "caller";
		StringBuilder message = new StringBuilder("TLS handshake with ").append(address(failure, peer))
			.append(" failed: ")
			.append(what(failure, peer))
			.append(failure.reason())
			.append(" (")
			.append(PrintableText.of(failure.detail()))
			.append(").")
			.append(hint(failure, peer));
		return message.append(evidence(failure, peer)).toString();
	}

	// Certificates are written by strangers: what cannot be shown must not hide the rest
	private static String evidence(HandshakeFailure failure, String peer) {
		try {
			if (isJudgement(failure)) {
				return CertificateText.presented(failure.presented());
			}
			return isAboutUs(failure) ? OwnCertificateText.of(failure, peer) : "";
		}
		catch (RuntimeException ex) {
			return " The certificates cannot be shown: " + ex.getClass().getSimpleName() + ".";
		}
	}

	private static String address(HandshakeFailure failure, String peer) {
		String host = failure.connection().remoteAddress();
		if (host == null) {
			return "the " + peer;
		}
		int port = failure.connection().remotePort();
		return "'" + PrintableText.of((port > 0) ? host + ":" + port : host) + "'";
	}

	private static String what(HandshakeFailure failure, String peer) {
		if (isJudgement(failure)) {
			return "we refused the " + peer + ", ";
		}
		return switch (failure.reason()) {
			case REFUSED_BY_PEER -> "the " + peer + " refused us, ";
			case PLAINTEXT -> "the " + peer + " does not speak TLS on this port, ";
			case NO_SHARED_PROTOCOL -> "there is no TLS version that both sides allow, ";
			case NO_SHARED_CIPHER -> "there is no cipher suite, group or signature algorithm that both sides allow, ";
			case HANDSHAKE_TIMEOUT -> "the " + peer + " did not complete it in time, ";
			default -> "";
		};
	}

	private static String hint(HandshakeFailure failure, String peer) {
		if (failure.reason() != RejectionReason.REFUSED_BY_PEER) {
			return "";
		}
		return isAboutUs(failure) ? " The log of the " + peer + " says why."
				: " It had not seen our certificate: the two sides may have no TLS version, cipher suite or "
						+ "signature algorithm in common, or the " + peer + " does not know the host name.";
	}

	private static boolean isJudgement(HandshakeFailure failure) {
		return failure.checks()
			.stream()
			.filter((result) -> result.outcome() == Check.Outcome.FAIL)
			.anyMatch((result) -> result.check().compareTo(Check.CERTIFICATE) >= 0
					&& result.check().compareTo(Check.KEY_POSSESSION) <= 0);
	}

	// The peer has verified us or was about to
	private static boolean isAboutUs(HandshakeFailure failure) {
		return failure.own() != null || !failure.presented().isEmpty()
				|| Boolean.TRUE.equals(failure.connection().resumed());
	}

}
