package io.mtlsboot.handshake;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.mtlsboot.AdjustableClock;
import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.LeafSpec;
import io.mtlsboot.identity.IdentityExtractor;
import io.mtlsboot.identity.IdentityType;
import io.mtlsboot.trust.RejectionReason;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Attempts to fill the memory or the log, or to hide in them.
 */
class JournalAttackTests {

	private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

	private static final DevCa CA = DevCa.create("shop.example");

	private static final X509Certificate WEB = CA.issue((leaf) -> leaf.subject("CN=web").dns("web")).certificate();

	private static final int FLOOD = 3000;

	private static final IdentityExtractor ANY = IdentityExtractor.inOrder(List.of(IdentityType.values()));

	private final AdjustableClock clock = new AdjustableClock(START);

	private final List<FailureGroup> told = new ArrayList<>();

	private final ScanCertificates scan = new ScanCertificates(CA);

	private final HandshakeJournal journal = new HandshakeJournal(this.clock, ANY,
			List.of((group, more) -> this.told.add(group)));

	@Test
	void scannerThatVariesItsNameHidesNoKnownCallerAndGrowsNoMemory() {
		failOfKnownCaller();
		for (int i = 0; i < FLOOD; i++) {
			stranger(i, "203.0.113." + i % 256);
		}
		this.clock.advance(Duration.ofMinutes(2));
		failOfKnownCaller();
		stranger(FLOOD, "203.0.113.7");
		assertThat(groups("dns:web")).singleElement().satisfies((group) -> assertThat(group.count()).isEqualTo(2));
		assertThat(this.journal.groups()).hasSizeLessThanOrEqualTo(GroupPool.MAX_PER_NETWORK + 3);
		assertThat(this.journal.groups()).filteredOn(FailureGroup::others)
			.anySatisfy((group) -> assertThat(group.place()).isEqualTo("203.0.113.0/24"));
		assertTotalsAreTrue(FLOOD + 3);
	}

	@Test
	void scannerThatVariesNameAndAddressTakesNoOthersPlace() {
		for (int i = 0; i < FLOOD; i++) {
			stranger(i, "2001:db8:" + Integer.toHexString(i) + "::1");
		}
		failOfKnownCaller();
		callee("orders.shop.example");
		assertThat(groups("dns:web")).extracting(FailureGroup::place)
			.containsExactlyInAnyOrder("10.0.0.0/24", "orders.shop.example");
		assertThat(this.journal.groups())
			.hasSizeLessThanOrEqualTo(HandshakeJournal.MAX_GROUPS + 2 * RejectionReason.values().length);
		assertTotalsAreTrue(FLOOD + 2);
	}

	@Test
	void scannerWithAWholeProviderNetworkIsOneNetwork() {
		for (int i = 0; i < FLOOD; i++) {
			stranger(i, "2001:db8:1:" + Integer.toHexString(i) + "::1");
		}
		stranger(FLOOD, "192.0.2.1");
		assertThat(this.journal.groups()).hasSizeLessThanOrEqualTo(GroupPool.MAX_PER_NETWORK + 2)
			.anySatisfy((group) -> assertThat(group.place()).isEqualTo("192.0.2.0/24"))
			.anySatisfy((group) -> assertThat(group.place()).isEqualTo("2001:db8:1::/48"));
	}

	@Test
	void stolenCertificateFromManyNetworksHidesNoOtherKnownCaller() {
		X509Certificate stolen = CA.issue((leaf) -> leaf.subject("CN=stolen").dns("stolen")).certificate();
		for (int i = 0; i < FLOOD; i++) {
			this.journal.onFailure(FailureSpec.of(RejectionReason.REVOKED)
				.presented(stolen)
				.from((i >> 8) % 256 + "." + i % 256 + ".2.1")
				.at(this.clock.instant()));
		}
		failOfKnownCaller();
		assertThat(groups("dns:web")).hasSize(1);
		assertThat(groups("dns:stolen")).filteredOn(FailureGroup::others).hasSize(1);
		assertThat(this.journal.groups())
			.hasSizeLessThanOrEqualTo(HandshakeJournal.MAX_GROUPS + 2 * RejectionReason.values().length);
		assertTotalsAreTrue(FLOOD + 1);
	}

	@Test
	void scannerThatGoesOnForLongLeavesWhoComesBack() {
		for (int minute = 0; minute < 15; minute++) {
			stranger(1_000_000, "198.51.100.1");
			for (int i = 0; i < 450; i++) {
				stranger(450 * minute + i, "10." + minute + "." + i % 256 + ".1");
			}
			this.clock.advance(Duration.ofMinutes(1));
		}
		assertThat(groups(ScanCertificates.name(1_000_000))).singleElement()
			.satisfies((group) -> assertThat(group.count()).isEqualTo(15));
		assertTotalsAreTrue(15 * 451);
	}

