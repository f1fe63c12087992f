package io.mtlsboot.trust;

import java.util.List;

import io.mtlsboot.identity.IdentityExtractor;
import io.mtlsboot.identity.IdentityPattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a verified peer is one that we want to talk to.
 * <p>
 * It runs in the handshake, after the chain has been verified, and must not block.
 */
@FunctionalInterface
public interface PeerAuthorizer {

	/**
	 * Admits a peer or refuses it.
	 * @param peer the verified peer
	 * @param host the host name or address that was called, or {@code null} on the side
	 * that accepted the connection or if it is not known
	 * @throws PeerRejectedException if the peer is not admitted
	 */
	void authorize(VerifiedPeer peer, @Nullable String host) throws PeerRejectedException;

	/**
	 * Admits every verified caller.
	 * @return an authorizer that refuses nobody
	 */
	static PeerAuthorizer anyVerifiedCaller() {
		return (peer, host) -> {
		};
	}

	/**
	 * Admits callers whose identity matches one of the patterns.
	 * @param patterns the patterns; with none, nobody is admitted
	 * @param identities how the identity is found
	 * @return an authorizer for callers
	 */
	static PeerAuthorizer callers(List<IdentityPattern> patterns, IdentityExtractor identities) {
		return new CallerAuthorizer(patterns, identities);
	}

	/**
	 * Admits a callee that proves the host name that was called.
	 * @return an authorizer for callees
	 * @see <a href="https://www.rfc-editor.org/rfc/rfc9525">RFC 9525</a>
	 */
	static PeerAuthorizer hostName() {
		return new CalleeAuthorizer(null);
	}

	/**
	 * Admits a callee with a certain identity. The host name must match too, unless the
	 * identity is a SPIFFE ID and the certificate has no DNS name and no IP address: then
	 * the identity stands in for it.
	 * @param callee the identity that must answer
	 * @return an authorizer for callees
	 */
	static PeerAuthorizer callee(IdentityPattern callee) {
		return new CalleeAuthorizer(callee);
	}

}
