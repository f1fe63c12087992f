package io.mtlsboot.handshake;

import java.io.EOFException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

import io.mtlsboot.trust.Check;
import io.mtlsboot.trust.PeerRejectedException;
import io.mtlsboot.trust.RejectionReason;
import io.mtlsboot.x509.PrintableText;
import org.jspecify.annotations.Nullable;

/**
 * Finds the word for an exception that a TLS engine or socket threw.
 * <p>
 * A {@link MtlsHandshakeException} anywhere in the chain of causes decides, then a
 * {@link io.mtlsboot.trust.PeerRejectedException}; otherwise it is the engine's own
 * message, since JSSE has no codes.
 */
public final class HandshakeFailureClassifier {

	private static final int MAX_CAUSES = 20;

	private HandshakeFailureClassifier() {
	}

	/**
	 * Classifies a failure.
	 * @param failure what the engine threw
	 * @param side which side we are on
	 * @param passed the checks before this one were passed
	 * @return the reason, its detail and the checks
	 */
	public static FailureCause classify(Throwable failure, HandshakeSide side, Check passed) {
		List<Throwable> causes = causes(failure);
		for (Throwable cause : causes) {
			if (cause instanceof MtlsHandshakeException explained) {
				return explained.classified(passed);
			}
			if (cause instanceof PeerRejectedException rejection) {
				return FailureCause.of(rejection);
			}
		}
		for (Throwable cause : causes) {
			RejectionReason reason = reason(cause, side);
			if (reason != null) {
				return FailureCause.of(reason, describe(reason, cause, side), passed);
			}
		}
		return FailureCause.of(RejectionReason.HANDSHAKE_FAILED, describe(failure), passed);
	}

	private static List<Throwable> causes(Throwable failure) {
		List<Throwable> causes = new ArrayList<>();
		Throwable cause = failure;
		while (cause != null && causes.size() < MAX_CAUSES && !causes.contains(cause)) {
			causes.add(cause);
			cause = cause.getCause();
		}
		return causes;
	}

	private static @Nullable RejectionReason reason(Throwable cause, HandshakeSide side) {
		String message = messageOf(cause);
		RejectionReason reason = (message != null) ? BoringSslMessages.reason(message) : null;
		if (reason == null && message != null) {
			reason = JsseMessages.reason(message, side);
		}
		if (reason == null && cause instanceof SocketTimeoutException) {
			return RejectionReason.HANDSHAKE_TIMEOUT;
		}
		if (reason == null && (cause instanceof EOFException || cause instanceof SocketException)) {
			return RejectionReason.CONNECTION_CLOSED;
		}
		return reason;
	}

	private static @Nullable String messageOf(Throwable cause) {
		String message = cause.getMessage();
		return (message != null) ? BoringSslMessages.translateAlert(message) : null;
	}

	private static String describe(RejectionReason reason, Throwable cause, HandshakeSide side) {
		if (reason != RejectionReason.REFUSED_BY_PEER) {
			return describe(cause);
		}
		PeerAlert alert = PeerAlert.received(String.valueOf(messageOf(cause)));
		// What an engine cannot read, it does not name
		return (alert != null) ? alert.detail(side)
				: PeerAlert.peer(side) + " refused us by an alert that is not encrypted (" + describe(cause) + ")";
	}

	private static String describe(Throwable cause) {
		String message = cause.getMessage();
		return (message != null) ? PrintableText.of(message) : cause.getClass().getSimpleName();
	}

}
