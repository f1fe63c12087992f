package io.mtlsboot.revocation;

import java.io.IOException;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

import javax.security.auth.x500.X500Principal;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.LeafSpec;
import io.mtlsboot.material.CrlSpec;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.ReasonFlags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * RFC 5280 §6.3.3, cause by cause; the numbers are those of the NIST PKITS cases.
 */
class CrlRevocationSourceTests {

	private static final DevCa CA = DevCa.create("shop.example");

	private static final IssuedCertificate ISSUER = CA.clientIssuer();

	private static final String NAME = "CN=shop.example dev client CA";

	private static final IssuedCertificate WEB = leaf((leaf) -> leaf.subject("CN=web"));

	private static final IssuedCertificate SUB_CA = leaf((leaf) -> leaf.subject("CN=sub").ca(true));

	private static final IssuedCertificate OTHER = CA.issue((leaf) -> leaf.subject("CN=other").ca(true));

	private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

	private static final Instant NEXT = NOW.plusSeconds(3600);

	private static final int SOME = ReasonFlags.keyCompromise | ReasonFlags.cACompromise;

	private static final int REST = ReasonFlags.affiliationChanged | ReasonFlags.superseded
			| ReasonFlags.cessationOfOperation | ReasonFlags.certificateHold | ReasonFlags.privilegeWithdrawn
			| ReasonFlags.aACompromise;

	@Test
	void statusWhenCrlIsForAllThenGoodUntilItEnds() throws Exception {
		assertThat(status(WEB, crl())).isEqualTo(new RevocationStatus.Good(NEXT));
	}

	@ParameterizedTest
	@CsvSource({ "true, false, false, true, false", "false, true, false, false, true",
			"false, false, true, false, false" })
	void statusWhenCrlIsForOneKindOfCertificatesThenCountsForThose(boolean users, boolean cas, boolean attributes,
			boolean goodForUser, boolean goodForCa) throws Exception {
		CrlSpec crl = crl().scope(new IssuingDistributionPoint(null, users, cas, null, false, attributes));
		assertThat(isGood(status(WEB, crl))).isEqualTo(goodForUser);
		assertThat(isGood(status(SUB_CA, crl))).isEqualTo(goodForCa);
	}

	@ParameterizedTest
	@CsvSource({ "CRL1, CRL1, true", "CRL1, CRL2, false", "CRL1, crl1, true" })
	void statusWhenDistributionPointHasANameThenMustBeThatOfTheCrl(String ofCertificate, String ofCrl, boolean good)
			throws Exception {
		IssuedCertificate web = leaf((leaf) -> points(leaf, point(full("CN=" + ofCertificate), null, null)));
		assertThat(isGood(status(web, crl().scope(named(full("CN=" + ofCrl)))))).isEqualTo(good);
	}

	@Test
	void statusWhenNamesAreAddressesThenMustBeTheSame() throws Exception {
		IssuedCertificate web = leaf((leaf) -> points(leaf, point(uri("http://crl.example/1"), null, null)));
		assertThat(isGood(status(web, crl().scope(named(uri("http://crl.example/1")))))).isTrue();
		assertThat(isGood(status(web, crl().scope(named(uri("http://crl.example/2")))))).isFalse();
		assertThat(isGood(status(web, crl()))).isTrue();
	}

	@Test
	void statusWhenOneNameIsRelativeToTheIssuerThenIsTheSame() throws Exception {
		DistributionPointName relative = new DistributionPointName(DistributionPointName.NAME_RELATIVE_TO_CRL_ISSUER,
				new X500Name("OU=CRL1").getRDNs()[0]);
		DistributionPointName absolute = new DistributionPointName(
				new GeneralNames(new GeneralName(new X500Name(NAME + ",OU=CRL1"))));
		IssuedCertificate web = leaf((leaf) -> points(leaf, point(absolute, null, null)));
		assertThat(isGood(status(web, crl().scope(named(relative))))).isTrue();
		IssuedCertificate relativeWeb = leaf((leaf) -> points(leaf, point(relative, null, null)));
		assertThat(isGood(status(relativeWeb, crl().scope(named(absolute))))).isTrue();
		assertThat(isGood(status(relativeWeb, crl().scope(named(full("OU=CRL1")))))).isFalse();
	}

	@Test
	void statusWhenCertificateHasNoDistributionPointThenNameIsThatOfItsIssuer() throws Exception {
		assertThat(isGood(status(WEB, crl().scope(named(full(NAME)))))).isTrue();
		assertThat(isGood(status(WEB, crl().scope(named(full("CN=CRL1")))))).isFalse();
	}

	@Test
	void statusWhenDistributionPointsCannotBeReadThenOnlyCrlsForAllCount() throws Exception {
		IssuedCertificate web = leaf((leaf) -> leaf.extension("2.5.29.31", false, new byte[] { 0x30, 0x02, 0x30 }));
		assertThat(isGood(status(web, crl()))).isTrue();
		assertThat(isGood(status(web, crl().scope(named(full("CN=CRL1")))))).isFalse();
	}

