package io.mtlsboot.revocation.ocsp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.Purpose;
import io.mtlsboot.material.TrustMaterial;
import io.mtlsboot.revocation.Fetcher;
import io.mtlsboot.revocation.RevocationServices;
import io.mtlsboot.revocation.ocsp.OcspSettings.NoncePolicy;
import io.mtlsboot.trust.PeerRejectedException;
import io.mtlsboot.trust.PeerVerifier;
import io.mtlsboot.trust.RejectionReason;
import io.mtlsboot.trust.RevocationPolicy;
import io.mtlsboot.trust.RevocationPolicy.Check;
import io.mtlsboot.trust.RevocationPolicy.OnUnknown;
import io.mtlsboot.trust.RevocationPolicy.Scope;
import io.mtlsboot.trust.VerificationPolicy;
import io.mtlsboot.x509.KeyPurpose;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What becomes of a peer for each answer of a responder, by the whole way from the
 * verifier of peers to HTTP.
 */
class OcspPolicyTests {

	private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

	/** For answers that a machine busy with other things may bring late. */
	private static final OcspSettings PATIENT = OcspSettings.DEFAULT.withTimeout(Duration.ofSeconds(30));

	private static final DevCa CA = DevCa.create("shop.example");

	private static final DevCa IMPOSTOR = CA.impostor();

	private final CountDownLatch end = new CountDownLatch(1);

	private LoopbackResponder responder;

	@BeforeEach
	void start() throws IOException {
		this.responder = new LoopbackResponder();
	}

	@AfterEach
	void stop() {
		this.end.countDown();
		this.responder.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			textBlock = """
					GOOD           | REJECT |                    |
					GOOD           | ACCEPT |                    |
					REVOKED        | REJECT | REVOKED            | reason KEY_COMPROMISE, by the OCSP answer of '<uri>' of
					REVOKED        | ACCEPT | REVOKED            | reason KEY_COMPROMISE, by the OCSP answer of '<uri>' of
					UNKNOWN        | REJECT | REVOCATION_UNKNOWN | '<uri>' does not know the certificate (answered 'unknown', expected 'good')
					UNKNOWN        | ACCEPT |                    |
					TRY_LATER      | REJECT | REVOCATION_UNKNOWN | '<uri>' answered 'tryLater' (expected 'successful')
					TRY_LATER      | ACCEPT |                    |
					INTERNAL_ERROR | REJECT | REVOCATION_UNKNOWN | '<uri>' answered 'internalError' (expected 'successful')
					INTERNAL_ERROR | ACCEPT |                    |
					TIME_OUT       | REJECT | REVOCATION_UNKNOWN | '<uri>' did not answer within PT0.2S
					TIME_OUT       | ACCEPT |                    |
					STALE          | REJECT | REVOCATION_UNKNOWN | '<uri>' sent an answer that is stale since
					STALE          | ACCEPT |                    |
					WRONG_NONCE    | REJECT | REVOCATION_UNKNOWN | '<uri>' sent an answer with another nonce (expected that of the request)
					WRONG_NONCE    | ACCEPT |                    |
					WRONG_SIGNER   | REJECT | REVOCATION_UNKNOWN | whose key has not made the signature (expected one of 'CN=shop.example dev client CA'
					WRONG_SIGNER   | ACCEPT |                    |
					""")
	void verifyWhenResponderAnswersThenPolicyDecides(Kind kind, OnUnknown onUnknown, RejectionReason reason,
			String evidence) throws Exception {
		this.responder.answering((request) -> answer(kind, new OCSPReq(request)));
		OcspSettings settings = (kind != Kind.TIME_OUT) ? PATIENT : PATIENT.withTimeout(Duration.ofMillis(200));
		assertVerdict(settings, onUnknown, reason, evidence);
		// Who does not wait for long does not know whether it has been sent
		assertThat(this.responder.requests()).isBetween((kind != Kind.TIME_OUT) ? 1 : 0, 1);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			textBlock = """
					MALFORMED_REQUEST | REVOCATION_UNKNOWN | '<uri>' answered 'malformedRequest' (expected 'successful')
					SIG_REQUIRED      | REVOCATION_UNKNOWN | '<uri>' answered 'sigRequired' (expected 'successful')
					UNAUTHORIZED      | REVOCATION_UNKNOWN | '<uri>' answered 'unauthorized' (expected 'successful')
					FUTURE            | REVOCATION_UNKNOWN | '<uri>' sent an answer that holds from
					OTHER_SERIAL      | REVOCATION_UNKNOWN | '<uri>' answered for another certificate (expected an answer for that serial number
					GARBAGE           | REVOCATION_UNKNOWN | '<uri>' sent no valid OCSP answer: Unable to read DER
					NOTHING           | REVOCATION_UNKNOWN | '<uri>' sent no valid OCSP answer: Unable to read DER
					OVERSIZED         | REVOCATION_UNKNOWN | '<uri>' could not be asked: expected at most 65536 octets
					""")
	void verifyWhenResponderSendsAnythingElseThenUnknown(Kind kind, RejectionReason reason, String evidence)
			throws Exception {
		this.responder.answering((request) -> answer(kind, new OCSPReq(request)));
		assertVerdict(PATIENT, OnUnknown.REJECT, reason, evidence);
	}

