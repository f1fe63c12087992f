package io.mtlsboot.autoconfigure.client;

import java.io.EOFException;
import java.net.URI;
import java.nio.channels.ClosedChannelException;
import java.util.Set;

import javax.net.ssl.SSLException;

import io.mtlsboot.handshake.HandshakeFailureClassifier;
import io.mtlsboot.handshake.HandshakeSide;
import io.mtlsboot.trust.Check;
import io.mtlsboot.trust.RejectionReason;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;

/**
 * Which requests are sent a second time when newer material has come meanwhile: those
 * that failed because the callee may have refused our certificate, and that do the same
 * when they are done twice.
 */
final class Repetition {

	/**
	 * The methods that are idempotent.
	 *
	 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-9.2.2">RFC 9110
	 * §9.2.2</a>
	 */
	private static final Set<HttpMethod> IDEMPOTENT = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS,
			HttpMethod.TRACE, HttpMethod.PUT, HttpMethod.DELETE);

	/**
	 * In TLS 1.3 a refusal comes late: libraries may see no more than a closed
	 * connection.
	 */
	private static final Set<String> CLOSED = Set.of("org.apache.hc.core5.http.NoHttpResponseException",
			"org.apache.hc.core5.http.ConnectionClosedException", "reactor.netty.http.client.PrematureCloseException");

	/**
	 * What the asynchronous Apache HttpClient says of an alert before the first request,
	 * and {@code HttpURLConnection} of a connection that was closed while it wrote.
	 */
	private static final Set<String> CLOSED_MESSAGES = Set.of("Unexpected input", "Error writing to server");

	private static final int MAX_CAUSES = 20;

	private Repetition() {
	}

	static boolean isSafe(HttpMethod method, URI uri) {
		return IDEMPOTENT.contains(method) && ClientUrl.isHttps(uri);
	}

	static boolean mayBeRefused(Throwable failure) {
		RejectionReason reason = HandshakeFailureClassifier.classify(failure, HandshakeSide.CLIENT, Check.TLS).reason();
		return reason == RejectionReason.REFUSED_BY_PEER || reason == RejectionReason.CONNECTION_CLOSED
				|| (reason == RejectionReason.HANDSHAKE_FAILED && endedConnection(failure));
	}

	// Each library has words of its own for that, also inside of a TLS exception
	private static boolean endedConnection(Throwable failure) {
		@Nullable Throwable cause = failure;
		for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
			if (cause instanceof SSLException || cause instanceof ClosedChannelException
					|| cause instanceof EOFException || CLOSED_MESSAGES.contains(String.valueOf(cause.getMessage()))
					|| CLOSED.contains(cause.getClass().getName())) {
				return true;
			}
			cause = cause.getCause();
		}
		return false;
	}

	/**
	 * Keeps the first failure with the second.
	 * @param <E> the type of the second
	 * @param second the failure of the second attempt
	 * @param first the failure of the first
	 * @return the second
	 */
	static <E extends Throwable> E after(E second, Throwable first) {
		if (second != first) {
			second.addSuppressed(first);
		}
		return second;
	}

}
