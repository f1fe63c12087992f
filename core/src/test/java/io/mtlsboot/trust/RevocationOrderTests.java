package io.mtlsboot.trust;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.Purpose;
import io.mtlsboot.material.CrlSpec;
import io.mtlsboot.material.TrustMaterial;
import io.mtlsboot.revocation.RevocationQuery;
import io.mtlsboot.revocation.RevocationServices;
import io.mtlsboot.revocation.RevocationSource;
import io.mtlsboot.revocation.RevocationStatus;
import io.mtlsboot.trust.RevocationPolicy.Check;
import io.mtlsboot.trust.RevocationPolicy.OnUnknown;
import io.mtlsboot.trust.RevocationPolicy.Scope;
import io.mtlsboot.x509.KeyPurpose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Who is asked about which certificates, in which order, and what comes of it.
 */
class RevocationOrderTests {

	private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

	private static final Instant SOON = NOW.plusSeconds(600);

	private static final DevCa CA = DevCa.create("shop.example");

	private static final IssuedCertificate WEB = CA.issue((leaf) -> leaf.subject("CN=web")
		.purposes(Purpose.CLIENT_AUTH)
		.notBefore(NOW.minusSeconds(3600))
		.notAfter(NOW.plusSeconds(3600))
		.issuer(CA.clientIssuer()));

	private static final X509Certificate ISSUER = CA.clientIssuer().certificate();

	private static final RevocationStatus GOOD = new RevocationStatus.Good(SOON);

	private static final RevocationStatus REVOKED = new RevocationStatus.Revoked("revoked by the test");

	private static final RevocationStatus UNKNOWN = new RevocationStatus.Unknown("not known to the test");

	private final List<String> asked = new ArrayList<>();

	private final Source crls = new Source("crls");

	private final Source ocsp = new Source("ocsp");

	@ParameterizedTest
	@CsvSource({ "NONE,''", "CRL, 'crls'", "OCSP, 'ocsp'", "CRL_THEN_OCSP, 'crls ocsp'", "OCSP_THEN_CRL, 'ocsp crls'" })
	void verifyWhenNobodyKnowsThenAllAreAskedInOrder(Check check, String order) throws Exception {
		verify(new RevocationPolicy(check, Scope.LEAF, OnUnknown.ACCEPT, Duration.ZERO));
		assertThat(String.join(" ", this.asked)).isEqualTo(order);
	}

	@ParameterizedTest
	@CsvSource({ "CRL_THEN_OCSP, crls", "OCSP_THEN_CRL, ocsp" })
	void verifyWhenTheFirstKnowsThenTheSecondIsNotAsked(Check check, String first) throws Exception {
		this.crls.put(WEB.certificate(), GOOD);
		this.ocsp.put(WEB.certificate(), GOOD);
		verify(new RevocationPolicy(check, Scope.LEAF, OnUnknown.REJECT, Duration.ZERO));
		assertThat(this.asked).containsExactly(first);
	}

	@ParameterizedTest
	@EnumSource(names = { "CRL_THEN_OCSP", "OCSP_THEN_CRL" })
	void verifyWhenOneRevokesAndTheOtherDoesNotKnowThenRejectsWhateverTheOrder(Check check) {
		for (Source source : List.of(this.crls, this.ocsp)) {
			source.put(WEB.certificate(), REVOKED);
			assertThat(reason(new RevocationPolicy(check, Scope.LEAF, OnUnknown.ACCEPT, Duration.ZERO)))
				.isEqualTo(RejectionReason.REVOKED);
			source.put(WEB.certificate(), UNKNOWN);
		}
	}

	@Test
	void verifyWhenScopeIsTheLeafThenIntermediatesAreNotAskedAbout() throws Exception {
		this.ocsp.put(WEB.certificate(), GOOD);
		this.ocsp.put(ISSUER, REVOKED);
		assertThat(verify(policy(Scope.LEAF, OnUnknown.REJECT, Duration.ZERO)).validUntil()).isEqualTo(SOON);
		assertThat(reason(policy(Scope.CHAIN, OnUnknown.REJECT, Duration.ZERO))).isEqualTo(RejectionReason.REVOKED);
		this.ocsp.put(ISSUER, UNKNOWN);
		assertThat(reason(policy(Scope.CHAIN, OnUnknown.REJECT, Duration.ZERO)))
			.isEqualTo(RejectionReason.REVOCATION_UNKNOWN);
	}

	@Test
	void verifyWhenNothingIsKnownOfTheIssuerThenTheLeafIsAskedAboutAllTheSame() {
		this.ocsp.put(WEB.certificate(), REVOKED);
		assertThat(reason(policy(Scope.CHAIN, OnUnknown.ACCEPT, Duration.ZERO))).isEqualTo(RejectionReason.REVOKED);
		assertThat(reason(policy(Scope.CHAIN, OnUnknown.REJECT, Duration.ZERO))).isEqualTo(RejectionReason.REVOKED);
	}

