package io.mtlsboot.trust;

import io.mtlsboot.revocation.RevocationQuery;
import io.mtlsboot.revocation.RevocationSource;
import io.mtlsboot.revocation.RevocationStatus;

/**
 * CRLs wherever they come from. A list from the network may be newer than the file for
 * the same CA: whoever is on either is revoked. It is not waited for if the file says
 * that the certificate is good.
 *
 * @param listed those of the trust material
 * @param fetched those from the network
 */
record AllCrls(RevocationSource listed, RevocationSource fetched) implements RevocationSource {

	@Override
	public RevocationStatus status(RevocationQuery query) {
		RevocationStatus known = this.listed.status(query);
		if (known instanceof RevocationStatus.Revoked) {
			return known;
		}
		boolean good = known instanceof RevocationStatus.Good;
		RevocationStatus other = this.fetched.status(query.waiting(query.mayWait() && !good));
		if (good) {
			return (other instanceof RevocationStatus.Revoked) ? other : known;
		}
		return (other instanceof RevocationStatus.Unknown nothing) ? both((RevocationStatus.Unknown) known, nothing)
				: other;
	}

	private static RevocationStatus both(RevocationStatus.Unknown one, RevocationStatus.Unknown other) {
		return new RevocationStatus.Unknown(
				other.evidence().isEmpty() ? one.evidence() : one.evidence() + "; " + other.evidence());
	}

	@Override
	public long epoch() {
		return this.fetched.epoch();
	}

}
