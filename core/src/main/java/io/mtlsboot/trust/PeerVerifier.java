package io.mtlsboot.trust;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;

import io.mtlsboot.material.TrustMaterial;
import io.mtlsboot.revocation.RevocationServices;
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
	 * Verifies what a peer presented, with what came along. Blocks on the network only if
	 * revocation is checked there and the presentation allows it.
	 * @param presentation what was presented
	 * @param purpose what the leaf must be allowed to be used for
	 * @return the peer, with the path that was found
	 * @throws PeerRejectedException if there is no such path, with the reason
	 */
	default VerifiedPeer verify(Presentation presentation, KeyPurpose purpose) throws PeerRejectedException {
		return verify(presentation.certificates(), purpose);
	}

	/**
	 * How often something became known that may contradict an earlier verdict, such as
	 * that a certificate is revoked. A verdict holds until then, and until its own end.
	 * @return a number that only grows
	 */
	default long epoch() {
		return 0;
	}

	/**
	 * Whether to verify a peer may take as long as an answer from the network.
	 * @return whether a thread that serves many connections should leave it to another
	 */
	default boolean mayWait() {
		return false;
	}

	/**
	 * Verifies as RFC 5280 says, with the anchors given and nothing else.
	 * @param trust the trust anchors and the CRLs
	 * @param policy how strict to be
	 * @param clock what time it is
	 * @return a verifier for this trust material; it remembers which CRLs it has
	 * verified, so one is to be kept as long as the material is the same
	 */
	static PeerVerifier pkix(TrustMaterial trust, VerificationPolicy policy, Clock clock) {
		return pkix(trust, policy, RevocationServices.NONE, clock);
	}

	/**
	 * Verifies as RFC 5280 says, with the anchors given, and asks over the network what
	 * is revoked where the policy says so.
	 * @param trust the trust anchors and the CRLs
	 * @param policy how strict to be
	 * @param revocation who is asked
	 * @param clock what time it is
	 * @return a verifier for this trust material
	 */
	static PeerVerifier pkix(TrustMaterial trust, VerificationPolicy policy, RevocationServices revocation,
			Clock clock) {
		return pkix(trust, policy, Vouching.UNLIMITED, revocation, clock);
	}

	/**
	 * Verifies as RFC 5280 says, with the anchors given, of which some vouch for some
	 * names only.
	 * @param trust the trust anchors and the CRLs
	 * @param policy how strict to be
	 * @param vouching which anchors may vouch for which names
	 * @param revocation who is asked
	 * @param clock what time it is
	 * @return a verifier for this trust material
	 */
	static PeerVerifier pkix(TrustMaterial trust, VerificationPolicy policy, Vouching vouching,
			RevocationServices revocation, Clock clock) {
		return pkix(trust, policy, vouching, revocation, new KnownIssuers(), clock);
	}

	/**
	 * Verifies as RFC 5280 says, with the anchors given, and names the intermediate that
	 * a peer did not present if it is a known one.
	 * @param trust the trust anchors and the CRLs
	 * @param policy how strict to be
	 * @param vouching which anchors may vouch for which names
	 * @param revocation who is asked
	 * @param known the CAs to name as missing, to which those of verified peers are added
	 * @param clock what time it is
	 * @return a verifier for this trust material
	 */
	static PeerVerifier pkix(TrustMaterial trust, VerificationPolicy policy, Vouching vouching,
			RevocationServices revocation, KnownIssuers known, Clock clock) {
		return new PkixPeerVerifier(trust, policy, vouching, revocation, known, clock);
	}

}
