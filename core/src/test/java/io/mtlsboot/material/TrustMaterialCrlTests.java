package io.mtlsboot.material;

import java.math.BigInteger;
import java.security.cert.CRLException;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.revocation.RevocationList;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TrustMaterialCrlTests {

	private static final DevCa CA = DevCa.create("shop.example");

	private static final TrustMaterial TRUST = TrustMaterial.of(List.of(CA.rootCertificate()), "ca.crt");

	private static final X509CRL CRL = CA.crl(CA.root(), Set.of());

	@Test
	void verifyWhenCrlsAreGivenThenAreThereOnceBesideTheAnchors() throws CRLException {
		X509CRL other = CA.crl(CA.clientIssuer(), Set.of(BigInteger.ONE));
		TrustMaterial trust = with(CRL, other, CRL);
		assertThat(trust.crls()).containsExactly(list(CRL), list(other));
		assertThat(trust.anchors()).containsExactly(CA.rootCertificate());
		assertThat(trust.location()).isEqualTo("ca.crt");
		assertThat(trust).hasToString("1 trust anchor(s) from 'ca.crt' and 2 CRL(s) from '/run/mtls/tls.key'");
	}

	@Test
	void verifyWhenThereAreNoneThenListIsEmpty() {
		assertThat(TRUST.crls()).isEmpty();
		assertThat(TRUST).hasToString("1 trust anchor(s) from 'ca.crt'");
	}

	@Test
	void verifyWhenCrlsDifferThenIsNotEqual() {
		X509CRL other = CA.crl(CA.root(), Set.of(BigInteger.ONE));
		assertThat(with(CRL, other)).isEqualTo(with(other, CRL))
			.hasSameHashCodeAs(with(other, CRL))
			.isEqualTo(TRUST.withCrls(List.of(other, CRL), "elsewhere"))
			.isNotEqualTo(with(CRL))
			.isNotEqualTo(TRUST);
		assertThat(with(CRL)).isNotEqualTo(with(other)).isNotEqualTo(TRUST);
		assertThat(with()).isEqualTo(TRUST);
	}

	@Test
	void verifyWhenCrlIsStaleThenIsKept() throws CRLException {
		Instant past = Instant.now().minus(Duration.ofDays(2));
		X509CRL stale = CA.crl(CA.root(), Set.of(), past, past.plusSeconds(60));
		assertThat(with(stale).crls()).containsExactly(list(stale));
	}

	@Test
	void verifyWhenCrlIsOfIntermediateThenIsKept() throws CRLException {
		X509CRL crl = CA.impostor().crl(CA.impostor().clientIssuer(), Set.of());
		assertThat(with(crl).crls()).containsExactly(list(crl));
	}

	@Test
	void verifyWhenCrlBearsTheNameOfAnAnchorThatDidNotSignItThenCrlForged() {
		DevCa impostor = CA.impostor();
		X509CRL forged = impostor.crl(impostor.root(), Set.of());
		MaterialAssert.assertRefused(MaterialProblem.CRL_FORGED, () -> with(CRL, forged))
			.withMessageContaining("'CN=shop.example dev root'");
	}

	@Test
	void verifyWhenOneOfTwoAnchorsOfThatNameSignedItThenIsKept() throws CRLException {
		TrustMaterial both = TrustMaterial.of(List.of(CA.impostor().rootCertificate(), CA.rootCertificate()), "ca.crt");
		assertThat(both.withCrls(List.of(CRL), "ca.crl").crls()).containsExactly(list(CRL));
	}

	@Test
	void verifyWhenCrlIsDeltaThenCrlNotSupported() throws Exception {
		X509CRL delta = CrlSpec.of(CA.root())
			.with((crl) -> crl.addExtension(Extension.deltaCRLIndicator, true, new CRLNumber(BigInteger.ONE)))
			.sign();
		assertNotSupported(delta, "is a delta CRL");
	}

	@Test
	void verifyWhenCrlHasUnknownCriticalExtensionThenCrlNotSupported() throws Exception {
		X509CRL odd = CrlSpec.of(CA.root())
			.with((crl) -> crl.addExtension(new ASN1ObjectIdentifier("1.2.3.4"), true, DERNull.INSTANCE))
			.sign();
		assertNotSupported(odd, "critical extension 1.2.3.4");
	}

	@Test
	void verifyWhenEntryIsOfAnotherCaThenCrlNotSupported() throws Exception {
		Extension other = new Extension(Extension.certificateIssuer, true,
				new DEROctetString(new GeneralNames(new GeneralName(GeneralName.directoryName, "CN=other"))));
		X509CRL indirect = CrlSpec.of(CA.root())
			.with((crl) -> crl.addCRLEntry(BigInteger.ONE, new Date(), new Extensions(other)))
			.sign();
		assertNotSupported(indirect, "another CA");
	}

	@Test
	void verifyWhenEntryHasUnknownCriticalExtensionThenCrlNotSupported() throws Exception {
		Extension unknown = new Extension(Extension.instructionCode, true, new DEROctetString(new DERSequence()));
		X509CRL odd = CrlSpec.of(CA.root())
			.with((crl) -> crl.addCRLEntry(BigInteger.ONE, new Date(), new Extensions(unknown)))
			.sign();
		assertNotSupported(odd, "entry with the critical extension 2.5.29.23");
	}

	@Test
	void verifyWhenEntriesHaveReasonsThenIsKept() throws Exception {
		IssuedCertificate web = CA.issue((leaf) -> leaf.subject("CN=web"));
		X509CRL crl = CrlSpec.of(CA.root()).revoke(web, CRLReason.keyCompromise).sign();
		assertThat(with(crl).crls()).containsExactly(list(crl));
	}

	@Test
	void verifyWhenAccessorsThrowThenMalformed() {
		X509CRL odd = new ForwardingCrl(CRL) {

			@Override
			public byte[] getEncoded() {
				throw new IllegalStateException("odd");
			}

		};
		MaterialAssert.assertRefused(MaterialProblem.MALFORMED, () -> with(odd))
			.withMessageContaining("cannot be read");
	}

	private static void assertNotSupported(X509CRL crl, String why) {
		MaterialAssert.assertRefused(MaterialProblem.CRL_NOT_SUPPORTED, () -> with(crl))
			.withMessageContaining("'CN=shop.example dev root'")
			.withMessageContaining(why);
	}

	private static RevocationList list(X509CRL crl) throws CRLException {
		return RevocationList.of(crl.getEncoded(), MaterialAssert.LOCATION);
	}

	private static TrustMaterial with(X509CRL... crls) {
		return TRUST.withCrls(List.of(crls), MaterialAssert.LOCATION);
	}

}
