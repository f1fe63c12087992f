package io.mtlsboot.revocation.ocsp;

import java.io.ByteArrayInputStream;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.interfaces.EdECKey;
import java.security.interfaces.RSAKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.mtlsboot.asn1.DerElement;
import io.mtlsboot.asn1.DerReader;
import io.mtlsboot.x509.SigningRights;
import org.jspecify.annotations.Nullable;

/**
 * A certificate that a CA may have issued to whom answers in its place.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6960#section-4.2.2.2">RFC 6960
 * §4.2.2.2</a>
 */
final class DelegatedResponder {

	/**
	 * How long a responder may be believed whose own revocation would have to be checked.
	 * Asking about it could go on forever, and whoever has its key would answer.
	 */
	static final Duration MAX_LIFETIME_IF_CHECKED = Duration.ofDays(31);

	private static final String OCSP_SIGNING = "1.3.6.1.5.5.7.3.9";

	private static final String OCSP_NO_CHECK = "1.3.6.1.5.5.7.48.1.5";

	private static final String KEY_USAGE = "2.5.29.15";

	private static final int MIN_RSA_BITS = 2048;

	private static final int MIN_EC_BITS = 256;

	private final DerElement encoded;

	private final X509Certificate certificate;

	private DelegatedResponder(DerElement encoded, X509Certificate certificate) {
		this.encoded = encoded;
		this.certificate = certificate;
	}

	static DelegatedResponder read(DerElement encoded) throws CertificateException {
		return new DelegatedResponder(encoded, (X509Certificate) CertificateFactory.getInstance("X.509")
			.generateCertificate(new ByteArrayInputStream(encoded.encoded())));
	}

	X509Certificate certificate() {
		return this.certificate;
	}

	/**
	 * What speaks against believing it.
	 * @param issuer the CA it answers for
	 * @param now the moment
	 * @param skew how far clocks may differ
	 * @return a phrase for evidence, or {@code null} if nothing does
	 */
	@Nullable String objection(X509Certificate issuer, Instant now, Duration skew) {
		try {
			if (!isIssuedBy(issuer)) {
				return "whose certificate that CA has not issued";
			}
			if (!mayAnswer()) {
				return "whose certificate is not for OCSP alone (expected the extended key usage OCSPSigning, no CA)";
			}
			if (now.isBefore(this.certificate.getNotBefore().toInstant().minus(skew))
					|| now.isAfter(this.certificate.getNotAfter().toInstant().plus(skew))) {
				return "whose certificate is valid from " + this.certificate.getNotBefore().toInstant() + " to "
						+ this.certificate.getNotAfter().toInstant();
			}
			return isWithoutCheck() ? null : "whose certificate could be revoked (expected the extension ocsp-nocheck,"
					+ " or a lifetime up to " + MAX_LIFETIME_IF_CHECKED.toDays() + " days)";
		}
		catch (CertificateException | RuntimeException ex) {
			return "whose certificate cannot be read";
		}
	}

	private boolean isIssuedBy(X509Certificate issuer) throws CertificateParsingException {
		if (!this.certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
			return false;
		}
		DerReader parts = this.encoded.reader();
		DerElement tbs = parts.next(DerReader.SEQUENCE);
		DerElement algorithm = parts.next(DerReader.SEQUENCE);
		byte[] signature = BitString.octets(parts.only(DerReader.BIT_STRING));
		AlgorithmIdentifier identifier = AlgorithmIdentifier.read(algorithm);
		return algorithm.contains(innerAlgorithm(tbs.reader()).octets()) && identifier.isStrong()
				&& identifier.verifies(signature, tbs.encoded(), issuer.getPublicKey());
	}

	private static DerElement innerAlgorithm(DerReader tbs) throws CertificateParsingException {
		// Version 3, which has extensions
		tbs.next(DerReader.CONTEXT | DerReader.CONSTRUCTED);
		tbs.next(DerReader.INTEGER);
		return tbs.next(DerReader.SEQUENCE);
	}

	private boolean mayAnswer() throws CertificateParsingException {
		List<String> purposes = this.certificate.getExtendedKeyUsage();
		boolean[] usage = this.certificate.getKeyUsage();
		// RFC 5280 §4.2.1.12: consistent with digitalSignature or nonRepudiation
		boolean signs = (usage != null) ? usage[0] || usage[1] : this.certificate.getExtensionValue(KEY_USAGE) == null;
		// A CA that may answer for its issuer could un-revoke itself and its siblings
		return purposes != null && purposes.contains(OCSP_SIGNING) && signs && isStrong(this.certificate.getPublicKey())
				&& !SigningRights.areClaimedBy(this.certificate) && !this.certificate.hasUnsupportedCriticalExtension();
	}

	private static boolean isStrong(PublicKey key) {
		if (key instanceof RSAKey rsa) {
			return rsa.getModulus().bitLength() >= MIN_RSA_BITS;
		}
		if (key instanceof ECKey ec) {
			return ec.getParams().getCurve().getField().getFieldSize() >= MIN_EC_BITS;
		}
		return key instanceof EdECKey;
	}

	private boolean isWithoutCheck() {
		Duration lifetime = Duration.between(this.certificate.getNotBefore().toInstant(),
				this.certificate.getNotAfter().toInstant());
		return this.certificate.getExtensionValue(OCSP_NO_CHECK) != null
				|| lifetime.compareTo(MAX_LIFETIME_IF_CHECKED) <= 0;
	}

}
