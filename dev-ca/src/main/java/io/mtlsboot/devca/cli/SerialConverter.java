package io.mtlsboot.devca.cli;

import java.math.BigInteger;
import java.util.HexFormat;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads serial numbers, with or without colons.
 */
final class SerialConverter implements ITypeConverter<BigInteger> {

	// RFC 5280 4.1.2.2
	private static final int MAX_DIGITS = 40;

	@Override
	public BigInteger convert(String value) {
		String digits = value.replace(":", "");
		if (digits.isEmpty() || digits.length() > MAX_DIGITS || !digits.chars().allMatch(HexFormat::isHexDigit)) {
			throw new TypeConversionException("expected up to 40 hexadecimal digits but was '" + value + "'");
		}
		return new BigInteger(digits, 16);
	}

}
