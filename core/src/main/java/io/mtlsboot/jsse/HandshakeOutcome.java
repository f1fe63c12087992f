package io.mtlsboot.jsse;

import java.time.Duration;
import java.util.Locale;

import javax.net.ssl.SSLSession;

import io.mtlsboot.handshake.FailureCause;
import io.mtlsboot.handshake.HandshakeConnection;
import io.mtlsboot.handshake.HandshakeFailure;
import io.mtlsboot.handshake.HandshakeSide;
import io.mtlsboot.handshake.HandshakeSuccess;
import io.mtlsboot.trust.RejectionReason;
import org.jspecify.annotations.Nullable;

/**
 * What has come of one handshake so far. Several threads may run a part of it; the
 * outcome is decided once.
 */
final class HandshakeOutcome {

	private final HandshakeSide side;

	private final HandshakeObservation.Watch watch;

	private final PeerEvidence evidence;

	private boolean started;

	private long startedAt;

	private @Nullable HandshakeSuccess completed;

	private @Nullable HandshakeFailure failure;

	private boolean asked;

	private boolean answered;

	private boolean givenUp;

	private volatile boolean decided;

	HandshakeOutcome(HandshakeSide side, HandshakeObservation.Watch watch, PeerEvidence evidence) {
		this.side = side;
		this.watch = watch;
		this.evidence = evidence;
	}

	/**
	 * Bytes were exchanged.
	 * @param began when the call that did it began
	 * @return whether they were the first
	 */
	synchronized boolean start(long began) {
		boolean first = !this.started;
		if (first) {
			this.started = true;
			this.startedAt = began;
		}
		return first;
	}

	synchronized boolean isStarted() {
		return this.started;
	}

	boolean isDecided() {
		return this.decided;
	}

	/**
	 * Our side of the handshake is complete.
	 * @param session what was negotiated
	 * @return whether it was not before
	 */
	synchronized boolean complete(SSLSession session) {
		if (this.decided || this.completed != null) {
			return false;
		}
		this.completed = new HandshakeSuccess(this.side, this.evidence.completed(session), this.evidence.own(),
				duration());
		return true;
	}

	/**
	 * Decides for success if our side is complete and nothing is decided.
	 * @param byPeer whether the peer has confirmed it, and not only nobody waits for that
	 * @return the success to tell of, or {@code null}
	 */
	synchronized @Nullable HandshakeSuccess succeed(boolean byPeer) {
		if (this.decided || this.completed == null) {
			return null;
		}
		this.decided = true;
		this.answered = byPeer;
		return this.completed;
	}

	/**
	 * Decides for failure if nothing is decided.
	 * @param cause why
	 * @return the failure to tell of, or {@code null}
	 */
	synchronized @Nullable HandshakeFailure fail(FailureCause cause) {
		if (this.decided) {
			return null;
		}
		this.failure = failure(cause);
		this.decided = true;
		return this.failure;
	}

	/**
	 * Decides for failure if nothing is decided: we close the connection ourselves.
	 * @return the failure to tell of, or {@code null}
	 */
	synchronized @Nullable HandshakeFailure giveUp() {
		this.givenUp |= !this.decided;
		return fail(FailureCause.of(RejectionReason.CONNECTION_CLOSED,
				"the connection was closed before the handshake was complete", this.evidence.passed()));
	}

	synchronized @Nullable HandshakeFailure failure() {
		return this.failure;
	}

	/**
	 * We have sent something that wants an answer.
	 */
	synchronized void ask() {
		this.asked = true;
	}

	synchronized boolean isAsked() {
		return this.asked;
	}

	/**
	 * Whether our side is complete and the peer has sent nothing since.
	 * @return whether it may have refused us
	 */
	synchronized boolean isUnanswered() {
		return this.completed != null && this.failure == null && !this.answered;
	}

	/**
	 * Whether our side is not complete, and nobody said why not.
	 * @return whether nothing is decided, or only that we did not wait any longer
	 */
	synchronized boolean isIncomplete() {
		return this.completed == null && (this.failure == null || this.givenUp);
	}

	/**
	 * What the failure is if the handshake has ended without any.
	 * @param reason how it ended
	 * @return the failure, which is told nobody
	 */
	synchronized HandshakeFailure endedBy(RejectionReason reason) {
		FailureCause cause = switch (reason) {
			case CONNECTION_CLOSED -> this.evidence.closed(null);
			case PLAINTEXT -> FailureCause.of(reason, "what the callee answered is not TLS", this.evidence.passed());
			default -> FailureCause.of(reason, "the handshake was not complete when the call timed out",
					this.evidence.passed());
		};
		return failure(cause);
	}

	private HandshakeFailure failure(FailureCause cause) {
		return new HandshakeFailure(this.watch.clock().instant(), this.side, this.evidence.connection(), cause,
				this.evidence.presented(), this.evidence.own(), duration());
	}

	private Duration duration() {
		return this.started ? Duration.ofNanos(this.watch.nanos().getAsLong() - this.startedAt) : Duration.ZERO;
	}

	/**
	 * Whether this was a handshake with a host.
	 * @param host the host that was called, as a URL has it
	 * @param port the port
	 * @return whether both are those of the connection
	 */
	boolean isWith(String host, int port) {
		HandshakeConnection connection = this.evidence.connection();
		String called = connection.remoteAddress();
		return called != null && connection.remotePort() == port && plain(called).equals(plain(host));
	}

	// A URL has an IPv6 address in brackets
	private static String plain(String host) {
		String bare = (host.startsWith("[") && host.endsWith("]")) ? host.substring(1, host.length() - 1) : host;
		return bare.toLowerCase(Locale.ROOT);
	}

}