	@Test
	void verifyWhenNobodyListensThenUnknown() throws Exception {
		this.responder.close();
		assertVerdict(PATIENT, OnUnknown.REJECT, RejectionReason.REVOCATION_UNKNOWN,
				"'<uri>' could not be asked: Connection refused");
	}

	@Test
	void verifyWhenNonceIsRequiredAndMissingThenUnknown() throws Exception {
		this.responder.answering((request) -> answerTo(new OCSPReq(request)).withoutExtensions().sign());
		assertVerdict(PATIENT, OnUnknown.REJECT, null, null);
		assertVerdict(PATIENT.withNonce(NoncePolicy.REQUIRE), OnUnknown.REJECT, RejectionReason.REVOCATION_UNKNOWN,
				"'<uri>' sent an answer without a nonce (expected that of the request)");
	}

	@Test
	void verifyWhenResponderIsConfiguredThenAsksItAndTrustsIt() throws Exception {
		this.responder.answering((request) -> answerTo(new OCSPReq(request)).sign());
		IssuedCertificate web = web(LoopbackResponder.access("http://127.0.0.1:1/"));
		OcspSettings settings = PATIENT.withResponder(this.responder.uri());
		try (OcspClient client = new OcspClient(settings, (request) -> {
			assertThat(request.trusted()).isTrue();
			return LoopbackResponder.fetch(request);
		})) {
			verifier(client, OnUnknown.REJECT).verify(web.chain(), KeyPurpose.CLIENT_AUTH);
		}
		assertThat(this.responder.requests()).isEqualTo(1);
	}

	@Test
	void verifyWhenCertificateNamesTheResponderThenIsNotTrusted() throws Exception {
		this.responder.answering((request) -> answerTo(new OCSPReq(request)).sign());
		IssuedCertificate web = web(
				LoopbackResponder.access("ldap://127.0.0.1/", "https://127.0.0.1/", this.responder.uri().toString()));
		try (OcspClient client = new OcspClient(PATIENT, (request) -> {
			assertThat(request.trusted()).isFalse();
			return LoopbackResponder.fetch(request);
		})) {
			verifier(client, OnUnknown.REJECT).verify(web.chain(), KeyPurpose.CLIENT_AUTH);
		}
	}

	@Test
	void verifyWhenCertificateNamesNoResponderThenUnknown() throws Exception {
		for (byte[] access : List.of(LoopbackResponder.access("https://127.0.0.1/"),
				LoopbackResponder.access("http://:80 /", "http:///"))) {
			try (OcspClient client = client(PATIENT)) {
				PeerRejectedException rejection = rejection(client, web(access), OnUnknown.REJECT);
				assertThat(rejection.evidence())
					.contains("known: none, the certificate names no OCSP responder that is asked by http, now ");
			}
		}
	}

	@Test
	void verifyWhenAnswerIsKnownThenVerdictEndsWithIt() throws Exception {
		this.responder
			.answering((request) -> answerTo(new OCSPReq(request)).from(NOW).until(NOW.plusSeconds(600)).sign());
		try (OcspClient client = client(PATIENT)) {
			IssuedCertificate web = web(this.responder.access());
			for (int i = 0; i < 5; i++) {
				assertThat(verifier(client, OnUnknown.REJECT).verify(web.chain(), KeyPurpose.CLIENT_AUTH).validUntil())
					.isEqualTo(NOW.plusSeconds(600));
			}
		}
		assertThat(this.responder.requests()).isEqualTo(1);
	}

