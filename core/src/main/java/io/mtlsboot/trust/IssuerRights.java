package io.mtlsboot.trust;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;

/**
 * Requires that every issuer is a CA that may sign certificates, with as many below it as
 * it allows, and that the anchor asks for nothing that is not understood here. The JDK
 * believes an anchor whatever it says.
 *
 * @param maxPathLength how many intermediates there may be
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-6.1.4">RFC 5280 §6.1.4 (k)
 * to (o)</a>
 */
record IssuerRights(int maxPathLength) implements PathRule {

	private static final String KEY_USAGE = "2.5.29.15";

	private static final int KEY_CERT_SIGN = 5;

	/**
	 * Basic constraints, name constraints, key usage, extended key usage, alternative
	 * names and the policies that it names. Not what it demands of the policies of
	 * others, which the JDK does not take from an anchor, and not key identifiers: RFC
	 * 5280 §4.2.1.1 forbids critical ones.
	 */
	private static final Set<String> UNDERSTOOD = Set.of("2.5.29.19", "2.5.29.30", KEY_USAGE, "2.5.29.37", "2.5.29.17",
			"2.5.29.32");

	@Override
	public Check step() {
		return Check.ISSUER_RIGHTS;
	}

	@Override
	public void check(CandidatePath path) throws PeerRejectedException {
		Set<String> critical = path.anchor().getCriticalExtensionOIDs();
		if (critical != null && !UNDERSTOOD.containsAll(critical)) {
			throw notAllowed("required of the anchor: critical extensions " + UNDERSTOOD + ", presented: " + critical,
					path.anchor());
		}
		List<X509Certificate> issuers = path.issuers();
		int left = this.maxPathLength;
		for (int i = 0; i < issuers.size(); i++) {
			X509Certificate issuer = issuers.get(i);
			requireCa(issuer);
			if (i > 0 && !CandidatePath.isSelfIssued(issuer) && --left < 0) {
				throw notAllowed("path length: this is intermediate " + i + " below the anchor, allowed: "
						+ this.maxPathLength + " by the policy, or fewer by a CA above it", issuer);
			}
			left = Math.min(left, issuer.getBasicConstraints());
		}
	}

	private static void requireCa(X509Certificate issuer) throws PeerRejectedException {
		if (issuer.getBasicConstraints() < 0) {
			throw notAllowed("required of an issuer: basic constraints with cA, presented: none", issuer);
		}
		boolean[] usage = issuer.getKeyUsage();
		// The JDK reports a key usage that it cannot parse like one that is absent
		boolean maySign = (usage != null) ? usage[KEY_CERT_SIGN] : issuer.getExtensionValue(KEY_USAGE) == null;
		if (!maySign) {
			throw notAllowed("required of an issuer: keyCertSign, presented: a key usage without it", issuer);
		}
	}

	private static PeerRejectedException notAllowed(String evidence, X509Certificate certificate) {
		return new PeerRejectedException(RejectionReason.PATH_NOT_ALLOWED, evidence, certificate);
	}

}
