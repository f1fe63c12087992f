package io.mtlsboot.autoconfigure.server;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

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
		this.began = now;
		this.ageLimit = trust.limits().ageNanos();
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
	 */
	synchronized void beat(long now) {
		if (this.trust.observes()) {
			// Who is not verified has no identity, and its connection all the same
			grow(now);
			return;
		}
		List<X509Certificate> presented = this.connection.presented();
		if (presented.isEmpty()) {
			return;
		}
		PeerVerdict verdict = this.trust.judge(presented);
		RejectionReason reason = verdict.reason();
		if (reason != null) {
			doom(now);
			if (now - this.leavesAt >= 0) {
				tell(verdict, presented);
				this.leaving = true;
				end(Farewell.distrusted(reason), now);
			}
			return;
		}
		this.doomed = false;
		grow(now);
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
	private void grow(long now) {
		if (this.leaving) {
			this.connection.leave(Farewell.AGED);
			if (now - this.leavesAt >= FAREWELL_TRAVELS.toNanos()) {
				this.connection.closeIfIdle();
			}
		}
		else if (now - this.began >= this.ageLimit) {
			this.leaving = true;
			this.leavesAt = now;
			this.connection.leave(Farewell.AGED);
		}
	}

	private void tell(PeerVerdict verdict, List<X509Certificate> presented) {
		FailureCause cause = verdict.cause();
		if (cause != null && this.told.add(cause.reason())) {
			this.trust.tellOfConnection(cause, presented, this.connection.connection());
		}
	}

}
