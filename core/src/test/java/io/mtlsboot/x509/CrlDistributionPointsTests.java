package io.mtlsboot.x509;

import java.net.URI;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

import io.mtlsboot.devca.DevCa;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.ReasonFlags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CrlDistributionPointsTests {

	private static final DevCa CA = DevCa.create("shop.example");

	private static final int MANY = 100;

	@Test
	void httpUrisWhenNoExtensionThenNone() throws Exception {
		X509Certificate plain = CA.issue((spec) -> spec.dns("web")).certificate();
		assertThat(CrlDistributionPoints.httpUris(plain, MANY)).isEmpty();
	}

	@Test
	void httpUrisWhenEveryShapeThenThoseOfHttpInTheirOrder() throws Exception {
		GeneralNames issuer = new GeneralNames(new GeneralName(new X500Name("CN=indirect")));
		DistributionPointName relative = new DistributionPointName(DistributionPointName.NAME_RELATIVE_TO_CRL_ISSUER,
				new DERSet(new AttributeTypeAndValue(BCStyle.CN, new DERUTF8String("crl1"))));
		X509Certificate certificate = certificate(new CRLDistPoint(new DistributionPoint[] {
				point(uri("ldap:///CN=x?certificateRevocationList"), uri("HTTP://a.example/1")),
				new DistributionPoint(name(uri("http://b.example/2")), new ReasonFlags(ReasonFlags.keyCompromise),
						issuer),
				new DistributionPoint(null, null, issuer), new DistributionPoint(relative, null, null),
				point(new GeneralName(new X500Name("CN=directory")), uri("http://a b/"), uri("http://ä/"),
						uri("https://c.example/"), uri("http://b.example/2"), uri("http://d.example/4")) }));
		assertThat(CrlDistributionPoints.httpUris(certificate, MANY)).containsExactly(URI.create("HTTP://a.example/1"),
				URI.create("http://b.example/2"), URI.create("http://d.example/4"));
		assertThat(CrlDistributionPoints.httpUris(certificate, 1)).containsExactly(URI.create("HTTP://a.example/1"));
	}

	@ParameterizedTest
	// Empty, no sequence, truncated, reasons alone, empty name, empty full name, octets
	// behind a point, octets behind a name, another tag
	@ValueSource(strings = { "", "3000", "0500", "3003", "300630048102078000", "30043002a000", "30063004a002a000",
			"300a3008a004a0028600" + "0500", "300a3008a006a00286000500", "30043002a300" })
	void httpUrisWhenExtensionIsNotDerThenThrows(String hex) {
		X509Certificate certificate = CA
			.issue((spec) -> spec.dns("web").extension("2.5.29.31", false, HexFormat.of().parseHex(hex)))
			.certificate();
		assertThatExceptionOfType(CertificateParsingException.class)
			.isThrownBy(() -> CrlDistributionPoints.httpUris(certificate, MANY));
	}

	private static DistributionPoint point(GeneralName... names) {
		return new DistributionPoint(name(names), null, null);
	}

	private static DistributionPointName name(GeneralName... names) {
		return new DistributionPointName(new GeneralNames(names));
	}

	private static GeneralName uri(String uri) {
		return new GeneralName(GeneralName.uniformResourceIdentifier, uri);
	}

	private static X509Certificate certificate(ASN1Encodable points) throws Exception {
		byte[] der = points.toASN1Primitive().getEncoded();
		return CA.issue((spec) -> spec.dns("web").extension("2.5.29.31", false, der)).certificate();
	}

}
