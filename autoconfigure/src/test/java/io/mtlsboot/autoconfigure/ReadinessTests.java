package io.mtlsboot.autoconfigure;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.mtlsboot.autoconfigure.ReadinessSummary.Verdict;
import io.mtlsboot.devca.DevCa;
import io.mtlsboot.identity.IdentityExtractor;
import io.mtlsboot.identity.IdentityType;
import io.mtlsboot.trust.Check;
import io.mtlsboot.trust.RejectionReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

class ReadinessTests {

	private static final Instant START = Instant.parse("2026-06-01T12:00:00Z");

	private static final Instant UNTIL = Instant.parse("2026-09-01T00:00:00Z");

	private static final Duration WEEK = Duration.ofDays(7);

	private static final Duration DAY = Duration.ofDays(1);

	private static final DevCa CA = DevCa.create("shop.example");

	private static final X509Certificate WEB = web();

	private static final IdentityExtractor IDENTITIES = IdentityExtractor.inOrder(List.of(IdentityType.SPIFFE_ID));

	private final AdjustableClock clock = new AdjustableClock(START);

	private final Readiness readiness = new Readiness(WEEK, UNTIL, IDENTITIES, this.clock);

	@Test
	void verifyWhenNothingWasSeenThenIsReadyAfterTheTimeFromTheStartAndNotBefore() {
		this.clock.pass(WEEK.minusMillis(1));
		ReadinessSummary before = this.readiness.summary();
		assertThat(before.verdict()).isEqualTo(Verdict.NOT_READY);
		assertThat(before.since()).isEqualTo(START);
		assertThat(before.readyFrom()).isEqualTo(START.plus(WEEK));
		assertThat(before.because())
			.isEqualTo("no call that a strict port would refuse came since the start at 2026-06-01T12:00:00Z; "
					+ "ready at 2026-06-08T12:00:00Z if none comes until then");
		this.clock.pass(Duration.ofMillis(1));
		ReadinessSummary after = this.readiness.summary();
		assertThat(after.verdict()).isEqualTo(Verdict.READY);
		assertThat(after.since()).isEqualTo(START.plus(WEEK));
		assertThat(after.readyFrom()).isNull();
		assertThat(after.observation()).isEqualTo(new ReadinessSummary.Observation(START, UNTIL, WEEK));
	}

	@Test
	void verifyWhenCallWouldBeRefusedThenTheTimeBeginsAnewWithIt() {
		Instant bad = this.clock.pass(DAY.multipliedBy(6));
		this.readiness.onCall(ObservedCalls.plaintext().at(bad));
		this.clock.pass(DAY.multipliedBy(6));
		ReadinessSummary summary = this.readiness.summary();
		assertThat(summary.verdict()).isEqualTo(Verdict.NOT_READY);
		assertThat(summary.since()).isEqualTo(START);
		assertThat(summary.readyFrom()).isEqualTo(bad.plus(WEEK));
		assertThat(summary.because()).startsWith("the last call that a strict port would refuse came at " + bad);
		assertThat(summary.wouldRefuse()).isEqualTo(1);
		this.clock.pass(DAY);
		assertThat(this.readiness.summary().verdict()).isEqualTo(Verdict.READY);
		assertThat(this.readiness.summary().since()).isEqualTo(bad.plus(WEEK));
		assertThat(this.readiness.summary().wouldRefuse()).isZero();
	}

	@Test
	void verifyWhenReadyAndCallWouldBeRefusedThenIsNotReadySinceThatCall() {
		Instant first = this.clock.pass(WEEK.plus(DAY));
		this.readiness.onCall(ObservedCalls.plaintext().at(first));
		Instant second = this.clock.pass(DAY);
		this.readiness.onCall(ObservedCalls.noCertificate().at(second));
		ReadinessSummary summary = this.readiness.summary();
		assertThat(summary.verdict()).isEqualTo(Verdict.NOT_READY);
		assertThat(summary.since()).isEqualTo(first);
		assertThat(summary.readyFrom()).isEqualTo(second.plus(WEEK));
	}

	@Test
	void verifyWhenCallsComeOutOfOrderThenTheLastCounts() {
		Instant later = this.clock.pass(DAY);
		this.readiness.onCall(ObservedCalls.plaintext().at(later));
		this.readiness.onCall(ObservedCalls.noCertificate().at(later.minusSeconds(1)));
		assertThat(this.readiness.summary().readyFrom()).isEqualTo(later.plus(WEEK));
		ObservedCaller caller = only();
		assertThat(caller.last().time()).isEqualTo(later);
		assertThat(caller.last().refusal()).extracting("reason").isEqualTo(RejectionReason.PLAINTEXT);
		assertThat(caller.refused()).isEqualTo(2);
	}

