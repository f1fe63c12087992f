package io.mtlsboot.material;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Who we are and whom we believe: one snapshot, read and replaced together.
 * <p>
 * Equal material is material with the same key, the same chain, the same anchors and the
 * same CRLs.
 *
 * @param key our key and chain
 * @param trust the anchors that we believe, and their CRLs
 */
public record TlsMaterial(KeyMaterial key, TrustMaterial trust) {

	/**
	 * Requires that our own chain is complete: one of its certificates is a trust anchor,
	 * is self-signed, or is issued by a trust anchor. Otherwise peers that know only the
	 * root cannot verify us.
	 * @return this
	 * @throws MaterialException if a certificate is missing
	 */
	public TlsMaterial requireCompleteChain() {
		if (this.key.chain().certificates().stream().noneMatch(this::reachesAnchor)) {
			X509Certificate top = this.key.chain().top();
			throw new MaterialException(MaterialProblem.INTERMEDIATE_MISSING, this.key.location(),
					"Unable to use key material from '" + this.key.location() + "': the chain of "
							+ CertificateLabel.of(this.key.leaf()) + " ends at " + CertificateLabel.of(top)
							+ ", issued by " + CertificateLabel.ofIssuer(top)
							+ ", which is not among the trust anchors from '" + this.trust.location()
							+ "'; if that is an intermediate, append its certificate to the chain; if it is the root"
							+ " that issues this identity, append it too or add it to the trust anchors");
		}
		return this;
	}

	/**
	 * Whether one of the trust anchors vouches for our own certificate, so that others
	 * who believe the same anchors believe us.
	 * @return {@code true} if a certificate of our chain is an anchor or issued by one
	 */
	public boolean isVouchedFor() {
		return this.key.chain().certificates().stream().anyMatch(this::isVouchedFor);
	}

	private boolean reachesAnchor(X509Certificate certificate) {
		return IssuedBy.itself(certificate) || isVouchedFor(certificate);
	}

	private boolean isVouchedFor(X509Certificate certificate) {
		List<X509Certificate> anchors = this.trust.anchors();
		return anchors.contains(certificate)
				|| anchors.stream().anyMatch((anchor) -> IssuedBy.test(certificate, anchor));
	}

	@Override
	public String toString() {
		return this.key + ", " + this.trust;
	}

}
