package io.mtlsboot.revocation;

import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SipHashTests {

	// The test vectors of the authors: key and octets count up from zero
	@ParameterizedTest
	@CsvSource({ "0, 726fdb47dd0e0e31", "1, 74f839c593dc67fd", "8, 93f5f5799a932462", "15, a129ca6149be45e5" })
	void hashWhenOctetsCountUpThenIsThatOfTheAuthors(int length, String expected) {
		byte[] octets = new byte[length + 3];
		Arrays.fill(octets, (byte) 0x55);
		for (int i = 0; i < length; i++) {
			octets[i + 2] = (byte) i;
		}
		SipHash hash = new SipHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);
		assertThat(Long.toHexString(hash.hash(octets, 2, length))).isEqualTo(expected);
	}

	@Test
	void hashWhenKeyIsAnotherThenHashIsAnother() {
		byte[] octets = { 1, 2, 3 };
		assertThat(SipHash.random().hash(octets, 0, 3)).isNotEqualTo(SipHash.random().hash(octets, 0, 3));
	}

}
