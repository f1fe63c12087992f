package io.mtlsboot.revocation.ocsp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.mtlsboot.AdjustableClock;
import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.revocation.Fetcher;
import io.mtlsboot.revocation.RevocationQuery;
import io.mtlsboot.revocation.RevocationStatus;
import io.mtlsboot.revocation.RevocationStatus.Good;
import io.mtlsboot.revocation.RevocationStatus.Revoked;
import io.mtlsboot.revocation.RevocationStatus.Unknown;
import io.mtlsboot.revocation.ocsp.OcspSettings.NoncePolicy;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class OcspClientTests {

	private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

	private static final Duration HOUR = Duration.ofHours(1);

	private static final DevCa CA = DevCa.create("shop.example");

	private static final IssuedCertificate ISSUER = CA.clientIssuer();

	private static final IssuedCertificate WEB = issue("http://127.0.0.1/ocsp");

	private static final IssuedCertificate BATCH = issue("http://127.0.0.1/ocsp");

	private static final IssuedCertificate ELSEWHERE = issue("http://127.0.0.2/ocsp");

	private final AdjustableClock clock = new AdjustableClock(NOW);

	private final ManualBackground background = ManualBackground.immediate();

	private final ScriptedFetcher fetcher = new ScriptedFetcher();

	private final OcspClient client = client(OcspSettings.DEFAULT);

	@Test
	void statusWhenKnownThenAsksNobodyUntilItEnds() {
		this.fetcher.answer = this::good;
		assertThat(ask(WEB)).isEqualTo(new Good(NOW.plus(HOUR)));
		this.clock.advance(HOUR);
		assertThat(ask(WEB)).isEqualTo(new Good(NOW.plus(HOUR)));
		assertThat(this.fetcher.requests).isEqualTo(1);
		this.clock.advance(Duration.ofSeconds(1));
		assertThat(ask(WEB)).isEqualTo(new Good(NOW.plusSeconds(1).plus(HOUR).plus(HOUR)));
		assertThat(this.fetcher.requests).isEqualTo(2);
		assertThat(this.client.epoch()).isZero();
	}

	@Test
	void statusWhenClocksMayDifferThenGoodUntilTheSkewHasPassed() {
		this.fetcher.answer = this::good;
		Duration skew = Duration.ofSeconds(30);
		assertThat(ask(WEB, skew, true)).isEqualTo(new Good(NOW.plus(HOUR).plus(skew)));
		this.clock.advance(HOUR.plus(skew));
		assertThat(ask(WEB, skew, true)).isEqualTo(new Good(NOW.plus(HOUR).plus(skew)));
		assertThat(this.fetcher.requests).isEqualTo(1);
	}

	@Test
	void statusWhenAnswerIsMadeWhileItIsWaitedForThenCounts() {
		this.fetcher.answer = (request) -> {
			this.clock.advance(Duration.ofSeconds(1));
			return answer(request).from(NOW.plusSeconds(1)).until(NOW.plus(HOUR)).sign();
		};
		assertThat(ask(WEB)).isEqualTo(new Good(NOW.plus(HOUR)));
		assertThat(this.fetcher.requests).isEqualTo(1);
	}

	@Test
	void statusWhenIssuerHasAnotherKeyThenIsAnotherCertificate() {
		this.fetcher.answer = this::good;
		assertThat(ask(WEB)).isInstanceOf(Good.class);
		RevocationStatus other = this.client.status(query(WEB, CA.impostor().clientIssuer(), List.of(), true));
		assertThat(unknown(other)).contains("whose key has not made the signature");
		assertThat(this.fetcher.requests).isEqualTo(2);
	}

	@Test
	void statusWhenRevokedThenStaysRevokedBeyondTheEndOfTheAnswer() {
		this.fetcher.answer = (request) -> answer(request).revoked(NOW, CRLReason.keyCompromise).sign();
		assertThat(ask(WEB)).isInstanceOf(Revoked.class);
		this.clock.advance(Duration.ofDays(30));
		this.fetcher.answer = this::good;
		assertThat(ask(WEB)).isInstanceOf(Revoked.class);
		assertThat(this.fetcher.requests).isEqualTo(1);
	}

	@Test
	void attackWhenPeerSendsANewerGoodStapleThenStaysRevoked() throws Exception {
		this.fetcher.answer = (request) -> answer(request).revoked(NOW, CRLReason.keyCompromise).sign();
		assertThat(ask(WEB)).isInstanceOf(Revoked.class);
		assertThat(stapled(WEB, staple(WEB).from(NOW.plusSeconds(60)).until(NOW.plus(HOUR)).sign()))
			.isInstanceOf(Revoked.class);
		this.clock.advance(Duration.ofSeconds(90));
		assertThat(stapled(WEB, staple(WEB).from(NOW.plusSeconds(60)).until(NOW.plus(HOUR)).sign()))
			.isInstanceOf(Revoked.class);
	}

	@Test
	void statusWhenOnHoldThenOnlyANewerGoodAnswerEndsIt() {
		this.fetcher.answer = (request) -> answer(request).revoked(NOW, CRLReason.certificateHold).sign();
		assertThat(ask(WEB)).isInstanceOf(Revoked.class);
		this.clock.advance(HOUR.plusSeconds(1));
		this.fetcher.answer = (request) -> {
			throw new IOException("down");
		};
		assertThat(ask(WEB)).isInstanceOf(Revoked.class);
		this.clock.advance(Duration.ofSeconds(1));
		this.fetcher.answer = (request) -> answer(request).from(NOW).until(NOW.plus(Duration.ofDays(1))).sign();
		assertThat(ask(WEB)).as("not newer").isInstanceOf(Revoked.class);
		this.fetcher.answer = this::good;
		assertThat(ask(WEB)).isInstanceOf(Good.class);
	}

	@Test
	void epochWhenAGoodCertificateIsRevokedThenGrows() {
		this.fetcher.answer = this::good;
		ask(WEB);
		ask(BATCH);
		this.fetcher.answer = (request) -> answer(request).revoked(NOW, CRLReason.keyCompromise).sign();
		assertThat(this.client.epoch()).isZero();
		this.background.fire();
		assertThat(this.client.epoch()).isEqualTo(1);
		assertThat(ask(WEB)).isInstanceOf(Revoked.class);
		assertThat(ask(BATCH)).isInstanceOf(Good.class);
	}

	@Test
	void epochWhenAnAnswerArrivesThatNobodyWaitedForThenGrows() {
		this.background.setImmediate(false);
		this.fetcher.answer = this::good;
		assertThat(unknown(ask(WEB, Duration.ZERO, false)))
			.contains("'http://127.0.0.1/ocsp' is being asked (expected an answer that is known already)");
		assertThat(unknown(ask(WEB, Duration.ZERO, false))).contains("is being asked");
		assertThat(this.background.waiting()).isEqualTo(1);
		assertThat(this.client.epoch()).isZero();
		this.background.runAll();
		assertThat(this.client.epoch()).isEqualTo(1);
		assertThat(ask(WEB, Duration.ZERO, false)).isInstanceOf(Good.class);
		assertThat(this.fetcher.requests).isEqualTo(1);
	}

	@Test
	void statusWhenSlowResponderHasFiftyCallersThenIsAskedOnce() throws Exception {
		CountDownLatch asked = new CountDownLatch(1);
		CountDownLatch end = new CountDownLatch(1);
		this.fetcher.answer = (request) -> {
			asked.countDown();
			assertThat(end.await(1, TimeUnit.MINUTES)).isTrue();
			return good(request);
		};
		ExecutorService callers = Executors.newFixedThreadPool(50);
		try (OcspClient real = new OcspClient(OcspSettings.DEFAULT.withTimeout(Duration.ofSeconds(30)), this.fetcher,
				this.clock, new BackgroundThreads(), () -> 0)) {
			List<Future<RevocationStatus>> answers = new ArrayList<>();
			for (int i = 0; i < 50; i++) {
				answers.add(callers.submit(() -> real.status(query(WEB, ISSUER, List.of(), true))));
			}
			assertThat(asked.await(1, TimeUnit.MINUTES)).isTrue();
			end.countDown();
			for (Future<RevocationStatus> answer : answers) {
				assertThat(answer.get(1, TimeUnit.MINUTES)).isInstanceOf(Good.class);
			}
			assertThat(this.fetcher.requests).isEqualTo(1);
			assertThat(real.epoch()).isZero();
		}
		finally {
			callers.shutdownNow();
		}
	}

	@Test
	void statusWhenResponderIsDeadThenOthersDoNotWaitForIt() {
		this.background.setImmediate(false);
		OcspClient impatient = client(OcspSettings.DEFAULT.withTimeout(Duration.ofMillis(1)));
		assertThat(unknown(impatient.status(query(WEB, ISSUER, List.of(), true))))
			.contains("'http://127.0.0.1/ocsp' did not answer within PT0.001S");
		assertThat(unknown(impatient.status(query(WEB, ISSUER, List.of(), true))))
			.contains("is left alone for a moment since it failed: it did not answer within PT0.001S");
		assertThat(unknown(impatient.status(query(BATCH, ISSUER, List.of(), true))))
			.contains("is left alone for a moment since it failed");
		assertThat(this.background.waiting()).isEqualTo(1);
		impatient.status(query(ELSEWHERE, ISSUER, List.of(), true));
		assertThat(this.background.waiting()).as("another responder").isEqualTo(2);
	}

	@Test
	void statusWhenAnswerComesTooLateThenIsUsedAllTheSame() {
		this.background.setImmediate(false);
		this.fetcher.answer = this::good;
		OcspClient impatient = client(OcspSettings.DEFAULT.withTimeout(Duration.ofMillis(1)));
		assertThat(impatient.status(query(WEB, ISSUER, List.of(), true))).isInstanceOf(Unknown.class);
		this.background.runAll();
		assertThat(this.fetcher.requests).as("it has been found to fail before it was asked").isZero();
		this.clock.advance(Duration.ofSeconds(1));
		this.background.setImmediate(true);
		assertThat(impatient.status(query(WEB, ISSUER, List.of(), true))).isInstanceOf(Good.class);
		assertThat(impatient.epoch()).isEqualTo(1);
	}

	@Test
	void statusWhenResponderFailsThenIsTriedByOneAfterEachPause() {
		this.fetcher.answer = (request) -> {
			throw new IOException("connection refused");
		};
		assertThat(unknown(ask(WEB))).contains("'http://127.0.0.1/ocsp' could not be asked: connection refused");
		assertThat(unknown(ask(BATCH))).contains("is left alone for a moment since it failed: it could not be asked");
		assertThat(this.fetcher.requests).isEqualTo(1);
		this.clock.advance(Duration.ofSeconds(1));
		ask(BATCH);
		assertThat(this.fetcher.requests).isEqualTo(2);
		this.clock.advance(Duration.ofSeconds(1));
		ask(BATCH);
		assertThat(this.fetcher.requests).as("twice as long").isEqualTo(2);
		this.clock.advance(Duration.ofSeconds(1));
		this.background.setImmediate(false);
		assertThat(unknown(ask(BATCH, Duration.ZERO, false))).contains("is being asked");
		assertThat(unknown(ask(WEB, Duration.ZERO, false))).as("one probes").contains("is left alone");
		this.fetcher.answer = this::good;
		this.background.runAll();
		this.background.setImmediate(true);
		assertThat(ask(WEB)).isInstanceOf(Good.class);
		assertThat(ask(BATCH)).isInstanceOf(Good.class);
	}

	@Test
	void statusWhenResponderFailsForLongThenPausesAreBounded() {
		this.fetcher.answer = (request) -> {
			throw new IOException("down");
		};
		for (int i = 1; i <= 100; i++) {
			ask(WEB);
			assertThat(this.fetcher.requests).isEqualTo(i);
			this.clock.advance(OcspSettings.DEFAULT.maxBackoff());
		}
	}

	@Test
	void statusWhenClockIsSetBackThenPausesDoNotGrow() {
		this.fetcher.answer = (request) -> {
			throw new IOException("down");
		};
		ask(WEB);
		this.clock.advance(Duration.ofDays(-1));
		ask(WEB);
		assertThat(this.fetcher.requests).isEqualTo(2);
	}

	@Test
	void statusWhenAnswerIsOfNoUseThenIsRememberedForThatCertificateOnly() {
		this.fetcher.answer = (request) -> answer(request).unknown().sign();
		assertThat(unknown(ask(WEB))).contains("does not know the certificate");
		assertThat(unknown(ask(WEB))).contains("does not know the certificate");
		assertThat(this.fetcher.requests).isEqualTo(1);
		this.fetcher.answer = this::good;
		assertThat(ask(BATCH)).isInstanceOf(Good.class);
		this.clock.advance(Duration.ofSeconds(1));
		assertThat(ask(WEB)).isInstanceOf(Good.class);
	}

	@Test
	void statusWhenTooManyRequestsAreUnderWayThenUnknownAtOnce() {
		this.background.setFull(true);
		assertThat(unknown(ask(WEB))).contains("was not asked, since too many requests are under way");
		this.background.setFull(false);
		this.fetcher.answer = this::good;
		assertThat(ask(WEB)).isInstanceOf(Good.class);
	}

	@Test
	void statusWhenTooManyCertificatesThenForgetsWhatWasUsedLongAgo() {
		OcspClient small = new OcspClient(new OcspSettings(null, NoncePolicy.SEND, OcspSettings.DEFAULT.idHash(),
				Duration.ofSeconds(30), HOUR, Duration.ofSeconds(30), 1), this.fetcher, this.clock, this.background,
				() -> 0);
		this.fetcher.answer = this::good;
		small.status(query(WEB, ISSUER, List.of(), true));
		small.status(query(BATCH, ISSUER, List.of(), true));
		assertThat(this.background.delays()).as("what is forgotten is not refreshed").hasSize(1);
		small.status(query(WEB, ISSUER, List.of(), true));
		assertThat(this.fetcher.requests).isEqualTo(3);
	}

	@Test
	void statusWhenFetcherThrowsWhatItMustNotThenUnknown() {
		this.fetcher.answer = (request) -> {
			throw new IllegalStateException("odd");
		};
		assertThat(unknown(ask(WEB))).contains("cannot be asked: IllegalStateException");
		this.fetcher.answer = (request) -> null;
		assertThat(unknown(ask(ELSEWHERE))).contains("sent nothing, or too much");
	}

	@Test
	void statusWhenThreadIsInterruptedThenUnknownAndStaysInterrupted() {
		this.background.setImmediate(false);
		Thread.currentThread().interrupt();
		assertThat(unknown(ask(WEB))).contains("was not waited for");
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void refreshWhenInUseThenAsksBeforeTheAnswerEnds() {
		this.fetcher.answer = this::good;
		ask(WEB);
		assertThat(this.background.delays()).containsExactly(Duration.ofMinutes(45));
		this.clock.advance(Duration.ofMinutes(45));
		this.background.fire();
		assertThat(this.fetcher.requests).isEqualTo(2);
		assertThat(this.background.delays()).containsExactly(Duration.ofMinutes(45));
		assertThat(ask(WEB, Duration.ZERO, false)).isEqualTo(new Good(NOW.plus(Duration.ofMinutes(105))));
		assertThat(this.fetcher.requests).isEqualTo(2);
	}

	@Test
	void refreshWhenAnswerIsNotUsedAgainThenAsksNobody() {
		this.fetcher.answer = this::good;
		ask(WEB);
		this.clock.advance(Duration.ofMinutes(45));
		this.background.fire();
		this.clock.advance(Duration.ofMinutes(45));
		this.background.fire();
		assertThat(this.fetcher.requests).as("nobody has asked since").isEqualTo(2);
		assertThat(this.background.delays()).isEmpty();
		assertThat(ask(WEB)).isInstanceOf(Good.class);
		assertThat(this.background.delays()).as("three quarters of the rest")
			.containsExactly(Duration.ofMinutes(15).multipliedBy(3).dividedBy(4));
	}

	@Test
	void refreshWhenItFailsThenIsTriedAgainBeforeTheEnd() {
		this.fetcher.answer = this::good;
		ask(WEB);
		this.fetcher.answer = (request) -> {
			throw new IOException("down");
		};
		Instant end = NOW.plus(HOUR);
		int attempts = 0;
		while (!this.background.delays().isEmpty()) {
			this.clock.advance(this.background.delays().get(0));
			assertThat(this.clock.instant()).isBefore(end);
			this.background.fire();
			attempts++;
			assertThat(ask(WEB)).isInstanceOf(Good.class);
		}
		assertThat(attempts).isBetween(3, 12);
		this.fetcher.answer = this::good;
		this.clock.set(end.plusSeconds(60));
		assertThat(ask(WEB)).isInstanceOf(Good.class);
	}

	@Test
	void refreshWhenResponderSendsTheSameAnswerThenTriesAgainAlthoughNobodyAsked() {
		this.fetcher.answer = (request) -> answer(request).from(NOW).until(NOW.plus(HOUR)).sign();
		ask(WEB);
		this.clock.advance(Duration.ofMinutes(45));
		this.background.fire();
		assertThat(this.background.delays()).hasSize(1);
		this.clock.advance(this.background.delays().get(0));
		this.fetcher.answer = this::good;
		this.background.fire();
		this.clock.set(NOW.plus(HOUR).plusSeconds(1));
		assertThat(ask(WEB, Duration.ZERO, false)).isInstanceOf(Good.class);
	}

	@Test
	void refreshWhenRandomIsLargeThenStillBeforeTheEnd() {
		this.fetcher.answer = this::good;
		new OcspClient(OcspSettings.DEFAULT, this.fetcher, this.clock, this.background, () -> Math.nextDown(1.0))
			.status(query(WEB, ISSUER, List.of(), true));
		assertThat(this.background.delays().get(0)).isBetween(Duration.ofMinutes(56), Duration.ofMinutes(57));
	}

	@Test
	void statusWhenPeerSendsAGoodStapleThenAsksNobodyAndRemembersIt() throws Exception {
		byte[] staple = staple(WEB).sign();
		assertThat(stapled(WEB, new byte[0], staple)).isInstanceOf(Good.class);
		assertThat(stapled(WEB, staple)).isInstanceOf(Good.class);
		assertThat(ask(WEB)).isInstanceOf(Good.class);
		assertThat(this.fetcher.requests).isZero();
	}

	@Test
	void statusWhenStapleRevokesThenRevokedAlthoughTheResponderSaidGood() throws Exception {
		this.fetcher.answer = this::good;
		assertThat(ask(WEB)).isInstanceOf(Good.class);
		byte[] staple = staple(WEB).from(NOW.minusSeconds(60)).revoked(NOW, CRLReason.keyCompromise).sign();
		assertThat(stapled(WEB, staple)).isInstanceOfSatisfying(Revoked.class,
				(revoked) -> assertThat(revoked.evidence())
					.contains("by the OCSP answer of the peer, which it sent along,"));
		assertThat(this.client.epoch()).isEqualTo(1);
	}

	@Test
	void statusWhenStapleIsStaleThenAsksTheResponder() throws Exception {
		byte[] staple = staple(WEB).from(NOW.minusSeconds(60)).until(NOW.minusSeconds(1)).sign();
		this.fetcher.answer = this::good;
		assertThat(stapled(WEB, staple)).isInstanceOf(Good.class);
		assertThat(this.fetcher.requests).isEqualTo(1);
	}

	@Test
	void attackWhenStapleIsOfNoUseThenIsNamedInTheEvidence() throws Exception {
		byte[] stale = staple(WEB).from(NOW.minusSeconds(60)).until(NOW.minusSeconds(1)).sign();
		byte[] forged = AnswerSpec.of(ISSUER).about(WEB.certificate()).signer(CA.root()).sign();
		byte[] other = staple(BATCH).sign();
		this.fetcher.answer = (request) -> answer(request).unknown().sign();
		assertThat(unknown(stapled(WEB, other, stale, forged, new byte[] { 1 })))
			.contains("known: none, the peer sent an answer that is stale since " + NOW.minusSeconds(1)
					+ ", the peer sent"
					+ " an answer of 'CN=shop.example dev root', whose certificate that CA has not issued")
			.contains(", 'http://127.0.0.1/ocsp' does not know the certificate")
			.doesNotContain("another certificate");
		byte[][] many = new byte[1_000][];
		Arrays.fill(many, stale);
		assertThat(unknown(stapled(WEB, many))).hasSizeLessThan(500);
	}

	@Test
	void attackWhenStapleOfAnotherCertificateIsReplayedThenAsksTheResponder() throws Exception {
		this.fetcher.answer = (request) -> answer(request).revoked(NOW, CRLReason.keyCompromise).sign();
		assertThat(stapled(WEB, staple(BATCH).sign())).isInstanceOf(Revoked.class);
	}

	@Test
	void statusWhenNonceIsRequiredThenOnlyARevokingStapleIsBelieved() throws Exception {
		OcspClient strict = client(OcspSettings.DEFAULT.withNonce(NoncePolicy.REQUIRE));
		this.fetcher.answer = (request) -> {
			throw new IOException("down");
		};
		assertThat(unknown(strict.status(query(WEB, ISSUER, List.of(staple(WEB).sign()), true))))
			.contains("the peer sent an answer without a nonce");
		byte[] revoking = staple(WEB).revoked(NOW, CRLReason.keyCompromise).sign();
		assertThat(strict.status(query(WEB, ISSUER, List.of(revoking), true))).isInstanceOf(Revoked.class);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void statusWhenClosedThenAsksNobody(boolean mayWait) {
		this.fetcher.answer = this::good;
		ask(WEB);
		this.client.close();
		assertThat(ask(WEB, Duration.ZERO, mayWait)).isInstanceOf(Good.class);
		assertThat(unknown(ask(BATCH, Duration.ZERO, mayWait))).contains("was not asked");
		assertThat(this.fetcher.requests).isEqualTo(1);
	}

	private OcspClient client(OcspSettings settings) {
		return new OcspClient(settings, this.fetcher, this.clock, this.background, () -> 0);
	}

	private RevocationStatus ask(IssuedCertificate certificate) {
		return ask(certificate, Duration.ZERO, true);
	}

	private RevocationStatus ask(IssuedCertificate certificate, Duration skew, boolean mayWait) {
		return this.client.status(new RevocationQuery(certificate.certificate(), ISSUER.certificate(),
				(name) -> List.of(), List.of(), this.clock.instant(), skew, mayWait));
	}

	private RevocationStatus stapled(IssuedCertificate certificate, byte[]... staples) {
		return this.client.status(query(certificate, ISSUER, List.of(staples), true));
	}

	private RevocationQuery query(IssuedCertificate certificate, IssuedCertificate issuer, List<byte[]> staples,
			boolean mayWait) {
		return new RevocationQuery(certificate.certificate(), issuer.certificate(), (name) -> List.of(), staples,
				this.clock.instant(), Duration.ZERO, mayWait);
	}

	private byte[] good(OCSPReq request) throws Exception {
		return answer(request).sign();
	}

	private AnswerSpec answer(OCSPReq request) {
		return AnswerSpec.of(ISSUER).to(request).from(this.clock.instant()).until(this.clock.instant().plus(HOUR));
	}

	private static AnswerSpec staple(IssuedCertificate certificate) throws Exception {
		return AnswerSpec.of(ISSUER).about(certificate.certificate());
	}

	private static String unknown(RevocationStatus status) {
		assertThat(status).isInstanceOf(Unknown.class);
		String evidence = ((Unknown) status).evidence();
		assertThat(evidence)
			.startsWith("required: a current OCSP answer of 'CN=shop.example dev client CA' for serial");
		return evidence;
	}

	private static IssuedCertificate issue(String responder) {
		try {
			byte[] access = LoopbackResponder.access(responder);
			return CA.issue((leaf) -> leaf.issuer(ISSUER).extension("1.3.6.1.5.5.7.1.1", false, access));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@FunctionalInterface
	private interface Script {

		byte[] answer(OCSPReq request) throws Exception;

	}

	private static final class ScriptedFetcher implements Fetcher {

		private volatile Script answer = (request) -> new byte[0];

		private volatile int requests;

		@Override
		public synchronized Answer fetch(Request request) throws IOException {
			this.requests++;
			byte[] body = new byte[request.body().remaining()];
			request.body().get(body);
			try {
				byte[] octets = this.answer.answer(new OCSPReq(body));
				return new Answer((octets != null) ? ByteBuffer.wrap(octets) : null, null);
			}
			catch (IOException | RuntimeException ex) {
				throw ex;
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