	@Test
	void verifyWhenAllCallsAreGoodThenTheyDoNotDelayReadiness() {
		this.readiness.onCall(ObservedCalls.admitted(WEB).at(this.clock.pass(WEEK)));
		ReadinessSummary summary = this.readiness.summary();
		assertThat(summary.verdict()).isEqualTo(Verdict.READY);
		assertThat(summary.wouldAdmit()).isEqualTo(1);
		assertThat(summary.wouldRefuse()).isZero();
	}

	@Test
	void verifyWhenOffenderCallsWellLaterThenIsOffenderUntilTheTimeHasPassed() {
		Instant bad = this.clock.pass(DAY);
		this.readiness.onCall(ObservedCalls.admitted(WEB)
			.from("10.0.0.7")
			.refused(RejectionReason.PURPOSE_NOT_ALLOWED, "required: clientAuth, presented: serverAuth")
			.at(bad));
		Instant good = this.clock.pass(DAY);
		this.readiness.onCall(ObservedCalls.admitted(web()).at(good));
		ObservedCaller caller = only();
		assertThat(caller.identity()).isEqualTo("spiffe://shop.example/web");
		assertThat(caller.subject()).isNull();
		assertThat(caller.userAgent()).isNull();
		assertThat(caller.knownIssuer()).isTrue();
		assertThat(caller.offender()).isTrue();
		assertThat(caller.last()).isEqualTo(new ObservedCaller.Sighting(good, "10.0.0.2", null));
		assertThat(caller.lastRefused()).isEqualTo(new ObservedCaller.Sighting(bad, "10.0.0.7",
				new ObservedCaller.Refusal(RejectionReason.PURPOSE_NOT_ALLOWED, Check.PURPOSE,
						"required: clientAuth, presented: serverAuth")));
		assertThat(caller.firstSeen()).isEqualTo(bad);
		assertThat(caller.admitted()).isEqualTo(1);
		assertThat(caller.refused()).isEqualTo(1);
		assertThat(this.readiness.summary().wouldAdmit()).isZero();
		this.clock.pass(WEEK.minus(DAY));
		assertThat(only().offender()).isFalse();
		assertThat(this.readiness.summary().verdict()).isEqualTo(Verdict.READY);
		assertThat(this.readiness.summary().wouldAdmit()).isEqualTo(1);
	}

	@Test
	void verifyWhenOffenderIsNotSeenAnyMoreThenItWouldNotBeAdmittedEither() {
		this.readiness.onCall(ObservedCalls.plaintext().at(START));
		this.clock.pass(WEEK);
		ObservedCaller caller = only();
		assertThat(caller.offender()).isFalse();
		assertThat(caller.wouldBeAdmitted()).isFalse();
		assertThat(this.readiness.summary().wouldAdmit()).isZero();
		assertThat(this.readiness.summary().wouldRefuse()).isZero();
	}

	@Test
	void verifyWhenCallerHasNoCertificateThenAddressAndUserAgentTellItApart() {
		this.readiness.onCall(ObservedCalls.plaintext().at(START));
		this.readiness.onCall(ObservedCalls.noCertificate().at(START.plusSeconds(1)));
		this.readiness.onCall(ObservedCalls.plaintext().by("Go-http-client/1.1").at(START.plusSeconds(2)));
		this.readiness.onCall(ObservedCalls.plaintext().by(null).from("10.0.0.9").at(START.plusSeconds(3)));
		assertThat(this.readiness.callers()).extracting(ObservedCaller::address, ObservedCaller::userAgent)
			.containsExactly(tuple("10.0.0.9", null), tuple("10.0.0.1", "Go-http-client/1.1"),
					tuple("10.0.0.1", "curl/8.5.0"));
	}

	@Test
	void verifyWhenKubeletProbesInPlainTextThenItCounts() {
		this.readiness.onCall(ObservedCalls.plaintext()
			.by("kube-probe/1.34")
			.to("/actuator/health/readiness")
			.at(this.clock.pass(WEEK)));
		assertThat(this.readiness.summary().verdict()).isEqualTo(Verdict.NOT_READY);
		assertThat(only().paths()).containsExactly("/actuator/health/readiness");
	}

	@Test
	void verifyWhenCertificateHasNoIdentityThenSubjectTells() {
		X509Certificate named = CA.issue((leaf) -> leaf.subject("CN=web,OU=\u202Eevil")).certificate();
		this.readiness.onCall(ObservedCalls.admitted(named).at(START));
		assertThat(only().identity()).isNull();
		assertThat(only().subject()).isEqualTo("CN=web,OU=\\u202Eevil");
	}

