package io.mtlsboot.revocation;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateParsingException;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.mtlsboot.asn1.DerCursor;
import io.mtlsboot.asn1.DerReader;
import io.mtlsboot.x509.SignatureAlgorithm;
import org.jspecify.annotations.Nullable;

/**
 * The signature of a CRL. It is verified once for each key. Safe for use by many threads.
 */
final class CrlSignature {

	/**
	 * More than any hierarchy has of one name, and less than a rogue CA that makes others
	 * could use up.
	 */
	static final int MAX_KEYS = 256;

	// The encoding of NULL
	private static final String RSASSA_PSS = "1.2.840.113549.1.1.10";

	private static final byte[] NONE = { 0x05, 0x00 };

	private final byte[] der;

	private final int start;

	private final int end;

	private final String oid;

	private final byte @Nullable [] parameters;

	private final byte[] value;

	private final Map<PublicKey, Boolean> verified = new ConcurrentHashMap<>();

	private CrlSignature(byte[] der, int start, int end, String oid, byte @Nullable [] parameters, byte[] value) {
		this.der = der;
		this.start = start;
		this.end = end;
		this.oid = oid;
		this.parameters = parameters;
		this.value = value;
	}

	/**
	 * Reads a signature.
	 * @param der the encoding of the CRL
	 * @param list where the signed part is
	 * @param rest a cursor behind the signed part
	 * @return the signature
	 */
	static CrlSignature read(byte[] der, DerCursor list, DerCursor rest) throws CertificateParsingException {
		byte[] encoded = rest.next(DerReader.SEQUENCE).encoded();
		DerCursor algorithm = rest.inside();
		String oid = ObjectIdentifiers.text(algorithm.next(DerReader.OBJECT_IDENTIFIER));
		byte[] parameters = algorithm.hasNext() ? algorithm.next().encoded() : null;
		algorithm.requireEnd();
		// RFC 5280 §5.1.1.2: what is signed names the same algorithm
		if (!Arrays.equals(encoded, inner(list))) {
			throw new CertificateParsingException(
					"Unable to read the signature of a CRL: expected the same algorithm inside and outside");
		}
		DerCursor bits = rest.only(DerReader.BIT_STRING);
		if (bits.length() < 2 || bits.octet(0) != 0) {
			throw new CertificateParsingException("Unable to read the signature of a CRL: expected whole octets");
		}
		byte[] value = Arrays.copyOfRange(der, bits.start() + 1, bits.end());
		return new CrlSignature(der, list.begin(), list.end(), oid, parameters, value);
	}

	private static byte[] inner(DerCursor list) throws CertificateParsingException {
		DerCursor fields = list.inside();
		if (fields.nextIs(DerReader.INTEGER)) {
			fields.next();
		}
		return fields.next(DerReader.SEQUENCE).encoded();
	}

	boolean isStrong() {
		return SignatureAlgorithm.of(this.oid, this.parameters).isPresent();
	}

	String algorithm() {
		return SignatureAlgorithm.jcaName(this.oid).orElse(this.oid);
	}

	boolean isMadeWith(PublicKey key) {
		if (this.verified.size() >= MAX_KEYS) {
			this.verified.clear();
		}
		return this.verified.computeIfAbsent(key, this::verify);
	}

	private boolean verify(PublicKey key) {
		try {
			Optional<String> name = SignatureAlgorithm.jcaName(this.oid);
			if (name.isEmpty()) {
				return false;
			}
			Signature signature = Signature.getInstance(name.get());
			signature.initVerify(key);
			configure(signature);
			signature.update(this.der, this.start, this.end - this.start);
			return signature.verify(this.value);
		}
		catch (GeneralSecurityException | IOException | RuntimeException ex) {
			// Providers answer some malformed keys with a runtime exception
			return false;
		}
	}

	private void configure(Signature signature) throws GeneralSecurityException, IOException {
		if (RSASSA_PSS.equals(this.oid) && this.parameters != null) {
			AlgorithmParameters pss = AlgorithmParameters.getInstance("RSASSA-PSS");
			pss.init(this.parameters);
			signature.setParameter(pss.getParameterSpec(PSSParameterSpec.class));
		}
		else if (this.parameters != null && !Arrays.equals(this.parameters, NONE)) {
			throw new GeneralSecurityException("Expected no parameters of " + this.oid);
		}
	}

}
