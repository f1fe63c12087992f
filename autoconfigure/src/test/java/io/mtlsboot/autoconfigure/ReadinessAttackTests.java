package io.mtlsboot.autoconfigure;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

import io.mtlsboot.autoconfigure.ReadinessSummary.Verdict;
import io.mtlsboot.devca.DevCa;
import io.mtlsboot.identity.IdentityExtractor;
import io.mtlsboot.identity.IdentityType;
import io.mtlsboot.trust.RejectionReason;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What somebody does who wants the port to look ready, or callers to be forgotten.
 */
class ReadinessAttackTests {

	private static final Instant START = Instant.parse("2026-06-01T12:00:00Z");

	private static final Duration WEEK = Duration.ofDays(7);

	private static final int FLOOD = 20_000;

	private static final DevCa CA = DevCa.create("shop.example");

	private static final X509Certificate WEB = web(CA);

	private final AdjustableClock clock = new AdjustableClock(START);

	private final Readiness readiness = new Readiness(WEEK, START.plus(Duration.ofDays(90)),
			IdentityExtractor.inOrder(List.of(IdentityType.SPIFFE_ID)), this.clock);

	@Test
	void verifyWhenFloodVariesAddressesThenKnownOffendersStayAndOverflowIsNotReadyAndSaysSo() {
		this.readiness.onCall(ObservedCalls.plaintext().from("offender").at(START));
		this.readiness.onCall(ObservedCalls.admitted(WEB).at(START));
		flood((i) -> ObservedCalls.plaintext().from("2001:db8::" + Integer.toHexString(i)).by("agent " + i));
		assertThat(this.readiness.callers()).hasSize(ObservedCallers.MAX_CALLERS + 1)
			.filteredOn((caller) -> caller.address().equals("offender"))
			.singleElement()
			.satisfies((caller) -> assertThat(caller.offender()).isTrue());
		ReadinessSummary full = this.readiness.summary();
		assertThat(full.unlisted().refused()).isEqualTo(FLOOD - ObservedCallers.MAX_CALLERS + 1);
		assertThat(full.because()).contains("the report has no room for 19001 calls that would be refused");
		assertThat(full.wouldAdmit()).isEqualTo(1);
		assertThat(full.wouldRefuse()).isEqualTo(ObservedCallers.MAX_CALLERS + 1);
	}

	@Test
	void verifyWhenOnlyCallsWithoutRoomAreLeftThenIsNotReady() {
		flood((i) -> ObservedCalls.plaintext().from("address " + i));
		Instant unlisted = this.clock.pass(WEEK.minusSeconds(1));
		this.readiness.onCall(ObservedCalls.plaintext().from("one more").at(unlisted));
		this.clock.pass(WEEK.minusSeconds(1));
		assertThat(this.readiness.callers()).noneMatch(ObservedCaller::offender);
		ReadinessSummary summary = this.readiness.summary();
		assertThat(summary.verdict()).isEqualTo(Verdict.NOT_READY);
		assertThat(summary.wouldRefuse()).isEqualTo(1);
		assertThat(summary.unlisted().lastRefused()).isEqualTo(unlisted);
		this.clock.pass(Duration.ofSeconds(1));
		assertThat(this.readiness.summary().verdict()).isEqualTo(Verdict.READY);
	}

	@Test
	void verifyWhenFloodVariesUserAgentsThenAddressTakesFewPlaces() {
		flood((i) -> ObservedCalls.plaintext().by("agent " + i));
		this.readiness.onCall(ObservedCalls.noCertificate().from("10.0.0.99").at(START));
		assertThat(this.readiness.callers()).hasSize(ObservedCallers.MAX_AGENTS + 2).anySatisfy((caller) -> {
			assertThat(caller.userAgent()).isEqualTo(CallerKey.OTHER_AGENTS);
			assertThat(caller.refused()).isEqualTo(FLOOD - ObservedCallers.MAX_AGENTS);
		}).anySatisfy((caller) -> assertThat(caller.address()).isEqualTo("10.0.0.99"));
		assertThat(this.readiness.summary().unlisted().refused()).isZero();
	}