	@Test
	void scannerThatHasFilledTheJournalMakesRoomAfterAMinute() {
		for (int i = 0; i < FLOOD; i++) {
			stranger(i, "10." + (i >> 8) + "." + i % 256 + ".1");
		}
		this.clock.advance(Duration.ofMinutes(2));
		stranger(1_000_000, "198.51.100.1");
		assertThat(groups(ScanCertificates.name(1_000_000))).hasSize(1);
		assertTotalsAreTrue(FLOOD + 1);
	}

	@Test
	void scannerThatMakesUpNamesFillsNoLog() {
		for (int i = 0; i < FLOOD; i++) {
			stranger(i, "10." + (i >> 8) + "." + i % 256 + ".1");
		}
		assertThat(this.told).hasSizeLessThanOrEqualTo(NewGroups.MAX_PER_MINUTE + 2);
	}

	@Test
	void failuresOfTheSameKindCostNoMemory() {
		for (int i = 0; i < 20 * FLOOD; i++) {
			failOfKnownCaller();
		}
		assertThat(this.journal.groups()).singleElement()
			.satisfies((group) -> assertThat(group.count()).isEqualTo(20 * FLOOD));
		assertThat(this.told).hasSize(1);
	}

	@Test
	void hostileNamesAreShortAndPrintable() {
		String evil = "a\n\u001b[2J\u202eb" + "x".repeat(10_000);
		X509Certificate forger = mint((leaf) -> leaf.subject("CN=" + evil)
			.san(6, ("urn:" + "\n".repeat(3)).getBytes(StandardCharsets.ISO_8859_1)));
		this.journal.onFailure(FailureSpec.of(RejectionReason.ISSUER_UNKNOWN, evil)
			.presented(forger)
			.atFault(mint((leaf) -> leaf.subject("CN=other " + evil)))
			.connection(new HandshakeConnection(8443, evil, 1, evil, evil, false))
			.own(new OwnCertificate(WEB, true, List.of(forger.getSubjectX500Principal())))
			.at(START));
		assertThat(this.journal.groups()).singleElement().satisfies((group) -> {
			assertThat(group.peer()).hasSizeLessThanOrEqualTo(ShortText.MAX_LENGTH);
			assertThat(group.toString() + group.latest().remedy()).doesNotContain("\n", "\u001b", "\u202e")
				.hasSizeLessThan(12_000);
		});
	}

	@Test
	void certificateWithThousandsOfNamesKeepsTheFirst() {
		String[] names = new String[300];
		for (int i = 0; i < names.length; i++) {
			names[i] = "n" + i;
		}
		FailureReport report = FailureReport.of(FailureKind.HANDSHAKE,
				FailureSpec.of(RejectionReason.ISSUER_UNKNOWN)
					.presented(mint((leaf) -> leaf.subject("CN=many").dns(names)))
					.at(START));
		assertThat(report.presented()).isNotNull();
		assertThat(report.presented().names()).hasSize(CertificateSummary.MAX_NAMES).startsWith("dns:n0");
		assertThat(report.presented().moreNames()).isEqualTo(290);
	}

	@Test
	void certificateOfAMegabyteIsNotRead() {
		byte[] octets = new byte[1024 * 1024 + 5];
		octets[0] = 4;
		octets[1] = (byte) 0x83;
		octets[2] = 0x10;
		X509Certificate large = mint((leaf) -> leaf.subject("CN=large").extension("1.2.3.4", false, octets));
		FailureReport report = FailureReport.of(FailureKind.HANDSHAKE,
				FailureSpec.of(RejectionReason.MALFORMED_CERTIFICATE).presented(large).at(START));
		assertThat(report.presented()).isNull();
		assertThat(report.peer()).startsWith("a certificate of 10");
	}

	private X509Certificate mint(Consumer<LeafSpec> spec) {
		return CA.issue((leaf) -> spec.accept(leaf.serial(BigInteger.TEN))).certificate();
	}

	private void stranger(int number, String address) {
		HandshakeFailure failure = FailureSpec.of(RejectionReason.ISSUER_UNKNOWN)
			.presented(this.scan.get(number))
			.from(address)
			.at(this.clock.instant());
		this.journal.onFailure(failure);
	}

	private void failOfKnownCaller() {
		this.journal.onFailure(
				FailureSpec.of(RejectionReason.EXPIRED).presented(WEB).from("10.0.0.7").at(this.clock.instant()));
	}

	private void callee(String host) {
		this.journal.onFailure(FailureSpec.of(RejectionReason.EXPIRED)
			.side(HandshakeSide.CLIENT)
			.presented(WEB)
			.from(host)
			.at(this.clock.instant()));
	}

	private List<FailureGroup> groups(String peer) {
		return this.journal.groups().stream().filter((group) -> peer.equals(group.peer())).toList();
	}

	private void assertTotalsAreTrue(long expected) {
		assertThat(this.journal.totals().stream().mapToLong(FailureTotal::count).sum()).isEqualTo(expected);
		assertThat(this.journal.groups().stream().mapToLong(FailureGroup::count).sum()).isEqualTo(expected);
	}

}
