package io.mtlsboot.jsse;

import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;

import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSession;

import io.mtlsboot.handshake.FailureCause;
import io.mtlsboot.handshake.HandshakeConnection;
import io.mtlsboot.handshake.HandshakeFailure;
import io.mtlsboot.handshake.HandshakeFailureClassifier;
import io.mtlsboot.handshake.HandshakeListener;
import io.mtlsboot.handshake.HandshakeSuccess;
import io.mtlsboot.trust.PeerRejectedException;
import io.mtlsboot.trust.RejectionReason;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one handshake: it tells the listener of its outcome exactly once.
 * <p>
 * In TLS 1.3 a client has finished before the server has seen its certificate: only what
 * the server sends next says whether it was refused (RFC 8446 §4.4.2.4), so that a
 * client's success is kept back until then or until the connection is closed.
 */
final class HandshakeObservation {

	/** The trust manager runs on the thread of the task, and knows nothing of us. */
	private static final ThreadLocal<HandshakeObservation> CURRENT = new ThreadLocal<>();

	private final TlsGuard guard;

	private final Watch watch;

	private final PeerEvidence evidence;

	private boolean started;

	private long startedAt;

	private @Nullable HandshakeSuccess unconfirmed;

	private volatile boolean told;

	private volatile @Nullable RejectionReason failure;

	HandshakeObservation(TlsGuard guard, Watch watch, HandshakeConnection connection) {
		this.guard = guard;
		this.watch = watch;
		this.evidence = new PeerEvidence(connection);
	}

	/**
	 * What the handshake that this thread runs has shown.
	 * @return the evidence, or {@code null} if the handshake is not observed
	 */
	static @Nullable PeerEvidence current() {
		HandshakeObservation current = CURRENT.get();
		return (current != null) ? current.evidence : null;
	}

	void located(HandshakeConnection connection) {
		this.evidence.located(connection);
	}

	<E extends Exception> void during(Step<E> step) throws E {
		HandshakeObservation outer = CURRENT.get();
		CURRENT.set(this);
		try {
			step.run();
		}
		finally {
			if (outer != null) {
				CURRENT.set(outer);
			}
			else {
				CURRENT.remove();
			}
		}
	}

	boolean isTold() {
		return this.told;
	}

	long now() {
		return this.watch.nanos().getAsLong();
	}

	// Bytes were exchanged by a call that began at a certain time
	synchronized void progressed(long began) {
		if (!this.started) {
			this.started = true;
			this.startedAt = began;
		}
	}

	/**
	 * The handshake is complete. If it resumed a session, nobody has looked at the peer
	 * until now: it is judged before anybody hears of a success.
	 * @param session what was negotiated
	 * @throws SSLHandshakeException if the peer is refused
	 */
	void finished(SSLSession session) throws SSLHandshakeException {
		if (this.told || this.evidence.isResumption()) {
			judge(session);
		}
		String protocol = session.getProtocol();
		if (completed(session) && (this.guard.isServer() || !protocol.equals("TLSv1.3"))) {
			confirmed();
		}
	}

	private void judge(SSLSession session) throws SSLHandshakeException {
		try {
			this.guard.peers().judgeAgain(session);
		}
		catch (PeerRejectedException ex) {
			session.invalidate();
			this.evidence.resumed(NegotiatedSessions.presented(session));
			throw (SSLHandshakeException) new SSLHandshakeException(ex.getMessage()).initCause(ex);
		}
	}

	private synchronized boolean completed(SSLSession session) {
		if (this.told || this.unconfirmed != null) {
			return false;
		}
		this.unconfirmed = new HandshakeSuccess(this.guard.side(), this.evidence.completed(session),
				this.evidence.own(), duration());
		return true;
	}

	// The peer went on after the handshake, or nobody waits for it any more
	void confirmed() {
		HandshakeSuccess success = success();
		if (success != null) {
			this.watch.listener().onSuccess(success);
		}
	}

	// Listeners are told outside of the lock: they may wait for whoever closes
	private synchronized @Nullable HandshakeSuccess success() {
		if (this.told || this.unconfirmed == null) {
			return null;
		}
		this.told = true;
		return this.unconfirmed;
	}

	void failed(Throwable failure) {
		tell(HandshakeFailureClassifier.classify(failure, this.guard.side(), this.evidence.passed()));
	}

	// Somebody else has found out
	void failed(RejectionReason reason, String detail) {
		tell(FailureCause.of(reason, detail, this.evidence.passed()));
	}

	@Nullable RejectionReason failure() {
		return this.failure;
	}

	/**
	 * The connection was closed. Without a byte there was no handshake: a probe that only
	 * connects is no failure.
	 * @param failure what closing it threw, or {@code null}
	 */
	void closed(@Nullable Throwable failure) {
		if (!isStarted()) {
			return;
		}
		if (failure != null) {
			failed(failure);
		}
		else {
			confirmed();
			tell(FailureCause.of(RejectionReason.CONNECTION_CLOSED,
					"the connection was closed before the handshake was complete", this.evidence.passed()));
		}
	}

	private synchronized boolean isStarted() {
		return this.started;
	}

	private void tell(FailureCause cause) {
		HandshakeFailure failure = failure(cause);
		if (failure != null) {
			this.watch.listener().onFailure(failure);
		}
	}

	private synchronized @Nullable HandshakeFailure failure(FailureCause cause) {
		if (this.told) {
			return null;
		}
		this.told = true;
		this.failure = cause.reason();
		return new HandshakeFailure(this.watch.clock().instant(), this.guard.side(), this.evidence.connection(), cause,
				this.evidence.presented(), this.evidence.own(), duration());
	}

	private Duration duration() {
		return this.started ? Duration.ofNanos(now() - this.startedAt) : Duration.ZERO;
	}

	/**
	 * Who is told, and what time it is.
	 *
	 * @param listener is told of the outcome
	 * @param clock when it happened
	 * @param nanos how long it took
	 */
	record Watch(HandshakeListener listener, Clock clock, LongSupplier nanos) {
	}

	/**
	 * A part of the handshake.
	 *
	 * @param <E> what it throws
	 */
	@FunctionalInterface
	interface Step<E extends Exception> {

		void run() throws E;

	}

}
