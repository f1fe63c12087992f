package io.mtlsboot.jsse;

import java.io.IOException;
import java.security.Provider;
import java.time.Clock;
import java.util.function.LongSupplier;

import javax.net.ssl.SSLException;
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

	private final HandshakeOutcome outcome;

	HandshakeObservation(TlsGuard guard, Watch watch, HandshakeConnection connection) {
		this.guard = guard;
		this.watch = watch;
		this.evidence = new PeerEvidence(connection);
		this.outcome = new HandshakeOutcome(guard.side(), watch, this.evidence);
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
		Provider lent = LentProvider.lend(this.watch.crypto());
		try {
			step.run();
		}
		finally {
			LentProvider.lend(lent);
			if (outer != null) {
				CURRENT.set(outer);
			}
			else {
				CURRENT.remove();
			}
		}
	}

	boolean isTold() {
		return this.outcome.isDecided();
	}

	/**
	 * Whether our side is complete and the peer has sent nothing since.
	 * @return whether the next thing that it sends confirms the handshake
	 */
	boolean isUnanswered() {
		return this.outcome.isUnanswered();
	}

	long now() {
		return this.watch.nanos().getAsLong();
	}

	// Bytes were exchanged by a call that began at a certain time
	void progressed(long began) {
		if (this.outcome.start(began) && !this.guard.isServer()) {
			this.watch.callees().begun(this.outcome);
		}
	}

	/**
	 * The handshake is complete. If it resumed a session, nobody has looked at the peer
	 * until now: it is judged before anybody hears of a success.
	 * @param session what was negotiated
	 * @throws SSLHandshakeException if the peer is refused
	 */
	void finished(SSLSession session) throws SSLHandshakeException {
		if (isTold() || this.evidence.isResumption()) {
			judge(session);
		}
		String protocol = session.getProtocol();
		if (this.outcome.complete(session) && (this.guard.isServer() || !protocol.equals("TLSv1.3"))) {
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

	// The peer went on after the handshake
	void confirmed() {
		succeed(true);
	}

	private void succeed(boolean byPeer) {
		HandshakeSuccess success = this.outcome.succeed(byPeer);
		if (success != null) {
			this.watch.callees().decided(this.outcome);
			this.watch.listener().onSuccess(success);
		}
	}

	void failed(Throwable failure) {
		FailureCause cause = HandshakeFailureClassifier.classify(failure, this.guard.side(), this.evidence.passed());
		boolean silent = cause.reason() == RejectionReason.CONNECTION_CLOSED && !this.guard.isServer();
		tell(this.outcome.fail(silent ? this.evidence.closed(cause.detail()) : cause));
	}

	// We sent something that wants an answer
	void asked() {
		this.outcome.ask();
	}

	// The peer has nothing more to say. If it was asked, it owes us an answer
	void endedByPeer() {
		if (this.outcome.isUnanswered() && this.outcome.isAsked()) {
			tell(this.outcome.fail(this.evidence.closed(null)));
		}
	}

	private void tell(@Nullable HandshakeFailure failure) {
		if (failure != null) {
			this.watch.callees().decided(this.outcome);
			this.watch.listener().onFailure(failure);
		}
	}

	// Somebody else has found out
	void failed(RejectionReason reason, String detail) {
		tell(this.outcome.fail(FailureCause.of(reason, detail, this.evidence.passed())));
	}

	@Nullable RejectionReason failure() {
		HandshakeFailure failure = this.outcome.failure();
		return (failure != null) ? failure.reason() : null;
	}

	/**
	 * The connection was closed. Without a byte there was no handshake: a probe that only
	 * connects is no failure. Once our side is complete nobody waits for the peer any
	 * more, which may have nothing to say.
	 * @param failure what closing it threw, or {@code null}
	 */
	void closed(@Nullable Throwable failure) {
		if (!this.outcome.isStarted()) {
			return;
		}
		if (failure != null) {
			failed(failure);
		}
		else {
			succeed(false);
			tell(this.outcome.giveUp());
		}
	}

	/**
	 * What a caller is thrown instead of what the engine threw. On the server side nobody
	 * sees it, and a scanner must not cost more than it does.
	 * @param thrown what the engine threw
	 * @return the same, or one that says why the handshake failed
	 */
	SSLException explained(SSLException thrown) {
		HandshakeFailure failure = this.outcome.failure();
		return (failure == null || this.guard.isServer()) ? thrown : Explanation.of(failure, thrown);
	}

	// The same for what a socket threw
	IOException explained(IOException thrown) {
		HandshakeFailure failure = this.outcome.failure();
		return (failure == null || this.guard.isServer()) ? thrown : Explanation.of(failure, thrown);
	}

	/**
	 * Who is told, what time it is and who computes.
	 *
	 * @param listener is told of the outcome
	 * @param clock when it happened
	 * @param nanos how long it took
	 * @param callees remembers the handshakes of a client
	 * @param crypto whose algorithms are used, or {@code null} for those of the JVM
	 */
	record Watch(HandshakeListener listener, Clock clock, LongSupplier nanos, CalleeTrail callees,
			@Nullable Provider crypto) {

		Watch(HandshakeListener listener, Clock clock, LongSupplier nanos) {
			this(listener, clock, nanos, new CalleeTrail(), null);
		}

		Watch with(@Nullable Provider provider) {
			return new Watch(this.listener, this.clock, this.nanos, this.callees, provider);
		}

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
