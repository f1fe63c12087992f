package io.mtlsboot.handshake;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.mtlsboot.AdjustableClock;
import io.mtlsboot.devca.DevCa;
import io.mtlsboot.identity.IdentityExtractor;
import io.mtlsboot.identity.IdentityType;
import io.mtlsboot.trust.RejectionReason;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class HandshakeJournalTests {

	private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

	private static final DevCa CA = DevCa.create("shop.example");

	private static final X509Certificate WEB = CA
		.issue((leaf) -> leaf.subject("CN=web").spiffeId("spiffe://shop.example/web"))
		.certificate();

	private final AdjustableClock clock = new AdjustableClock(START);

	private final List<FailureGroup> told = new ArrayList<>();

	private final List<Long> more = new ArrayList<>();

	private final HandshakeJournal journal = new HandshakeJournal(this.clock,
			IdentityExtractor.inOrder(List.of(IdentityType.values())), List.of((group, further) -> {
				this.told.add(group);
				this.more.add(further);
			}));

	@Test
	void verifyWhenHandshakeFailsThenIsGroupedByIdentityAndAddressPrefix() {
		fail(FailureSpec.of(RejectionReason.EXPIRED, "notAfter then").presented(WEB).from("10.1.2.3"));
		this.clock.advance(Duration.ofSeconds(10));
		fail(FailureSpec.of(RejectionReason.EXPIRED, "notAfter then").presented(WEB).from("10.1.2.4"));
		assertThat(this.journal.since()).isEqualTo(START);
		assertThat(this.journal.groups()).singleElement().satisfies((group) -> {
			assertThat(group.kind()).isEqualTo(FailureKind.HANDSHAKE);
			assertThat(group.side()).isEqualTo(HandshakeSide.SERVER);
			assertThat(group.reason()).isEqualTo(RejectionReason.EXPIRED);
			assertThat(group.peer()).isEqualTo("spiffe://shop.example/web");
			assertThat(group.place()).isEqualTo("10.1.2.0/24");
			assertThat(group.others()).isFalse();
			assertThat(group.count()).isEqualTo(2);
			assertThat(group.first()).isEqualTo(START);
			assertThat(group.last()).isEqualTo(START.plusSeconds(10));
			assertThat(group.latest().connection().remoteAddress()).isEqualTo("10.1.2.4");
			assertThat(group.latest().detail()).isEqualTo("notAfter then");
		});
	}

	@Test
	void verifyWhenKindSideReasonPeerOrPlaceDiffersThenGroupsAreApart() {
		FailureSpec spec = FailureSpec.of(RejectionReason.REVOKED).presented(WEB);
		fail(spec);
		this.journal.onDistrusted(spec.at(START.plusSeconds(1)));
		this.journal.onFailure(spec.side(HandshakeSide.CLIENT).at(START.plusSeconds(2)));
		this.journal.onFailure(FailureSpec.of(RejectionReason.EXPIRED).presented(WEB).at(START.plusSeconds(3)));
		this.journal.onFailure(FailureSpec.of(RejectionReason.REVOKED).at(START.plusSeconds(4)));
		this.journal.onFailure(spec.from("2001:db8::1").at(START.plusSeconds(5)));
		assertThat(this.journal.groups()).extracting(FailureGroup::last)
			.containsExactlyElementsOf(
					IntStream.of(5, 4, 3, 2, 1, 0).mapToObj((seconds) -> START.plusSeconds(seconds)).toList());
		assertThat(this.journal.totals())
			.extracting(FailureTotal::kind, FailureTotal::side, FailureTotal::reason, FailureTotal::count)
			.containsExactly(tuple(FailureKind.HANDSHAKE, HandshakeSide.SERVER, RejectionReason.EXPIRED, 1L),
					tuple(FailureKind.HANDSHAKE, HandshakeSide.SERVER, RejectionReason.REVOKED, 3L),
					tuple(FailureKind.HANDSHAKE, HandshakeSide.CLIENT, RejectionReason.REVOKED, 1L),
					tuple(FailureKind.CONNECTION, HandshakeSide.SERVER, RejectionReason.REVOKED, 1L));
	}

	@Test
	void verifyWhenWorkloadHasANewCertificateThenItsGroupIsTheSame() {
		X509Certificate renewed = CA.issue((leaf) -> leaf.subject("CN=web").spiffeId("spiffe://shop.example/web"))
			.certificate();
		fail(FailureSpec.of(RejectionReason.IDENTITY_NOT_ADMITTED).presented(WEB));
		fail(FailureSpec.of(RejectionReason.IDENTITY_NOT_ADMITTED).presented(renewed));
		assertThat(this.journal.groups()).singleElement().satisfies((group) -> assertThat(group.count()).isEqualTo(2));
	}

	@Test
	void verifyWhenGroupGoesOnThenIsToldOfOnceAMinute() {
		for (int i = 0; i < 50; i++) {
			fail(FailureSpec.of(RejectionReason.EXPIRED).presented(WEB));
			this.clock.advance(Duration.ofSeconds(1));
		}
		assertThat(this.more).containsExactly(0L);
		this.clock.advance(Duration.ofSeconds(10));
		fail(FailureSpec.of(RejectionReason.EXPIRED, "now").presented(WEB));
		assertThat(this.more).containsExactly(0L, 49L);
		assertThat(this.told.get(1).count()).isEqualTo(51);
		assertThat(this.told.get(1).latest().detail()).isEqualTo("now");
	}

	@Test
	void verifyWhenClockIsPutBackThenGoesOnTelling() {
		fail(FailureSpec.of(RejectionReason.EXPIRED).presented(WEB));
		this.clock.advance(Duration.ofDays(-1));
		fail(FailureSpec.of(RejectionReason.EXPIRED).presented(WEB));
		assertThat(this.told).hasSize(2);
	}

	@Test
	void verifyWhenListenerThrowsThenOthersAreToldAndNothingIsThrown() {
		List<FailureGroup> heard = new ArrayList<>();
		HandshakeJournal other = new HandshakeJournal(this.clock, (leaf) -> {
			throw new IllegalStateException("extractor");
		}, List.of((group, further) -> {
			throw new IllegalStateException("listener");
		}, (group, further) -> heard.add(group)));
		other.onFailure(FailureSpec.of(RejectionReason.EXPIRED).presented(WEB).at(START));
		assertThat(heard).hasSize(1);
		assertThat(other.groups().get(0).peer()).isEqualTo("a certificate that cannot be read");
	}

	@Test
	void verifyWhenCaIsGoneThenIsToldOfEveryCallerThatHadBeenTrusted() {
		ScanCertificates callers = new ScanCertificates(CA);
		for (int i = 0; i < 2 * NewGroups.MAX_PER_MINUTE; i++) {
			HandshakeFailure failure = FailureSpec.of(RejectionReason.ISSUER_UNKNOWN)
				.presented(callers.get(i))
				.at(this.clock.instant());
			this.journal.onDistrusted(failure);
		}
		assertThat(this.told).hasSize(2 * NewGroups.MAX_PER_MINUTE)
			.allSatisfy((group) -> assertThat(group.latest().isCertified()).isTrue());
	}

	@Test
	void verifyWhenManyThreadsCountThenNoneIsLost() throws Exception {
		HandshakeFailure failure = FailureSpec.of(RejectionReason.EXPIRED).presented(WEB).at(START);
		ExecutorService threads = Executors.newFixedThreadPool(4);
		for (int i = 0; i < 4; i++) {
			threads.execute(() -> IntStream.range(0, 5000).forEach((j) -> this.journal.onFailure(failure)));
		}
		threads.shutdown();
		assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
		assertThat(this.journal.groups()).singleElement()
			.satisfies((group) -> assertThat(group.count()).isEqualTo(20_000));
		assertThat(this.journal.totals()).singleElement()
			.satisfies((total) -> assertThat(total.count()).isEqualTo(20_000));
		assertThat(this.told).hasSize(1);
	}

	private void fail(FailureSpec spec) {
		this.journal.onFailure(spec.at(this.clock.instant()));
	}

}
