package io.mtlsboot.revocation.ocsp;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateParsingException;
import java.security.spec.PSSParameterSpec;

import io.mtlsboot.asn1.DerElement;
import io.mtlsboot.asn1.DerReader;
import io.mtlsboot.x509.SignatureAlgorithm;
import org.jspecify.annotations.Nullable;

/**
 * The algorithm of a signature.
 */
final class AlgorithmIdentifier {

	private static final String RSASSA_PSS = "1.2.840.113549.1.1.10";

	private static final int NULL = 0x05;

	// Enough for every algorithm there is
	private static final int MAX_LENGTH = 20;

	private static final int MAX_ARC = 1 << 24;

	private static final int CONTINUED = 0x80;

	private final String oid;

	private final byte @Nullable [] parameters;

	private AlgorithmIdentifier(String oid, byte @Nullable [] parameters) {
		this.oid = oid;
		this.parameters = parameters;
	}

	static AlgorithmIdentifier read(DerElement sequence) throws CertificateParsingException {
		DerReader reader = sequence.reader();
		String oid = dotted(reader.next(DerReader.OBJECT_IDENTIFIER));
		if (!reader.hasNext()) {
			return new AlgorithmIdentifier(oid, null);
		}
		DerElement parameters = reader.next();
		reader.end();
		// RFC 4055 §5: RSA has NULL, the others have none
		boolean none = parameters.tag() == NULL && parameters.length() == 0;
		if (!none && !oid.equals(RSASSA_PSS)) {
			throw new CertificateParsingException("Unable to read the algorithm " + oid + ": expected no parameters");
		}
		return new AlgorithmIdentifier(oid, none ? null : parameters.encoded());
	}

	private static String dotted(DerElement element) throws CertificateParsingException {
		StringBuilder dotted = new StringBuilder();
		int arc = 0;
		for (int i = 0; i < requireShort(element).length(); i++) {
			int octet = element.octet(i);
			// X.690 8.19.2: an arc is in the fewest octets
			if ((arc == 0 && octet == CONTINUED) || arc >= MAX_ARC) {
				throw malformed(element);
			}
			arc = (arc << 7) | (octet & 0x7F);
			if (octet < CONTINUED) {
				// X.690 8.19.4: the first two arcs share a number
				int first = Math.min(arc / 40, 2);
				dotted.append(dotted.isEmpty() ? first + "." + (arc - 40 * first) : "." + arc);
				arc = 0;
			}
		}
		return dotted.toString();
	}

	private static DerElement requireShort(DerElement element) throws CertificateParsingException {
		int length = element.length();
		if (length == 0 || length > MAX_LENGTH || element.octet(length - 1) >= CONTINUED) {
			throw malformed(element);
		}
		return element;
	}

	private static CertificateParsingException malformed(DerElement element) {
		return new CertificateParsingException(
				"Unable to read an algorithm of " + element.length() + " octets: expected an object identifier");
	}

	boolean isStrong() {
		return SignatureAlgorithm.of(this.oid, this.parameters).isPresent();
	}

	/**
	 * Whether a key has made a signature.
	 * @param signature the signature
	 * @param signed what is signed
	 * @param key the key
	 * @return {@code false} as well if the signature does not fit the key
	 */
	boolean verifies(byte[] signature, byte[] signed, PublicKey key) {
		try {
			Signature verifier = verifier();
			verifier.initVerify(key);
			verifier.update(signed);
			return verifier.verify(signature);
		}
		catch (GeneralSecurityException | IOException | RuntimeException ex) {
			// Providers answer some malformed keys with a runtime exception
			return false;
		}
	}

	private Signature verifier() throws GeneralSecurityException, IOException {
		if (!RSASSA_PSS.equals(this.oid)) {
			return Signature.getInstance(this.oid);
		}
		AlgorithmParameters encoded = AlgorithmParameters.getInstance("RSASSA-PSS");
		encoded.init(this.parameters);
		Signature verifier = Signature.getInstance("RSASSA-PSS");
		verifier.setParameter(encoded.getParameterSpec(PSSParameterSpec.class));
		return verifier;
	}

	@Override
	public String toString() {
		return this.oid;
	}

}
