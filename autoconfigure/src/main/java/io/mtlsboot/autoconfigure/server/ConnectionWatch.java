package io.mtlsboot.autoconfigure.server;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.mtlsboot.autoconfigure.ConnectionCaller;
import io.mtlsboot.handshake.FailureCause;
import io.mtlsboot.jsse.PeerVerdict;
import io.mtlsboot.trust.RejectionReason;

/**
 * Follows one connection from its first request to its end. Times are those of
 * {@link System#nanoTime()}.
 */
final class ConnectionWatch {

	/** A caller that has not read the farewell may send a request once more. */
	static final Duration FAREWELL_TRAVELS = Duration.ofSeconds(3);

	private final LiveConnection connection;

	private final LiveTrust trust;

	private final SessionCaller caller;

	private final long began;

	private final long ageLimit;

	private final Set<RejectionReason> told = EnumSet.noneOf(RejectionReason.class);

	private boolean leaving;

	private boolean doomed;

	private long leavesAt;

	private long endsAt;

	ConnectionWatch(LiveConnection connection, LiveTrust trust, long now) {
		this.connection = connection;
		this.trust = trust;
		this.caller = new SessionCaller(trust);
		this.began = now;
		this.ageLimit = trust.limits().ageNanos();
	}

	/**
	 * The caller at the other end.
	 * @return the same one for as long as the session is the same
	 */
	ConnectionCaller caller() {
		return this.caller.of(this.connection.session());
	}

	/**
	 * A request on the connection was refused, which is therefore to end now.
	 * @param verdict why
	 * @param presented what the peer presented
	 * @param now the time
	 */
	synchronized void refused(PeerVerdict verdict, List<X509Certificate> presented, long now) {
		doom(now);
		this.leavesAt = now;
		tell(verdict, presented);
	}

	/**
	 * Looks after the connection.
	 * @param now the time
	 * @return until when another look would find the same if nothing new is known, in
	 * milliseconds since the epoch
	 */
	synchronized long beat(long now) {
		if (this.trust.observes()) {
			// Who is not verified has no identity, and its connection all the same
			return grow(now);
		}
		ConnectionCaller caller = caller();
		if (caller.presented().isEmpty()) {
			return LastLook.HOLDS;
		}
		PeerVerdict verdict = caller.judge();
		RejectionReason reason = verdict.reason();
		if (reason != null) {
			doom(now);
			if (now - this.leavesAt >= 0) {
				tell(verdict, caller.presented());
				this.leaving = true;
				end(Farewell.distrusted(reason), now);
			}
			return LastLook.OVER;
		}
		this.doomed = false;
		return Math.min(grow(now), verdict.holdsUntil().toEpochMilli());
	}

	private void doom(long now) {
		if (!this.doomed) {
			this.doomed = true;
			this.leavesAt = now + this.trust.limits().stayNanos();
			this.endsAt = now + this.trust.limits().drainNanos();
		}
	}

	private void end(Farewell farewell, long now) {
		this.connection.leave(farewell);
		this.connection.closeIfIdle();
		if (now - this.endsAt >= 0) {
			this.connection.cut();
		}
	}

	// Who is trusted is never cut, and is not closed before the farewell can have arrived
	private long grow(long now) {
		// It may have begun after the round did
		long left = this.ageLimit - Math.max(0, now - this.began);
		if (this.leaving) {
			this.connection.leave(Farewell.AGED);
			if (now - this.leavesAt >= FAREWELL_TRAVELS.toNanos()) {
				this.connection.closeIfIdle();
			}
		}
		else if (left <= 0) {
			this.leaving = true;
			this.leavesAt = now;
			this.connection.leave(Farewell.AGED);
		}
		return this.leaving ? LastLook.OVER : this.trust.clock().millis() + TimeUnit.NANOSECONDS.toMillis(left);
	}

	private void tell(PeerVerdict verdict, List<X509Certificate> presented) {
		FailureCause cause = verdict.cause();
		if (cause != null && this.told.add(cause.reason())) {
			this.trust.tellOfConnection(cause, presented, this.connection.connection());
		}
	}

}
