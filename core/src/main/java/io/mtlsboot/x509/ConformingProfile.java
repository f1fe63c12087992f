package io.mtlsboot.x509;

import java.math.BigInteger;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Set;

import io.mtlsboot.asn1.DerElement;
import io.mtlsboot.asn1.DerReader;
import org.jspecify.annotations.Nullable;

/**
 * What RFC 5280 asks of CAs that issue certificates and not of those who verify them:
 * serial numbers, key identifiers, which extensions are critical, how times are encoded.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-4">RFC 5280 §4</a>
 */
public final class ConformingProfile {

	private static final int MAX_SERIAL_OCTETS = 20;

	private static final int UTC_TIME = 0x17;

	private static final int LAST_YEAR_OF_UTC_TIME = 2049;

	private static final String SUBJECT_KEY_IDENTIFIER = "2.5.29.14";

	private static final String KEY_USAGE = "2.5.29.15";

	private static final String ALTERNATIVE_NAME = "2.5.29.17";

	private static final String BASIC_CONSTRAINTS = "2.5.29.19";

	private static final String NAME_CONSTRAINTS = "2.5.29.30";

	private static final String AUTHORITY_KEY_IDENTIFIER = "2.5.29.35";

	private static final int KEY_CERT_SIGN = 5;

	/** Name constraints, policy constraints and inhibitAnyPolicy. */
	private static final Set<String> CRITICAL = Set.of(NAME_CONSTRAINTS, "2.5.29.36", "2.5.29.54");

	/** Key identifiers, freshest CRL and the two information accesses. */
	private static final Set<String> NOT_CRITICAL = Set.of(SUBJECT_KEY_IDENTIFIER, AUTHORITY_KEY_IDENTIFIER,
			"2.5.29.46", "1.3.6.1.5.5.7.1.1", "1.3.6.1.5.5.7.1.11");

	private ConformingProfile() {
	}

	/**
	 * What speaks against the form of a certificate.
	 * @param certificate the certificate
	 * @return a phrase for evidence, or {@code null} if a conforming CA may have issued
	 * it
	 */
	public static @Nullable String objection(X509Certificate certificate) {
		BigInteger serial = certificate.getSerialNumber();
		if (serial.signum() <= 0 || serial.toByteArray().length > MAX_SERIAL_OCTETS) {
			return "a serial number from 1, of at most " + MAX_SERIAL_OCTETS + " octets (§4.1.2.2)";
		}
		if (!hasTimesAsRequired(certificate)) {
			return "times as UTCTime through " + LAST_YEAR_OF_UTC_TIME + " and as GeneralizedTime from then (§4.1.2.5)";
		}
		for (String oid : CRITICAL) {
			if (has(certificate, oid) && !isCritical(certificate, oid)) {
				return "extension " + oid + " to be critical (§4.2.1)";
			}
		}
		for (String oid : NOT_CRITICAL) {
			if (isCritical(certificate, oid)) {
				return "extension " + oid + " not to be critical (§4.2)";
			}
		}
		return (certificate.getBasicConstraints() >= 0) ? objectionToCa(certificate) : objectionToLeaf(certificate);
	}

	private static @Nullable String objectionToCa(X509Certificate ca) {
		if (ca.getSubjectX500Principal().getName().isEmpty()) {
			return "a CA with a name (§4.1.2.6)";
		}
		if (!isCritical(ca, BASIC_CONSTRAINTS) || !has(ca, KEY_USAGE) || !has(ca, SUBJECT_KEY_IDENTIFIER)) {
			return "a CA with critical basic constraints, a key usage and a subject key identifier (§4.2.1)";
		}
		boolean selfIssued = ca.getSubjectX500Principal().equals(ca.getIssuerX500Principal());
		return (selfIssued || KeyIdentifier.ofIssuer(ca).isPresent()) ? null : "an authority key identifier (§4.2.1.1)";
	}

	private static @Nullable String objectionToLeaf(X509Certificate leaf) {
		if (KeyIdentifier.ofIssuer(leaf).isEmpty()) {
			return "an authority key identifier (§4.2.1.1)";
		}
		boolean[] usage = leaf.getKeyUsage();
		if (has(leaf, NAME_CONSTRAINTS) || (usage != null && usage[KEY_CERT_SIGN])) {
			return "no name constraints and no keyCertSign without cA (§4.2.1.10, §4.2.1.3)";
		}
		boolean nameless = leaf.getSubjectX500Principal().getName().isEmpty();
		return (nameless && !isCritical(leaf, ALTERNATIVE_NAME))
				? "a critical subject alternative name where there is no subject (§4.1.2.6)" : null;
	}

	private static boolean has(X509Certificate certificate, String oid) {
		return certificate.getExtensionValue(oid) != null;
	}

	private static boolean isCritical(X509Certificate certificate, String oid) {
		Set<String> critical = certificate.getCriticalExtensionOIDs();
		return critical != null && critical.contains(oid);
	}

	private static boolean hasTimesAsRequired(X509Certificate certificate) {
		try {
			DerReader times = TbsCertificate.of(certificate).validity();
			boolean notBefore = isAsRequired(times.next());
			boolean notAfter = isAsRequired(times.next());
			return notBefore && notAfter;
		}
		catch (CertificateParsingException ex) {
			return false;
		}
	}

	private static boolean isAsRequired(DerElement time) throws CertificateParsingException {
		String text = time.ascii('!');
		if (time.tag() == UTC_TIME) {
			return text.matches("[0-9]{12}Z");
		}
		return text.matches("[0-9]{14}Z") && Integer.parseInt(text.substring(0, 4)) > LAST_YEAR_OF_UTC_TIME;
	}

}
