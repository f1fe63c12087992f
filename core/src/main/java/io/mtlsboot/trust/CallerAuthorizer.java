package io.mtlsboot.trust;

import java.util.List;
import java.util.Optional;

import io.mtlsboot.identity.IdentityExtractor;
import io.mtlsboot.identity.IdentityPattern;
import io.mtlsboot.identity.WorkloadIdentity;
import org.jspecify.annotations.Nullable;

/**
 * Admits callers by their identity.
 *
 * @param patterns the identities that are admitted
 * @param identities how the identity is found
 */
record CallerAuthorizer(List<IdentityPattern> patterns, IdentityExtractor identities) implements PeerAuthorizer {

	CallerAuthorizer {
		patterns = List.copyOf(patterns);
	}

	@Override
	public void authorize(VerifiedPeer peer, @Nullable String host) throws PeerRejectedException {
		Optional<WorkloadIdentity> identity = this.identities.extract(peer.leaf());
		if (identity.isEmpty() || this.patterns.stream().noneMatch((pattern) -> pattern.matches(identity.get()))) {
			throw NotAdmitted.of(identity, this.patterns, peer.leaf());
		}
	}

}
