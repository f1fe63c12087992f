package io.mtlsboot.asn1;

import java.math.BigInteger;
import java.security.cert.CertificateParsingException;
import java.util.HexFormat;

import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DerWriterTests {

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 127, 128, 255, 256, 65_535, 65_536, 70_000 })
	void octetStringWhenOfThisLengthThenIsWhatBouncyCastleWrites(int length) throws Exception {
		byte[] octets = new byte[length];
		byte[] written = DerWriter.octetString(octets);
		assertThat(written).isEqualTo(new DEROctetString(octets).getEncoded());
		assertThat(DerReader.of(written).only(DerReader.OCTET_STRING).encoded()).isEqualTo(written);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "0", "1", "-1", "127", "128", "255", "256", "-128", "-129", "123456789012345678901234567890" })
	void integerWhenWrittenThenReadsTheSameNumber(String number) throws Exception {
		BigInteger value = new BigInteger(number);
		byte[] written = DerWriter.integer(value);
		assertThat(written).isEqualTo(new ASN1Integer(value).getEncoded());
		assertThat(DerReader.of(written).only(DerReader.INTEGER).integer()).isEqualTo(value);
	}

	@ParameterizedTest
	@ValueSource(strings = { "0200", "02020001", "0202ff80" })
	void integerWhenNotInTheFewestOctetsThenRefused(String hex) throws Exception {
		DerElement element = DerReader.of(HexFormat.of().parseHex(hex)).next();
		assertThatExceptionOfType(CertificateParsingException.class).isThrownBy(element::integer)
			.withMessageContaining("fewest octets");
	}

	@Test
	void sequenceWhenWrittenThenIsWhatBouncyCastleWrites() throws Exception {
		byte[] written = DerWriter.sequence(DerWriter.objectIdentifier("2b0e03021a"),
				DerWriter.integer(BigInteger.TEN));
		DERSequence expected = new DERSequence(new org.bouncycastle.asn1.ASN1Encodable[] {
				new ASN1ObjectIdentifier("1.3.14.3.2.26"), new ASN1Integer(10) });
		assertThat(written).isEqualTo(expected.getEncoded());
	}

}
