package io.mtlsboot.trust;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * A peer whose certificate leads to one of our trust anchors and may be used for the side
 * of the handshake it is on.
 *
 * @param path the validated path, leaf first, without the anchor
 * @param anchor the trust anchor that vouches for the path
 * @param validUntil the last moment at which this holds, if the trust material stays the
 * same; then the peer is to be verified again
 */
public record VerifiedPeer(List<X509Certificate> path, X509Certificate anchor, Instant validUntil) {

	/**
	 * Copies the path.
	 * @param path the validated path, leaf first, without the anchor
	 * @param anchor the trust anchor that vouches for the path
	 * @param validUntil the last moment at which this holds
	 */
	public VerifiedPeer {
		path = List.copyOf(path);
	}

	/**
	 * The certificate of the peer itself.
	 * @return the first certificate of the path
	 */
	public X509Certificate leaf() {
		return this.path.get(0);
	}

}
