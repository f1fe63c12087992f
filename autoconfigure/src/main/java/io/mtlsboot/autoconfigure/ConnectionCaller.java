package io.mtlsboot.autoconfigure;

import java.security.cert.X509Certificate;
import java.util.List;

import io.mtlsboot.jsse.FollowedPeer;
import io.mtlsboot.jsse.PeerVerdict;
import org.jspecify.annotations.Nullable;

/**
 * The caller of one connection, as the server adapters hand it to whoever asks who sent a
 * request: there is one for each connection, so that what is found out about it need not
 * be found out again for each request.
 * <p>
 * It is an attribute of each request that was let in with a certificate of which we
 * thought well. Safe for use by many threads.
 */
public final class ConnectionCaller {

	/**
	 * The attribute of a request.
	 */
	public static final String ATTRIBUTE = ConnectionCaller.class.getName();

	private final FollowedPeer peer;

	private volatile @Nullable Object attachment;

	/**
	 * Called by the server adapters.
	 * @param peer who is at the other end of the connection
	 */
	public ConnectionCaller(FollowedPeer peer) {
		this.peer = peer;
	}

	/**
	 * What the caller presented.
	 * @return its certificates, leaf first, in an unmodifiable list; the same objects for
	 * each request
	 */
	public List<X509Certificate> presented() {
		return this.peer.presented();
	}

	/**
	 * Judges the caller.
	 * @return what we think of it now
	 */
	public PeerVerdict judge() {
		return this.peer.judge();
	}

	/**
	 * What was found out about the caller the last time.
	 * @return what was attached, or {@code null}
	 */
	public @Nullable Object attachment() {
		return this.attachment;
	}

	/**
	 * Keeps what was found out about the caller, instead of what was kept before. Whoever
	 * takes it again must see whether it is its own, and holds still.
	 * @param attachment what was found out
	 */
	public void attach(Object attachment) {
		this.attachment = attachment;
	}

}
