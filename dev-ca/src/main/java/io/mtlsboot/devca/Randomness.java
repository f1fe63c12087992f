package io.mtlsboot.devca;

import java.math.BigInteger;
import java.security.SecureRandom;

/**
 * The one source of randomness of keys and serial numbers.
 */
final class Randomness {

	static final SecureRandom SOURCE = new SecureRandom();

	// RFC 5280 4.1.2.2: positive and at most 20 octets
	private static final int SERIAL_BITS = 127;

	private Randomness() {
	}

	static BigInteger serial() {
		return new BigInteger(SERIAL_BITS, SOURCE).add(BigInteger.ONE);
	}

}