	@Test
	void verifyWhenStrangersMakeUpNamesThenCallersOfOurCasHaveRoom() {
		ObservedCallers callers = new ObservedCallers(WEEK);
		ObservedCall call = ObservedCalls.admitted(WEB).refused(RejectionReason.ISSUER_UNKNOWN, "").at(START);
		for (int i = 0; i < ObservedCallers.MAX_CALLERS; i++) {
			assertThat(callers.find(CallerKey.identified(false, "dns:web" + i), call)).isNotNull();
		}
		assertThat(callers.find(CallerKey.identified(false, "dns:web"), call)).isNull();
		assertThat(callers.find(CallerKey.named(false, "CN=web"), call)).isNull();
		assertThat(callers.find(CallerKey.identified(true, "dns:web"), call)).isNotNull();
		assertThat(callers.find(CallerKey.anonymous("10.0.0.1", null), call)).isNotNull();
	}

	@Test
	void verifyWhenStrangerClaimsTheNameOfACallerThenThatOneIsNoOffender() {
		this.readiness.onCall(ObservedCalls.admitted(WEB).at(START));
		this.readiness.onCall(ObservedCalls.admitted(web(CA.impostor()))
			.refused(RejectionReason.ISSUER_UNKNOWN, "none of ours")
			.at(START.plusSeconds(1)));
		assertThat(this.readiness.callers()).hasSize(2)
			.allSatisfy((caller) -> assertThat(caller.identity()).isEqualTo("spiffe://shop.example/web"))
			.allSatisfy((caller) -> assertThat(caller.offender()).isEqualTo(!caller.knownIssuer()));
	}

	@Test
	void verifyWhenFloodIsOverForLongEnoughThenThereIsRoomAgain() {
		flood((i) -> ObservedCalls.plaintext().from("address " + i));
		Instant later = this.clock.pass(WEEK);
		this.readiness.onCall(ObservedCalls.plaintext().from("10.0.0.99").at(later));
		assertThat(this.readiness.callers()).singleElement().extracting(ObservedCaller::address).isEqualTo("10.0.0.99");
	}

	@Test
	void verifyWhenManyThreadsCallThenNothingIsLostAndBoundsHold() throws Exception {
		int threads = 8;
		int calls = 3_000;
		CyclicBarrier barrier = new CyclicBarrier(threads);
		ExecutorService executor = Executors.newFixedThreadPool(threads);
		List<Future<?>> done = new ArrayList<>();
		for (int thread = 0; thread < threads; thread++) {
			int number = thread;
			done.add(executor.submit(() -> {
				barrier.await();
				for (int i = 0; i < calls; i++) {
					Instant time = START.plusSeconds((long) i * threads + number);
					this.readiness.onCall(ObservedCalls.admitted(WEB).to("/" + i).at(time));
					this.readiness.onCall(
							ObservedCalls.plaintext().from("address " + (i % 1_500)).by("agent " + number).at(time));
				}
				return null;
			}));
		}
		executor.shutdown();
		for (Future<?> each : done) {
			each.get(60, TimeUnit.SECONDS);
		}
		List<ObservedCaller> callers = this.readiness.callers();
		ReadinessSummary summary = this.readiness.summary();
		Instant last = START.plusSeconds((long) calls * threads - 1);
		assertThat(callers).hasSize(ObservedCallers.MAX_CALLERS + 1)
			.filteredOn(ObservedCaller::knownIssuer)
			.singleElement()
			.satisfies((caller) -> {
				assertThat(caller.admitted()).isEqualTo((long) threads * calls);
				assertThat(caller.last().time()).isEqualTo(last);
				assertThat(caller.paths()).hasSize(CallerHistory.MAX_PATHS);
			});
		long refused = callers.stream().mapToLong(ObservedCaller::refused).sum();
		assertThat(refused + summary.unlisted().refused()).isEqualTo((long) threads * calls);
		assertThat(summary.readyFrom()).isEqualTo(last.plus(WEEK));
	}

	private void flood(IntFunction<ObservedCalls> calls) {
		for (int i = 0; i < FLOOD; i++) {
			this.readiness.onCall(calls.apply(i).at(START));
		}
	}

	private static X509Certificate web(DevCa ca) {
		return ca.issue((leaf) -> leaf.subject("CN=web").spiffeId("spiffe://shop.example/web")).certificate();
	}

}
