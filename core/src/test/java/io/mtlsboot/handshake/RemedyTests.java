package io.mtlsboot.handshake;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.trust.Check;
import io.mtlsboot.trust.RejectionReason;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class RemedyTests {

	private static final DevCa CA = DevCa.create("shop.example");

	private static final X509Certificate WEB = CA.issue((leaf) -> leaf.subject("CN=web").dns("web.shop.example"))
		.certificate();

	private static final OwnCertificate OWN = new OwnCertificate(
			CA.issue((leaf) -> leaf.subject("CN=orders")).certificate(), true,
			List.of(CA.rootCertificate().getSubjectX500Principal()));

	@ParameterizedTest
	@MethodSource("everyReason")
	void verifyWhenReasonAndSideAreGivenThenSaysWhatToDoAndWhoMust(RejectionReason reason, HandshakeSide side) {
		FailureSpec bare = FailureSpec.of(reason).side(side).from(null);
		for (FailureSpec spec : List.of(bare, bare.presented(WEB), bare.from("10.0.0.7").presented(WEB).own(OWN),
				bare.own(OWN), bare.presented(WEB).atFault(CA.rootCertificate()))) {
			assertThat(remedy(spec)).matches("[A-Z'].*[^. ]\\.")
				.hasSizeGreaterThan(40)
				.hasSizeLessThan(1000)
				.doesNotContain("null", "<", "%", "{", "  ", "''", " .", " ,", "…", "?")
				.containsPattern("(?i)caller|callee|whoever|our|issued anew by");
		}
	}

	@ParameterizedTest
	@MethodSource("everyReason")
	void verifyWhenPeerIsKnownThenNamesItOrItsCertificate(RejectionReason reason, HandshakeSide side) {
		String remedy = remedy(FailureSpec.of(reason).side(side).from("10.0.0.7").presented(WEB));
		boolean ours = (side == HandshakeSide.SERVER && reason == RejectionReason.CONNECTION_CLOSED);
		assertThat(ours || remedy.contains("dns:web.shop.example") || remedy.contains("CN=web")
				|| remedy.contains("CN=shop.example dev client CA"))
			.as(remedy)
			.isTrue();
	}

	static Stream<Arguments> everyReason() {
		return Stream.of(RejectionReason.values())
			.flatMap((reason) -> Stream.of(HandshakeSide.values()).map((side) -> Arguments.of(reason, side)));
	}

	@Test
	void verifyWhenCalleeDoesNotKnowOurIssuerThenSaysWhichAndWhichItAskedFor() {
		assertThat(refused(HandshakeSide.CLIENT, "unknown_ca", OWN))
			.isEqualTo("The callee at 'orders.shop.example' does not believe our issuer 'CN=shop.example dev root':"
					+ " add that CA to its anchors, or present a certificate of one of the CAs it asked for:"
					+ " 'CN=shop.example dev root'.");
	}

	@Test
	void verifyWhenWeSentNoCertificateThenSaysThatKeyDoesNotFit() {
		OwnCertificate unsent = new OwnCertificate(OWN.leaf(), false, List.of());
		assertThat(refused(HandshakeSide.CLIENT, "bad_certificate", unsent)).contains(
				"requires a certificate and can verify no key like that of ours 'CN=orders': give us one of another key");
		assertThat(refused(HandshakeSide.CLIENT, "certificate_required", null))
			.contains("configure one for this client");
	}

	@ParameterizedTest
	@CsvSource({ "certificate_expired,ends", "certificate_revoked,replace our certificate",
			"unrecognized_name,by a host name", "protocol_version,TLS 1.3 or 1.2", "handshake_failure,suites",
			"unsupported_certificate,for clientAuth", "certificate_unknown,must believe our issuer",
			"internal_error,look into the log", "unheard_of,look into the log" })
	void verifyWhenAlertIsGivenThenRemedyIsItsOwn(String alert, String part) {
		assertThat(refused(HandshakeSide.CLIENT, alert, OWN)).containsIgnoringCase(part).endsWith(".");
		assertThat(refused(HandshakeSide.SERVER, alert, null)).endsWith(".").doesNotContain("''", "  ");
	}

	@Test
	void verifyWhenIntermediateExpiredThenNamesItAndNotTheLeaf() {
		FailureSpec spec = FailureSpec.of(RejectionReason.EXPIRED).presented(WEB);
		assertThat(remedy(spec.atFault(WEB))).startsWith("The caller 'dns:web.shop.example' at '192.0.2.1'"
				+ " must renew its certificate 'CN=web', which ended " + WEB.getNotAfter().toInstant());
		assertThat(remedy(spec.atFault(CA.rootCertificate())))
			.contains("must replace the CA certificate 'CN=shop.example dev root'");
	}

	@Test
	void verifyWhenKeyIsNotProvenThenSaysThatItDoesNotBelongToTheCertificate() {
		assertThat(
				remedy(FailureSpec.of(RejectionReason.SIGNATURE_INVALID).failing(Check.KEY_POSSESSION).presented(WEB)))
			.contains("must load the private key that belongs to its certificate 'CN=web'");
	}

	@Test
	void verifyWhenHostNameDiffersThenListsTheNamesOfTheCallee() {
		assertThat(remedy(FailureSpec.of(RejectionReason.HOST_NAME_MISMATCH).side(HandshakeSide.CLIENT).presented(WEB)))
			.contains("by a name of its certificate ('dns:web.shop.example')");
	}

	private static String refused(HandshakeSide side, String alert, @Nullable OwnCertificate own) {
		return remedy(FailureSpec.of(RejectionReason.REFUSED_BY_PEER, new PeerAlert(alert).detail(side))
			.side(side)
			.from("orders.shop.example")
			.own(own));
	}

	private static String remedy(FailureSpec spec) {
		return FailureReport.of(FailureKind.HANDSHAKE, spec.at(Instant.EPOCH)).remedy();
	}

}
