package io.mtlsboot.handshake;

import java.io.Serial;
import java.util.Optional;

import javax.net.ssl.SSLHandshakeException;

import io.mtlsboot.trust.Check;
import io.mtlsboot.trust.RejectionReason;
import org.jspecify.annotations.Nullable;

/**
 * A handshake failed, and this is what is known of it: the same that listeners are told.
 * <p>
 * Whoever calls a service finds it among the causes of what the HTTP client threw, with
 * {@link #in(Throwable)}. Its message says in a few sentences who refused whom, both
 * sides of the mismatch and what the callee has seen of us; it is printable, bounded and
 * holds no secret. Immutable.
 */
public final class MtlsHandshakeException extends SSLHandshakeException {

	@Serial
	private static final long serialVersionUID = 1L;

	/** More than any library nests. */
	private static final int MAX_CAUSES = 50;

	private final HandshakeSide side;

	private final RejectionReason reason;

	private final String detail;

	private final transient @Nullable HandshakeFailure failure;

	/**
	 * Tells of a failure.
	 * @param failure what is known of it
	 * @param cause what the TLS engine or the HTTP client threw, or {@code null}
	 */
	public MtlsHandshakeException(HandshakeFailure failure, @Nullable Throwable cause) {
		super(FailureMessage.of(failure));
		this.side = failure.side();
		this.reason = failure.reason();
		this.detail = failure.detail();
		this.failure = failure;
		if (cause != null) {
			initCause(cause);
		}
	}

	/**
	 * Looks for the failed handshake behind a failure.
	 * @param failure what an HTTP client threw, such as Spring's
	 * {@code ResourceAccessException} or {@code WebClientRequestException}
	 * @return the failure itself or the first of its causes that is one; empty if no
	 * handshake is known to have failed
	 */
	public static Optional<MtlsHandshakeException> in(@Nullable Throwable failure) {
		Throwable cause = failure;
		for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
			if (cause instanceof MtlsHandshakeException found) {
				return Optional.of(found);
			}
			cause = cause.getCause();
		}
		return Optional.empty();
	}

	/**
	 * Which side we are on.
	 * @return {@link HandshakeSide#CLIENT} if we called
	 */
	public HandshakeSide side() {
		return this.side;
	}

	/**
	 * The word for why the handshake failed.
	 * @return the reason
	 */
	public RejectionReason reason() {
		return this.reason;
	}

	/**
	 * Both sides of the mismatch, or what the TLS engine reported.
	 * @return a printable phrase
	 */
	public String detail() {
		return this.detail;
	}

	/**
	 * All that is known: the connection, the checks, what the peer presented and what it
	 * has seen of us.
	 * @return the failure, or {@code null} if the exception was deserialized
	 */
	public @Nullable HandshakeFailure failure() {
		return this.failure;
	}

	FailureCause classified(Check passed) {
		HandshakeFailure known = this.failure;
		return (known != null) ? known.cause() : FailureCause.of(this.reason, this.detail, passed);
	}

}