	@Test
	void verifyWhenCertificateHasNoSubjectEitherThenFingerprintTells() {
		X509Certificate nameless = CA.issue((leaf) -> leaf.subject("").dns("web.shop.example")).certificate();
		this.readiness.onCall(ObservedCalls.admitted(nameless).at(START));
		assertThat(only().subject()).matches("fingerprint [0-9a-f]{64}");
	}

	@Test
	void verifyWhenExtractorOfTheApplicationThrowsThenCallIsRecorded() {
		Readiness fragile = new Readiness(WEEK, UNTIL, (leaf) -> {
			throw new IllegalStateException("broken");
		}, this.clock);
		fragile.onCall(ObservedCalls.admitted(WEB).refused(RejectionReason.EXPIRED, "long ago").at(START));
		assertThat(fragile.callers()).singleElement().extracting(ObservedCaller::subject).isEqualTo("CN=web");
		assertThat(fragile.summary().wouldRefuse()).isEqualTo(1);
	}

	@Test
	void verifyWhenCallersAreListedThenOffendersComeFirstThenThoseSeenLast() {
		this.readiness.onCall(ObservedCalls.admitted(WEB).at(START.plusSeconds(9)));
		this.readiness.onCall(ObservedCalls.plaintext().from("10.0.0.3").at(START.plusSeconds(1)));
		this.readiness.onCall(ObservedCalls.plaintext().from("10.0.0.4").at(START.plusSeconds(2)));
		assertThat(this.readiness.callers()).extracting(ObservedCaller::address)
			.containsExactly("10.0.0.4", "10.0.0.3", "10.0.0.2");
	}

	@Test
	void verifyWhenPathHasQueryOrParametersThenTheyAreNotKept() {
		this.readiness.onCall(ObservedCalls.plaintext().to("/a;jsessionid=secret/b;x?token=secret").at(START));
		this.readiness.onCall(ObservedCalls.plaintext().to("/c?token=secret").at(START));
		assertThat(only().paths()).containsExactly("/a/b", "/c");
	}

	@Test
	void verifyWhenTextsAreHostileThenArePrintableAndShort() {
		String hostile = "\r\nINFO forged \u001b[2J" + "x".repeat(100_000);
		this.readiness.onCall(ObservedCalls.plaintext()
			.from(hostile)
			.by(hostile)
			.to(hostile)
			.refused(RejectionReason.PLAINTEXT, hostile)
			.at(START));
		ObservedCaller caller = only();
		assertThat(List.of(caller.address(), String.valueOf(caller.userAgent()), caller.paths().get(0),
				String.valueOf(caller.last().refusal())))
			.allSatisfy((text) -> assertThat(text).contains("\\u000D\\u000AINFO forged \\u001B[2Jxxx")
				.hasSizeLessThan(350)
				.matches("\\P{Cntrl}+"));
	}

	@Test
	void verifyWhenCallerAsksForManyPathsThenSomeAreKept() {
		for (int i = 0; i < 20; i++) {
			this.readiness.onCall(ObservedCalls.admitted(WEB).to("/orders/" + i).at(START));
		}
		assertThat(only().morePaths()).isFalse();
		this.readiness.onCall(ObservedCalls.admitted(WEB).to("/orders/7").at(START));
		assertThat(only().morePaths()).isFalse();
		this.readiness.onCall(ObservedCalls.admitted(WEB).to("/orders/20").at(START));
		assertThat(only().paths()).hasSize(20).doesNotContain("/orders/20");
		assertThat(only().morePaths()).isTrue();
		assertThat(only().admitted()).isEqualTo(22);
	}

	@Test
	void verifyWhenObservationEndsBeforeItCanBeReadyThenSaysSo() {
		Readiness late = new Readiness(WEEK, START.plus(DAY), IDENTITIES, this.clock);
		assertThat(late.summary().because())
			.endsWith("which is after 'mtls.server.observe.until' (2026-06-02T12:00:00Z): choose a later date");
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT0S", "PT-1S", "PT0.999S", "P367D", "PT2562047788015215H" })
	void verifyWhenTimeIsTooShortOrTooLongThenIsRefused(Duration readyAfter) {
		assertThatExceptionOfType(MtlsConfigurationException.class)
			.isThrownBy(() -> new Readiness(readyAfter, UNTIL, IDENTITIES, this.clock))
			.withMessageContaining("'mtls.server.observe.ready-after' is '" + readyAfter + "'");
	}

	private ObservedCaller only() {
		List<ObservedCaller> callers = this.readiness.callers();
		assertThat(callers).hasSize(1);
		return callers.get(0);
	}

	private static X509Certificate web() {
		return CA.issue((leaf) -> leaf.subject("CN=web").spiffeId("spiffe://shop.example/web")).certificate();
	}

}
