package io.mtlsboot.trust;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.LeafSpec;
import io.mtlsboot.identity.IdentityExtractor;
import io.mtlsboot.identity.IdentityPattern;
import io.mtlsboot.identity.IdentityType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class PeerAuthorizerTests {

	private static final DevCa CA = DevCa.create("shop.example");

	private static final IdentityPattern ORDERS = IdentityPattern.parse("spiffe://shop.example/orders");

	private static final VerifiedPeer SPIFFE_ONLY = peer((leaf) -> leaf.spiffeId("spiffe://shop.example/orders"));

	private static final VerifiedPeer HOST_ONLY = peer((leaf) -> leaf.dns("orders.shop.example").ip("127.0.0.1"));

	private static final VerifiedPeer BOTH = peer(
			(leaf) -> leaf.spiffeId("spiffe://shop.example/orders").dns("orders.shop.example"));

	private static final VerifiedPeer NAMELESS = peer((leaf) -> leaf.subject("CN=orders.shop.example"));

	@Test
	void callersWhenIdentityMatchesThenAdmits() {
		assertThatNoException()
			.isThrownBy(() -> callers("dns:web", "spiffe://shop.example/*").authorize(SPIFFE_ONLY, null));
	}

	@Test
	void callersWhenIdentityDoesNotMatchThenSaysBothSides() {
		PeerRejectedException rejection = refusal(callers("spiffe://shop.example/web"), SPIFFE_ONLY, null);
		assertThat(rejection.reason()).isEqualTo(RejectionReason.IDENTITY_NOT_ADMITTED);
		assertThat(rejection.evidence())
			.isEqualTo("admitted: 'spiffe://shop.example/web', identity: 'spiffe://shop.example/orders'");
	}

	@Test
	void callersWhenThereIsNoIdentityThenRefuses() {
		PeerRejectedException rejection = refusal(callers("spiffe://shop.example/**"), NAMELESS, null);
		assertThat(rejection.reason()).isEqualTo(RejectionReason.IDENTITY_NOT_ADMITTED);
		assertThat(rejection.evidence()).endsWith("identity: none");
	}

	@Test
	void callersWhenThereAreNoPatternsThenAdmitsNobody() {
		assertThat(refusal(callers(), SPIFFE_ONLY, null).evidence()).startsWith("admitted: nobody");
	}

	@Test
	void anyVerifiedCallerWhenNamelessThenAdmits() {
		assertThatNoException().isThrownBy(() -> PeerAuthorizer.anyVerifiedCaller().authorize(NAMELESS, null));
	}

	@ParameterizedTest
	@ValueSource(strings = { "orders.shop.example", "ORDERS.shop.example", "127.0.0.1" })
	void hostNameWhenItIsInTheCertificateThenAdmits(String host) {
		assertThatNoException().isThrownBy(() -> PeerAuthorizer.hostName().authorize(HOST_ONLY, host));
	}

	@Test
	void hostNameWhenItIsAnotherThenSaysBothSides() {
		PeerRejectedException rejection = refusal(PeerAuthorizer.hostName(), HOST_ONLY, "audit.shop.example");
		assertThat(rejection.reason()).isEqualTo(RejectionReason.HOST_NAME_MISMATCH);
		assertThat(rejection.evidence()).contains("host called: 'audit.shop.example'")
			.contains("'orders.shop.example'")
			.contains("'127.0.0.1'");
	}

	@Test
	void hostNameWhenHostIsNotKnownThenRefuses() {
		assertThat(refusal(PeerAuthorizer.hostName(), HOST_ONLY, null).reason())
			.isEqualTo(RejectionReason.HOST_NAME_MISMATCH);
	}

	@Test
	void hostNameWhenOnlyTheCommonNameMatchesThenRefuses() {
		assertThat(refusal(PeerAuthorizer.hostName(), NAMELESS, "orders.shop.example").reason())
			.isEqualTo(RejectionReason.HOST_NAME_MISMATCH);
	}

	@Test
	void hostNameWhenOnlyASpiffeIdIsThereThenRefuses() {
		assertThat(refusal(PeerAuthorizer.hostName(), SPIFFE_ONLY, "orders.shop.example").reason())
			.isEqualTo(RejectionReason.HOST_NAME_MISMATCH);
	}

	@Test
	void hostNameWhenThereAreManyNamesThenTheEvidenceIsBounded() {
		String[] names = new String[100];
		for (int i = 0; i < names.length; i++) {
			names[i] = "host" + i + ".shop.example";
		}
		assertThat(refusal(PeerAuthorizer.hostName(), peer((leaf) -> leaf.dns(names)), "other").evidence())
			.endsWith("and 95 more");
	}

	@Test
	void calleeWhenSpiffeIdMatchesAndThereIsNoHostNameThenTheIdentityStandsInForIt() {
		assertThatNoException()
			.isThrownBy(() -> PeerAuthorizer.callee(ORDERS).authorize(SPIFFE_ONLY, "orders.default.svc"));
		assertThatNoException().isThrownBy(() -> PeerAuthorizer.callee(ORDERS).authorize(SPIFFE_ONLY, null));
	}

	@Test
	void calleeWhenSpiffeIdMatchesButTheHostNameIsAnotherThenRefuses() {
		assertThat(refusal(PeerAuthorizer.callee(ORDERS), BOTH, "audit.shop.example").reason())
			.isEqualTo(RejectionReason.HOST_NAME_MISMATCH);
	}

	@Test
	void calleeWhenBothMatchThenAdmits() {
		assertThatNoException().isThrownBy(() -> PeerAuthorizer.callee(ORDERS).authorize(BOTH, "orders.shop.example"));
	}

	@Test
	void calleeWhenHostNameMatchesButTheIdentityIsAnotherThenRefuses() {
		IdentityPattern audit = IdentityPattern.parse("spiffe://shop.example/audit");
		assertThat(refusal(PeerAuthorizer.callee(audit), BOTH, "orders.shop.example").reason())
			.isEqualTo(RejectionReason.IDENTITY_NOT_ADMITTED);
	}

	@Test
	void calleeWhenIdentityIsNoSpiffeIdThenTheHostNameMustMatchToo() {
		PeerAuthorizer callee = PeerAuthorizer.callee(IdentityPattern.parse("cn:orders.shop.example"));
		assertThat(refusal(callee, NAMELESS, "orders.shop.example").reason())
			.isEqualTo(RejectionReason.HOST_NAME_MISMATCH);
	}

	private static PeerAuthorizer callers(String... patterns) {
		List<IdentityPattern> parsed = Arrays.stream(patterns).map(IdentityPattern::parse).toList();
		return PeerAuthorizer.callers(parsed,
				IdentityExtractor.inOrder(List.of(IdentityType.SPIFFE_ID, IdentityType.DNS)));
	}

	private static VerifiedPeer peer(Consumer<LeafSpec> customizer) {
		IssuedCertificate certificate = CA.issue((leaf) -> customizer.accept(leaf.subject("CN=orders")));
		return new VerifiedPeer(List.of(certificate.certificate()), CA.rootCertificate(),
				certificate.certificate().getNotAfter().toInstant());
	}

	private static PeerRejectedException refusal(PeerAuthorizer authorizer, VerifiedPeer peer, String host) {
		return catchThrowableOfType(PeerRejectedException.class, () -> authorizer.authorize(peer, host));
	}

}
