package io.mtlsboot.trust;

import java.time.Duration;

/**
 * How strict path validation is.
 *
 * @param clockSkew how far clocks may differ when validity is checked; from zero to one
 * day
 * @param minRsaBits the smallest RSA modulus that is accepted; at least 2048
 * @param maxPathLength how many intermediates may stand between a leaf and its anchor;
 * from 0 to 10
 * @param revocation whether revocation is checked, and how
 */
public record VerificationPolicy(Duration clockSkew, int minRsaBits, int maxPathLength, RevocationPolicy revocation) {

	/**
	 * The defaults: no tolerated skew, 2048 bits, 5 intermediates, revocation not
	 * checked.
	 */
	public static final VerificationPolicy DEFAULT = new VerificationPolicy(Duration.ZERO, 2048, 5);

	private static final int MIN_RSA_BITS = 2048;

	private static final int MAX_PATH_LENGTH = 10;

	/**
	 * Refuses values that would make validation meaningless.
	 * @param clockSkew how far clocks may differ
	 * @param minRsaBits the smallest RSA modulus
	 * @param maxPathLength how many intermediates there may be
	 * @param revocation whether revocation is checked
	 * @throws IllegalArgumentException if a value is out of range
	 */
	public VerificationPolicy {
		require(!clockSkew.isNegative() && clockSkew.compareTo(Duration.ofDays(1)) <= 0, "clock skew", clockSkew,
				"zero to one day");
		require(minRsaBits >= MIN_RSA_BITS, "smallest RSA modulus", minRsaBits, "at least " + MIN_RSA_BITS + " bits");
		require(maxPathLength >= 0 && maxPathLength <= MAX_PATH_LENGTH, "maximum path length", maxPathLength,
				"0 to " + MAX_PATH_LENGTH + " intermediates");
	}

	/**
	 * A policy that does not check revocation.
	 * @param clockSkew how far clocks may differ
	 * @param minRsaBits the smallest RSA modulus
	 * @param maxPathLength how many intermediates there may be
	 * @throws IllegalArgumentException if a value is out of range
	 */
	public VerificationPolicy(Duration clockSkew, int minRsaBits, int maxPathLength) {
		this(clockSkew, minRsaBits, maxPathLength, RevocationPolicy.NONE);
	}

	/**
	 * The same policy with another one for revocation.
	 * @param revocation whether revocation is checked, and how
	 * @return a copy
	 */
	public VerificationPolicy withRevocation(RevocationPolicy revocation) {
		return new VerificationPolicy(this.clockSkew, this.minRsaBits, this.maxPathLength, revocation);
	}

	private static void require(boolean condition, String name, Object value, String expected) {
		if (!condition) {
			throw new IllegalArgumentException("Invalid " + name + " '" + value + "': expected " + expected);
		}
	}

}