	private byte[] answer(Kind kind, OCSPReq request) throws Exception {
		return switch (kind) {
			case GOOD -> answerTo(request).sign();
			case REVOKED -> answerTo(request).revoked(NOW, CRLReason.keyCompromise).sign();
			case UNKNOWN -> answerTo(request).unknown().sign();
			case TRY_LATER -> AnswerSpec.error(OCSPRespBuilder.TRY_LATER);
			case INTERNAL_ERROR -> AnswerSpec.error(OCSPRespBuilder.INTERNAL_ERROR);
			case MALFORMED_REQUEST -> AnswerSpec.error(OCSPRespBuilder.MALFORMED_REQUEST);
			case SIG_REQUIRED -> AnswerSpec.error(OCSPRespBuilder.SIG_REQUIRED);
			case UNAUTHORIZED -> AnswerSpec.error(OCSPRespBuilder.UNAUTHORIZED);
			case TIME_OUT -> {
				assertThat(this.end.await(1, TimeUnit.MINUTES)).isTrue();
				yield new byte[0];
			}
			case STALE -> answerTo(request).from(NOW.minusSeconds(60)).until(NOW.minusSeconds(1)).sign();
			case FUTURE -> answerTo(request).from(NOW.plusSeconds(600)).sign();
			case WRONG_NONCE -> answerTo(request).withoutExtensions().nonce(new byte[32]).sign();
			case WRONG_SIGNER -> AnswerSpec.of(IMPOSTOR.clientIssuer()).to(request).sign();
			case OTHER_SERIAL -> AnswerSpec.of(CA.clientIssuer()).about(CA.root().certificate()).sign();
			case GARBAGE -> "<html>It works!</html>".getBytes(StandardCharsets.UTF_8);
			case NOTHING -> new byte[0];
			case OVERSIZED -> new byte[OcspResponse.MAX_LENGTH + 1];
		};
	}

	private static AnswerSpec answerTo(OCSPReq request) {
		return AnswerSpec.of(CA.clientIssuer()).to(request);
	}

	private void assertVerdict(OcspSettings settings, OnUnknown onUnknown, RejectionReason reason, String evidence)
			throws Exception {
		IssuedCertificate web = web(this.responder.access());
		try (OcspClient client = client(settings)) {
			if (reason == null) {
				assertThat(verifier(client, onUnknown).verify(web.chain(), KeyPurpose.CLIENT_AUTH).leaf())
					.isEqualTo(web.certificate());
				return;
			}
			PeerRejectedException rejection = rejection(client, web, onUnknown);
			assertThat(rejection.reason()).isEqualTo(reason);
			assertThat(rejection.certificate()).isEqualTo(web.certificate());
			assertThat(rejection.evidence()).contains(evidence.replace("<uri>", this.responder.uri().toString()))
				.contains("serial number " + web.certificate().getSerialNumber().toString(16));
		}
	}

	private static PeerRejectedException rejection(OcspClient client, IssuedCertificate web, OnUnknown onUnknown) {
		return catchThrowableOfType(PeerRejectedException.class,
				() -> verifier(client, onUnknown).verify(web.chain(), KeyPurpose.CLIENT_AUTH));
	}

	private static OcspClient client(OcspSettings settings) {
		// Time enough for the client to find out by itself that it has waited for too
		// long
		return new OcspClient(settings,
				(request) -> LoopbackResponder.fetch(new Fetcher.Request(request.uri(), request.trusted(),
						request.body(), request.contentType(), null, request.maxBytes(), Duration.ofSeconds(30))));
	}

	private static PeerVerifier verifier(OcspClient client, OnUnknown onUnknown) {
		TrustMaterial trust = TrustMaterial.of(List.of(CA.rootCertificate()), "test anchors");
		VerificationPolicy policy = VerificationPolicy.DEFAULT
			.withRevocation(new RevocationPolicy(Check.OCSP, Scope.LEAF, onUnknown, Duration.ZERO));
		return PeerVerifier.pkix(trust, policy, new RevocationServices(RevocationServices.NONE.crls(), client),
				Clock.fixed(NOW, ZoneOffset.UTC));
	}

	private static IssuedCertificate web(byte[] access) {
		return CA.issue((leaf) -> leaf.subject("CN=web")
			.spiffeId("spiffe://shop.example/web")
			.purposes(Purpose.CLIENT_AUTH)
			.extension("1.3.6.1.5.5.7.1.1", false, access));
	}

	enum Kind {

		GOOD, REVOKED, UNKNOWN, TRY_LATER, INTERNAL_ERROR, MALFORMED_REQUEST, SIG_REQUIRED, UNAUTHORIZED, TIME_OUT,
		STALE, FUTURE, WRONG_NONCE, WRONG_SIGNER, OTHER_SERIAL, GARBAGE, NOTHING, OVERSIZED

	}

}
