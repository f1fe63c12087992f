package io.mtlsboot.trust;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.util.HashMap;
import java.util.Map;

/**
 * Verifies who issued whom while a path is looked for, each pair once. A stranger may
 * present many certificates that could have issued each other, with keys that are costly
 * to verify with, so the work is bounded: beyond that, nobody issued anybody.
 */
final class IssuerSignatures {

	/** In verifications with a P-256 key, about a tenth of a millisecond each. */
	static final int BUDGET = 200;

	private static final int EC_BITS_PER_UNIT = 256;

	private static final int RSA_BITS_PER_UNIT = 4096;

	private final Map<Pair, Boolean> verified = new HashMap<>();

	private int spent;

	private int verifications;

	boolean isIssuedBy(X509Certificate certificate, X509Certificate issuer) {
		Pair pair = new Pair(certificate, issuer.getPublicKey());
		Boolean known = this.verified.get(pair);
		if (known == null) {
			known = verify(certificate, issuer.getPublicKey());
			this.verified.put(pair, known);
		}
		return known;
	}

	int verifications() {
		return this.verifications;
	}

	boolean isExhausted() {
		return this.spent >= BUDGET;
	}

	private boolean verify(X509Certificate certificate, PublicKey key) {
		if (isExhausted()) {
			return false;
		}
		this.verifications++;
		this.spent += cost(key);
		try {
			certificate.verify(key);
			return true;
		}
		catch (GeneralSecurityException | RuntimeException ex) {
			// Providers answer some malformed keys with a runtime exception
			return false;
		}
	}

	private static int cost(PublicKey key) {
		int units = 1;
		if (key instanceof ECKey ec) {
			units = ec.getParams().getCurve().getField().getFieldSize() / EC_BITS_PER_UNIT;
		}
		else if (key instanceof RSAKey rsa) {
			units = rsa.getModulus().bitLength() / RSA_BITS_PER_UNIT;
		}
		return 1 + units * units * units;
	}

	/**
	 * A certificate and a key that may have signed it.
	 *
	 * @param certificate the certificate
	 * @param key the key
	 */
	private record Pair(X509Certificate certificate, PublicKey key) {
	}

}
