package io.mtlsboot.trust;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

import io.mtlsboot.x509.SignatureAlgorithm;

/**
 * How strict path validation is.
 *
 * @param clockSkew how far clocks may differ when validity is checked; from zero to one
 * day
 * @param minRsaBits the smallest RSA modulus that is accepted; from 2048 to 8192
 * @param maxPathLength how many intermediates may stand between a leaf and its anchor;
 * from 0 to 10
 * @param signatureAlgorithms with which algorithms the certificates of a path may be
 * signed; at least one
 * @param strictRfc5280 whether certificates must have the form that RFC 5280 asks of CAs
 * to give them, where that does not matter for security
 * @param revocation whether revocation is checked, and how
 */
public record VerificationPolicy(Duration clockSkew, int minRsaBits, int maxPathLength,
		Set<SignatureAlgorithm> signatureAlgorithms, boolean strictRfc5280, RevocationPolicy revocation) {

	/**
	 * The defaults: no tolerated skew, 2048 bits, 5 intermediates, all signature
	 * algorithms that nobody can forge, not pedantic, revocation not checked.
	 */
	public static final VerificationPolicy DEFAULT = new VerificationPolicy(Duration.ZERO, 2048, 5);

	private static final int MIN_RSA_BITS = 2048;

	private static final int MAX_RSA_BITS = 8192;

	private static final int MAX_PATH_LENGTH = 10;

	/**
	 * Refuses values that would make validation meaningless.
	 * @param clockSkew how far clocks may differ
	 * @param minRsaBits the smallest RSA modulus
	 * @param maxPathLength how many intermediates there may be
	 * @param signatureAlgorithms with which algorithms certificates may be signed
	 * @param strictRfc5280 whether certificates must have the form of RFC 5280
	 * @param revocation whether revocation is checked
	 * @throws IllegalArgumentException if a value is out of range
	 */
	public VerificationPolicy {
		require(!clockSkew.isNegative() && clockSkew.compareTo(Duration.ofDays(1)) <= 0, "clock skew", clockSkew,
				"zero to one day");
		require(minRsaBits >= MIN_RSA_BITS && minRsaBits <= MAX_RSA_BITS, "smallest RSA modulus", minRsaBits,
				MIN_RSA_BITS + " to " + MAX_RSA_BITS + " bits");
		require(maxPathLength >= 0 && maxPathLength <= MAX_PATH_LENGTH, "maximum path length", maxPathLength,
				"0 to " + MAX_PATH_LENGTH + " intermediates");
		require(!signatureAlgorithms.isEmpty(), "signature algorithms", signatureAlgorithms, "at least one");
		signatureAlgorithms = Set.copyOf(signatureAlgorithms);
	}

	/**
	 * A policy with all signature algorithms that is not pedantic and does not check
	 * revocation.
	 * @param clockSkew how far clocks may differ
	 * @param minRsaBits the smallest RSA modulus
	 * @param maxPathLength how many intermediates there may be
	 * @throws IllegalArgumentException if a value is out of range
	 */
	public VerificationPolicy(Duration clockSkew, int minRsaBits, int maxPathLength) {
		this(clockSkew, minRsaBits, maxPathLength, EnumSet.allOf(SignatureAlgorithm.class), false,
				RevocationPolicy.NONE);
	}

	/**
	 * The same policy with other signature algorithms.
	 * @param signatureAlgorithms with which algorithms certificates may be signed
	 * @return a copy
	 * @throws IllegalArgumentException if there is none
	 */
	public VerificationPolicy withSignatureAlgorithms(Set<SignatureAlgorithm> signatureAlgorithms) {
		return new VerificationPolicy(this.clockSkew, this.minRsaBits, this.maxPathLength, signatureAlgorithms,
				this.strictRfc5280, this.revocation);
	}

	/**
	 * The same policy, pedantic or not.
	 * @param strictRfc5280 whether certificates must have the form of RFC 5280
	 * @return a copy
	 */
	public VerificationPolicy withStrictRfc5280(boolean strictRfc5280) {
		return new VerificationPolicy(this.clockSkew, this.minRsaBits, this.maxPathLength, this.signatureAlgorithms,
				strictRfc5280, this.revocation);
	}

	/**
	 * The same policy with another one for revocation.
	 * @param revocation whether revocation is checked, and how
	 * @return a copy
	 */
	public VerificationPolicy withRevocation(RevocationPolicy revocation) {
		return new VerificationPolicy(this.clockSkew, this.minRsaBits, this.maxPathLength, this.signatureAlgorithms,
				this.strictRfc5280, revocation);
	}

	private static void require(boolean condition, String name, Object value, String expected) {
		if (!condition) {
			throw new IllegalArgumentException("Invalid " + name + " '" + value + "': expected " + expected);
		}
	}

}