	@Test
	void statusWhenReasonsOfSeveralCrlsAreAllThenGoodUntilTheFirstOfThemEnds() throws Exception {
		CrlSpec some = crl().scope(reasons(SOME));
		CrlSpec rest = CrlSpec.of(ISSUER).nextUpdate(NOW.plusSeconds(600)).scope(reasons(REST));
		assertThat(status(WEB, some, rest)).isEqualTo(new RevocationStatus.Good(NOW.plusSeconds(600)));
		assertThat(status(WEB, rest, crl())).isEqualTo(new RevocationStatus.Good(NEXT));
		assertThat(status(WEB, some)).isInstanceOfSatisfying(RevocationStatus.Unknown.class,
				(unknown) -> assertThat(unknown.evidence()).contains("one that does not say [AFFILIATION_CHANGED, "));
	}

	@Test
	void statusWhenDistributionPointsSplitTheReasonsThenEachIsNeeded() throws Exception {
		IssuedCertificate web = leaf((leaf) -> points(leaf, point(full("CN=CRL1"), new ReasonFlags(SOME), null),
				point(full("CN=CRL2"), new ReasonFlags(REST), null)));
		CrlSpec first = crl().scope(named(full("CN=CRL1")));
		CrlSpec second = crl().scope(named(full("CN=CRL2")));
		assertThat(isGood(status(web, first, second))).isTrue();
		assertThat(isGood(status(web, first))).isFalse();
		assertThat(isGood(status(web, second))).isFalse();
	}

	@Test
	void statusWhenCrlOfOtherScopeListsTheCertificateThenIsRevoked() throws Exception {
		CrlSpec crl = CrlSpec.of(ISSUER)
			.scope(new IssuingDistributionPoint(full("CN=CRL9"), false, true, null, false, false))
			.revoke(CrlSpec.serial(WEB), CRLReason.keyCompromise);
		assertThat(status(WEB, crl, crl())).isInstanceOf(RevocationStatus.Revoked.class);
	}

	@Test
	void statusWhenIssuerItselfWritesAnIndirectCrlThenCounts() throws Exception {
		IssuingDistributionPoint indirect = new IssuingDistributionPoint(null, false, false, null, true, false);
		assertThat(isGood(status(WEB, crl().scope(indirect).revokeOf("CN=other", CrlSpec.serial(WEB))))).isTrue();
		assertThat(status(WEB, crl().scope(indirect).revoke(CrlSpec.serial(WEB), 1)))
			.isInstanceOf(RevocationStatus.Revoked.class);
	}

	@Test
	void statusWhenCertificateNamesACrlIssuerThenItsIndirectCrlCounts() throws Exception {
		IssuedCertificate web = ofCrlIssuer();
		CrlSpec good = ofOther(true).revoke(CrlSpec.serial(web), 1);
		assertThat(status(web, this::other, good)).isEqualTo(new RevocationStatus.Good(NEXT));
		CrlSpec revoking = ofOther(true).revokeOf(NAME, CrlSpec.serial(web));
		assertThat(status(web, this::other, revoking)).isInstanceOfSatisfying(RevocationStatus.Revoked.class,
				(revoked) -> assertThat(revoked.evidence()).contains("by the CRL of 'CN=other'"));
	}

	@Test
	void statusWhenCrlOfCrlIssuerIsNotIndirectThenUnknown() throws Exception {
		assertThat(isGood(status(ofCrlIssuer(), this::other, ofOther(false)))).isFalse();
	}

	@Test
	void statusWhenCrlIssuerIsNotProvenThenUnknown() throws Exception {
		IssuedCertificate web = ofCrlIssuer();
		assertThat(isGood(status(web, (name) -> List.of(), ofOther(true)))).isFalse();
		assertThat(isGood(status(web, (name) -> List.of(WEB.certificate()), ofOther(true)))).isFalse();
	}

	@Test
	void statusWhenKeyOfTheIssuerSignsInTheNameOfTheCrlIssuerThenUnknown() throws Exception {
		CrlSpec forged = CrlSpec.named(ISSUER, "CN=other")
			.nextUpdate(NEXT)
			.scope(new IssuingDistributionPoint(null, false, false, null, true, false));
		assertThat(isGood(status(ofCrlIssuer(), forged))).isFalse();
	}

	@Test
	void statusWhenCrlIssuerIsForSomeReasonsThenItsCrlDoesNotCountForTheOthers() throws Exception {
		GeneralNames other = new GeneralNames(new GeneralName(new X500Name("CN=other")));
		IssuedCertificate web = leaf((spec) -> points(spec, point(null, new ReasonFlags(SOME), other)));
		assertThat(isGood(status(web, this::other, ofOther(true)))).isFalse();
		assertThat(isGood(status(web, this::other, ofOther(true), crl()))).isTrue();
	}

	@Test
	void statusWhenAnotherCaOfTheSameAnchorListsTheCertificateUnaskedThenIsNotRevoked() throws Exception {
		CrlSpec foreign = ofOther(true).revokeOf(NAME, CrlSpec.serial(WEB));
		assertThat(status(WEB, this::other, foreign, crl())).isEqualTo(new RevocationStatus.Good(NEXT));
	}

