package io.mtlsboot.trust;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;

import io.mtlsboot.material.TrustMaterial;
import io.mtlsboot.x509.KeyPurpose;

/**
 * Decides whether a presented chain leads to a trust anchor.
 * <p>
 * An implementation is called by many threads in the middle of handshakes. Whatever it
 * cannot verify it rejects; nothing but {@link PeerRejectedException} leaves it.
 */
@FunctionalInterface
public interface PeerVerifier {

	/**
	 * Verifies the chain that a peer presented.
	 * @param presented the certificates as presented, leaf first
	 * @param purpose what the leaf must be allowed to be used for
	 * @return the peer, with the path that was found
	 * @throws PeerRejectedException if there is no such path, with the reason
	 */
	VerifiedPeer verify(List<X509Certificate> presented, KeyPurpose purpose) throws PeerRejectedException;

	/**
	 * Verifies as RFC 5280 says, with the anchors given and nothing else.
	 * @param trust the trust anchors and the CRLs
	 * @param policy how strict to be
	 * @param clock what time it is
	 * @return a verifier for this trust material; it remembers which CRLs it has
	 * verified, so one is to be kept as long as the material is the same
	 */
	static PeerVerifier pkix(TrustMaterial trust, VerificationPolicy policy, Clock clock) {
		return new PkixPeerVerifier(trust, policy, clock);
	}

}
