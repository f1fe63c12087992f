package io.mtlsboot.trust;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.mtlsboot.material.TrustMaterial;
import io.mtlsboot.x509.KeyPurpose;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a path from one presented leaf to an anchor, with the JDK's path builder: it
 * tries others when one of them breaks a rule, so that neither order nor extra
 * certificates matter.
 */
final class PathSearch {

	private final TrustMaterial trust;

	private final VerificationPolicy policy;

	private final Validity validity;

	private final List<X509Certificate> presented;

	private final List<PathRule> rules;

	private final Set<TrustAnchor> anchors;

	PathSearch(TrustMaterial trust, VerificationPolicy policy, Validity validity, List<X509Certificate> presented,
			KeyPurpose purpose) {
		this.trust = trust;
		this.policy = policy;
		this.validity = validity;
		this.presented = presented;
		KeyStrength keyStrength = new KeyStrength(policy.minRsaBits());
		this.rules = List.of(keyStrength, new SignatureStrength(), new IssuerPurpose(purpose));
		// Path validation believes an anchor whatever it says: RFC 5280 §6.1.1 (d)
		this.anchors = trust.anchors()
			.stream()
			.filter((anchor) -> validity.covers(anchor) && keyStrength.isEnough(anchor))
			.map((anchor) -> new TrustAnchor(anchor, null))
			.collect(Collectors.toSet());
	}

	VerifiedPeer find() throws PeerRejectedException {
		try {
			for (Instant moment : this.validity.moments()) {
				PKIXCertPathBuilderResult result = build(moment);
				if (result != null) {
					return verified(result);
				}
			}
		}
		catch (GeneralSecurityException ex) {
			throw new PeerRejectedException(RejectionReason.MALFORMED_CERTIFICATE,
					"path building could not process the chain", leaf(), ex);
		}
		throw new PathDiagnosis(this.trust, this.validity, this.presented, this.rules).explain(this);
	}

	private @Nullable PKIXCertPathBuilderResult build(Instant moment) throws GeneralSecurityException {
		if (this.anchors.isEmpty()) {
			return null;
		}
		PKIXBuilderParameters parameters = parameters(moment);
		parameters.addCertPathChecker(new SearchBudget());
		try {
			return (PKIXCertPathBuilderResult) CertPathBuilder.getInstance("PKIX").build(parameters);
		}
		catch (CertPathBuilderException ex) {
			return null;
		}
	}

	PKIXBuilderParameters parameters(Instant moment) throws GeneralSecurityException {
		X509CertSelector target = new X509CertSelector();
		target.setCertificate(leaf());
		PKIXBuilderParameters parameters = new PKIXBuilderParameters(this.anchors, target);
		parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(this.presented)));
		parameters.setDate(Date.from(moment));
		parameters.setRevocationEnabled(false);
		parameters.setMaxPathLength(this.policy.maxPathLength());
		parameters.addCertPathChecker(new PathRuleChecker(this.rules, leaf()));
		return parameters;
	}

	private VerifiedPeer verified(PKIXCertPathBuilderResult result) throws PeerRejectedException {
		List<X509Certificate> path = result.getCertPath()
			.getCertificates()
			.stream()
			.map(X509Certificate.class::cast)
			.toList();
		X509Certificate anchor = result.getTrustAnchor().getTrustedCert();
		if (path.isEmpty() || anchor == null || !path.get(0).equals(leaf())) {
			throw new PeerRejectedException(RejectionReason.ISSUER_UNKNOWN, "the path found is not one of the leaf",
					leaf());
		}
		return new VerifiedPeer(path, anchor, this.validity.endOf(path, anchor));
	}

	private X509Certificate leaf() {
		return this.presented.get(0);
	}

}