	@Test
	void statusWhenAnotherKeyOfTheIssuerSignedThenSignersDecide() throws Exception {
		IssuedCertificate second = CA
			.issue((leaf) -> leaf.subject(NAME).keyUsage(KeyUsage.cRLSign).notAfter(NOW.plusSeconds(60)));
		CrlSpec crl = CrlSpec.named(second, NAME).nextUpdate(NEXT);
		assertThat(status(WEB, (name) -> List.of(second.certificate()), crl))
			.isEqualTo(new RevocationStatus.Good(NOW.plusSeconds(60)));
		assertThat(isGood(status(WEB, (name) -> List.of(), crl))).isFalse();
	}

	@Test
	void statusWhenOtherKeyMayNotSignCrlsThenUnknown() throws Exception {
		IssuedCertificate second = CA.issue((leaf) -> leaf.subject(NAME).keyUsage(KeyUsage.keyCertSign).ca(true));
		CrlSpec crl = CrlSpec.named(second, NAME).nextUpdate(NEXT);
		assertThat(isGood(status(WEB, (name) -> List.of(second.certificate()), crl))).isFalse();
	}

	@Test
	void statusWhenKeyUsageOfIssuerIsUnreadableThenItMayNotSignCrls() throws Exception {
		IssuedCertificate odd = CA
			.issue((leaf) -> leaf.subject("CN=odd").ca(true).extension("2.5.29.15", false, new byte[] { 1, 2 }));
		IssuedCertificate web = CA.issue((leaf) -> leaf.subject("CN=web").issuer(odd));
		RevocationList crl = CrlSpec.of(odd).nextUpdate(NEXT).list();
		assertThat(isGood(ask(web, odd.certificate(), (name) -> List.of(), List.of(crl)))).isFalse();
	}

	@Test
	void statusWhenSignersAreNotNeededThenAreNotAskedFor() throws Exception {
		assertThat(isGood(status(WEB, (name) -> {
			throw new IllegalStateException("asked");
		}, crl()))).isTrue();
	}

	private List<X509Certificate> other(X500Principal name) {
		return name.equals(new X500Principal("CN=other")) ? List.of(OTHER.certificate()) : List.of();
	}

	private static IssuedCertificate ofCrlIssuer() {
		return leaf(
				(leaf) -> points(leaf, point(null, null, new GeneralNames(new GeneralName(new X500Name("CN=other"))))));
	}

	private static CrlSpec ofOther(boolean indirect) throws Exception {
		return CrlSpec.of(OTHER)
			.nextUpdate(NEXT)
			.scope(new IssuingDistributionPoint(null, false, false, null, indirect, false));
	}

	private static CrlSpec crl() {
		return CrlSpec.of(ISSUER).nextUpdate(NEXT).revoke(BigInteger.ONE, CRLReason.superseded);
	}

	private static IssuingDistributionPoint named(DistributionPointName name) {
		return new IssuingDistributionPoint(name, false, false, null, false, false);
	}

	private static IssuingDistributionPoint reasons(int reasons) {
		return new IssuingDistributionPoint(null, false, false, new ReasonFlags(reasons), false, false);
	}

	private static DistributionPointName full(String name) {
		return new DistributionPointName(new GeneralNames(new GeneralName(new X500Name(name))));
	}

	private static DistributionPointName uri(String uri) {
		return new DistributionPointName(new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, uri)));
	}

	private static org.bouncycastle.asn1.x509.DistributionPoint point(DistributionPointName name, ReasonFlags reasons,
			GeneralNames issuers) {
		return new org.bouncycastle.asn1.x509.DistributionPoint(name, reasons, issuers);
	}

	private static void points(LeafSpec leaf, org.bouncycastle.asn1.x509.DistributionPoint... points) {
		try {
			leaf.extension("2.5.29.31", false, new CRLDistPoint(points).getEncoded());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static IssuedCertificate leaf(Consumer<LeafSpec> customizer) {
		return CA.issue((leaf) -> customizer.accept(leaf.subject("CN=web").issuer(ISSUER)));
	}

	private static boolean isGood(RevocationStatus status) {
		assertThat(status).isNotInstanceOf(RevocationStatus.Revoked.class);
		return status instanceof RevocationStatus.Good;
	}

	private static RevocationStatus status(IssuedCertificate certificate, CrlSpec... crls) throws Exception {
		return status(certificate, (name) -> List.of(), crls);
	}

	private static RevocationStatus status(IssuedCertificate certificate,
			Function<X500Principal, List<X509Certificate>> signers, CrlSpec... crls) throws Exception {
		List<RevocationList> lists = new ArrayList<>();
		for (CrlSpec crl : crls) {
			lists.add(crl.list());
		}
		return ask(certificate, ISSUER.certificate(), signers, lists);
	}

	private static RevocationStatus ask(IssuedCertificate certificate, X509Certificate issuer,
			Function<X500Principal, List<X509Certificate>> signers, List<RevocationList> lists) {
		return CrlRevocationSource.of(lists)
			.status(new RevocationQuery(certificate.certificate(), issuer, signers, List.of(), NOW, Duration.ZERO,
					true));
	}

}
