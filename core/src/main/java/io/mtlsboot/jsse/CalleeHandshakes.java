package io.mtlsboot.jsse;

import io.mtlsboot.handshake.HandshakeFailure;
import org.jspecify.annotations.Nullable;

/**
 * What became of the latest handshakes of a client's context. The context of a
 * {@link MtlsContext} is one: an adapter asks it when an HTTP client has failed and says
 * less than its connection knew, such as only that the connection was closed.
 * <p>
 * A connection is known by the host and port that were called, not by the call: of two
 * calls to the same callee at the same time that both fail, one may get the failure of
 * the other's connection. It is never that of another host or another context. The number
 * of connections that are remembered is bounded; of one that is forgotten nothing is
 * said. Safe for use by many threads; does not block.
 */
public interface CalleeHandshakes {

	/**
	 * A moment, to be taken before a call begins.
	 * @return a mark that grows from moment to moment
	 */
	long mark();

	/**
	 * What is known of the handshake behind a failed call.
	 * @param host the host that was called
	 * @param port its port
	 * @param since the mark of the call
	 * @param end how the call ended
	 * @return the failure, or {@code null} if there was none since then, so that the call
	 * failed for another reason
	 */
	@Nullable HandshakeFailure failure(String host, int port, long since, CallEnd end);

	/**
	 * How a failed call ended, as far as the HTTP client says.
	 */
	enum CallEnd {

		/**
		 * The connection was closed or reset. If the callee had not answered anything
		 * after the handshake, it has probably refused us: in TLS 1.3 a client has
		 * finished before its certificate is looked at (RFC 8446 §4.4.2.4).
		 */
		CLOSED,

		/**
		 * It took too long. A callee that is slow to answer after the handshake has not
		 * refused us.
		 */
		TIMED_OUT,

		/**
		 * What the callee sent was not TLS, which some HTTP clients see before the engine
		 * does.
		 */
		NOT_TLS,

		/**
		 * In another way.
		 */
		FAILED

	}

}
