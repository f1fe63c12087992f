package io.mtlsboot.autoconfigure.actuate;

import javax.security.auth.x500.X500Principal;

import io.mtlsboot.revocation.CrlDistribution;
import io.mtlsboot.revocation.RevocationList;
import io.mtlsboot.x509.PrintableText;

/**
 * Puts what is public of CRLs into words.
 */
final class CrlDescriber {

	private CrlDescriber() {
	}

	static MtlsDescriptor.Crl listed(RevocationList crl) {
		return new MtlsDescriptor.Crl(PrintableText.of(crl.issuer()), crl.thisUpdate(), crl.nextUpdate().orElse(null),
				crl.size(), PublicUrl.in(crl.location()));
	}

	static MtlsDescriptor.Fetched fetched(String properties, CrlDistribution.Fetched crl) {
		X500Principal issuer = crl.issuer();
		return new MtlsDescriptor.Fetched(properties, PublicUrl.of(crl.uri()), crl.configured(),
				(issuer != null) ? PrintableText.of(issuer) : null, crl.thisUpdate(), crl.nextUpdate(), crl.entries(),
				crl.lastSuccess(), crl.failingSince(),
				crl.failure().isEmpty() ? null : PublicUrl.in(crl.failure(), crl.uri()));
	}

}
