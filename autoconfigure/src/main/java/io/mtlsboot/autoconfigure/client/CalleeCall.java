package io.mtlsboot.autoconfigure.client;

import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import io.mtlsboot.handshake.FailureCause;
import io.mtlsboot.handshake.HandshakeFailure;
import io.mtlsboot.handshake.HandshakeFailureClassifier;
import io.mtlsboot.handshake.HandshakeSide;
import io.mtlsboot.handshake.MtlsHandshakeException;
import io.mtlsboot.jsse.CalleeHandshakes;
import io.mtlsboot.jsse.CalleeHandshakes.CallEnd;
import io.mtlsboot.jsse.MtlsContext;
import io.mtlsboot.trust.Check;
import io.mtlsboot.trust.RejectionReason;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to call a host over a context. HTTP libraries say of a refusal that comes
 * late no more than that the connection was closed; what its handshake knew is added.
 *
 * @param handshakes the latest handshakes of the context
 * @param callee who is called
 * @param begun when the attempt began
 */
record CalleeCall(CalleeHandshakes handshakes, Origin callee, long begun) {

	private static final int MAX_CAUSES = 20;

	/**
	 * Begins an attempt.
	 * @param context what it is made over
	 * @param uri what is called
	 * @return the attempt, or {@code null} if it has no TLS
	 */
	static @Nullable CalleeCall begin(MtlsContext context, URI uri) {
		boolean tls = ClientUrl.isHttps(uri) && uri.getHost() != null;
		return (tls && context.sslContext() instanceof CalleeHandshakes handshakes)
				? new CalleeCall(handshakes, Origin.of(uri), handshakes.mark()) : null;
	}

	/**
	 * A failure with what is known of its handshake.
	 * @param call the attempt that failed, or {@code null} if it had no TLS
	 * @param failure what the HTTP library threw
	 * @return the same, or an exception with the same as its cause
	 */
	static Throwable explained(@Nullable CalleeCall call, Throwable failure) {
		if (call == null || MtlsHandshakeException.in(failure).isPresent()) {
			return failure;
		}
		List<Throwable> causes = Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
			.limit(MAX_CAUSES)
			.toList();
		boolean timedOut = causes.stream().anyMatch(CalleeCall::isTimeOut);
		if (!timedOut && causes.stream().anyMatch(CalleeCall::isWithoutConnection)) {
			return failure;
		}
		HandshakeFailure known = call.handshakes.failure(call.callee.host(), call.callee.port(), call.begun,
				timedOut ? CallEnd.TIMED_OUT : end(failure));
		return (known != null) ? new MtlsHandshakeException(known, failure) : failure;
	}

	private static boolean isWithoutConnection(Throwable cause) {
		return cause instanceof ConnectException || cause instanceof NoRouteToHostException
				|| cause instanceof UnknownHostException;
	}

	// Each library has a type of its own, without a common one
	private static boolean isTimeOut(Throwable cause) {
		return cause instanceof InterruptedIOException || cause instanceof TimeoutException
				|| cause.getClass().getSimpleName().endsWith("TimeoutException");
	}

	private static CallEnd end(Throwable failure) {
		if (Repetition.mayBeRefused(failure)) {
			return CallEnd.CLOSED;
		}
		FailureCause seen = HandshakeFailureClassifier.classify(failure, HandshakeSide.CLIENT, Check.TLS);
		return (seen.reason() == RejectionReason.PLAINTEXT) ? CallEnd.NOT_TLS : CallEnd.FAILED;
	}

}
