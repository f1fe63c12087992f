package io.mtlsboot.trust;

import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.mtlsboot.x509.PrintableText;
import io.mtlsboot.x509.SignatureAlgorithm;

/**
 * Requires signatures that nobody can forge: an allow-list, so that MD5 and SHA-1 are
 * refused as well as what is not known here.
 *
 * @param allowed the algorithms
 */
record SignatureStrength(Set<SignatureAlgorithm> allowed) implements PathRule {

	@Override
	public Check step() {
		return Check.SIGNATURE_ALGORITHM;
	}

	@Override
	public void check(CandidatePath path) throws PeerRejectedException {
		for (X509Certificate certificate : path.certificates()) {
			Optional<SignatureAlgorithm> algorithm = SignatureAlgorithm.of(certificate.getSigAlgOID(),
					certificate.getSigAlgParams());
			if (algorithm.filter(this.allowed::contains).isEmpty()) {
				throw new PeerRejectedException(RejectionReason.ALGORITHM_NOT_ALLOWED,
						"required: a signature of "
								+ this.allowed.stream().sorted().map(Enum::name).collect(Collectors.joining(" "))
								+ ", presented: " + PrintableText.of(certificate.getSigAlgName()),
						certificate);
			}
		}
	}

}
