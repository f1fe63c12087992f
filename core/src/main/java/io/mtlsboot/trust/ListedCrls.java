package io.mtlsboot.trust;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import io.mtlsboot.revocation.RevocationQuery;
import io.mtlsboot.revocation.RevocationSource;
import io.mtlsboot.revocation.RevocationStatus;

/**
 * The CRLs of the trust material.
 * <p>
 * A CRL counts for a certificate if the key that issued the certificate signed it: names
 * can be claimed. Whoever is on such a CRL is revoked, however old the CRL is. Only a
 * current one says that a certificate is good.
 */
final class ListedCrls implements RevocationSource {

	private final SignedCrls crls;

	ListedCrls(List<X509CRL> crls) {
		this.crls = new SignedCrls(crls);
	}

	@Override
	public RevocationStatus status(RevocationQuery query) {
		X509Certificate certificate = query.certificate();
		List<X509CRL> signed = this.crls.signedBy(query.issuer());
		for (X509CRL crl : signed) {
			Optional<Revocation> revocation = Revocation.of(certificate, crl);
			if (revocation.isPresent()) {
				return new RevocationStatus.Revoked(revocation.get().toString());
			}
		}
		Validity validity = new Validity(query.now(), query.skew());
		return signed.stream()
			.map((crl) -> new CrlCurrency(crl, validity))
			.filter(CrlCurrency::isCurrent)
			.map(CrlCurrency::end)
			.max(Comparator.naturalOrder())
			.<RevocationStatus>map(RevocationStatus.Good::new)
			.orElseGet(() -> new RevocationStatus.Unknown(this.crls.evidence(certificate, query.issuer(), validity)));
	}

}
