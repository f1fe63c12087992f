package io.mtlsboot.jsse;

import java.security.cert.X509Certificate;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The peer of one connection, from the end of the handshake on.
 * <p>
 * It is judged as {@link PeerVerdicts} judges, now and for each request, and no longer by
 * its certificates: as long as nothing new is known and the last verdict holds, no
 * certificate is looked at, hashed or compared. Safe for use by many threads.
 */
public final class FollowedPeer {

	private final PeerVerdicts judge;

	private final List<X509Certificate> presented;

	private volatile PeerVerdicts.@Nullable Judgement last;

	FollowedPeer(PeerVerdicts judge, List<X509Certificate> presented) {
		this.judge = judge;
		this.presented = List.copyOf(presented);
	}

	/**
	 * What the peer presented.
	 * @return its certificates, leaf first, in an unmodifiable list; empty if there are
	 * none
	 */
	public List<X509Certificate> presented() {
		return this.presented;
	}

	/**
	 * Judges the peer. Blocks no longer than path building takes, and only if something
	 * new is known. Throws nothing: whatever cannot be judged is refused.
	 * @return what we think of it now
	 */
	public PeerVerdict judge() {
		PeerVerdicts.Judgement now = this.judge.judge(this.presented, this.last);
		this.last = now;
		return now.verdict();
	}

}