	@Test
	void verifyWhenLeafIsShortLivedThenIsNotAskedAboutAndOthersAre() throws Exception {
		Duration lifetime = Duration.ofHours(2);
		this.ocsp.put(WEB.certificate(), REVOKED);
		assertThat(reason(policy(Scope.LEAF, OnUnknown.REJECT, lifetime))).as("not below")
			.isEqualTo(RejectionReason.REVOKED);
		assertThat(verify(policy(Scope.LEAF, OnUnknown.REJECT, lifetime.plusSeconds(1))).leaf())
			.isEqualTo(WEB.certificate());
		assertThat(reason(policy(Scope.CHAIN, OnUnknown.REJECT, lifetime.plusSeconds(1))))
			.isEqualTo(RejectionReason.REVOCATION_UNKNOWN);
	}

	@Test
	void verifyWhenUnknownIsAcceptedThenIsAskedAgainAfterAMinute() throws Exception {
		assertThat(verify(policy(Scope.LEAF, OnUnknown.ACCEPT, Duration.ZERO)).validUntil())
			.isEqualTo(NOW.plusSeconds(60));
		this.ocsp.put(WEB.certificate(), GOOD);
		assertThat(verify(policy(Scope.LEAF, OnUnknown.ACCEPT, Duration.ZERO)).validUntil()).isEqualTo(SOON);
	}

	@Test
	void listFromAFileThatIsStillCurrentDoesNotHideANewerOneThatRevokes() throws Exception {
		X509CRL file = CrlSpec.of(CA.clientIssuer()).nextUpdate(SOON).sign();
		RevocationPolicy policy = new RevocationPolicy(Check.CRL, Scope.LEAF, OnUnknown.REJECT, Duration.ZERO);
		assertThat(verify(policy, file).validUntil()).isEqualTo(SOON);
		assertThat(this.crls.waited).as("nobody waits where a file says it").isFalse();
		this.crls.put(WEB.certificate(), REVOKED);
		assertThat(reason(policy, file)).isEqualTo(RejectionReason.REVOKED);
		X509CRL revoking = CrlSpec.of(CA.clientIssuer()).nextUpdate(SOON).revoke(WEB, 1).sign();
		this.crls.put(WEB.certificate(), GOOD);
		assertThat(reason(policy, revoking)).isEqualTo(RejectionReason.REVOKED);
	}

	@Test
	void verifyWhenFilesSayNothingThenWhatIsFetchedDoesAndIsWaitedFor() throws Exception {
		RevocationPolicy policy = new RevocationPolicy(Check.CRL, Scope.LEAF, OnUnknown.REJECT, Duration.ZERO);
		PeerRejectedException rejection = catchThrowableOfType(PeerRejectedException.class, () -> verify(policy));
		assertThat(rejection.evidence()).contains("known: none").endsWith("; not known to the test");
		assertThat(this.crls.waited).isTrue();
		this.crls.put(WEB.certificate(), GOOD);
		assertThat(verify(policy).validUntil()).isEqualTo(SOON);
	}

	private static RevocationPolicy policy(Scope scope, OnUnknown onUnknown, Duration lifetime) {
		return new RevocationPolicy(Check.OCSP, scope, onUnknown, lifetime);
	}

	private RejectionReason reason(RevocationPolicy policy, X509CRL... crls) {
		PeerRejectedException rejection = catchThrowableOfType(PeerRejectedException.class, () -> verify(policy, crls));
		assertThat(rejection).isNotNull();
		return rejection.reason();
	}

	private VerifiedPeer verify(RevocationPolicy policy, X509CRL... crls) throws PeerRejectedException {
		TrustMaterial trust = TrustMaterial.of(List.of(CA.rootCertificate()), "test").withCrls(List.of(crls), "test");
		return PeerVerifier
			.pkix(trust, VerificationPolicy.DEFAULT.withRevocation(policy),
					new RevocationServices(this.crls, this.ocsp), Clock.fixed(NOW, ZoneOffset.UTC))
			.verify(WEB.chain(), KeyPurpose.CLIENT_AUTH);
	}

	private final class Source implements RevocationSource {

		private final Map<X509Certificate, RevocationStatus> answers = new HashMap<>();

		private final String name;

		private boolean waited;

		Source(String name) {
			this.name = name;
		}

		void put(X509Certificate certificate, RevocationStatus status) {
			this.answers.put(certificate, status);
		}

		@Override
		public RevocationStatus status(RevocationQuery query) {
			RevocationOrderTests.this.asked.add(this.name);
			this.waited |= query.mayWait();
			return this.answers.getOrDefault(query.certificate(), UNKNOWN);
		}

	}

}
