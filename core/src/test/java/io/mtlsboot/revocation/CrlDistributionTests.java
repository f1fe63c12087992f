package io.mtlsboot.revocation;

import java.io.IOException;
import java.net.URI;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.mtlsboot.AdjustableClock;
import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.revocation.CrlDistribution.Fetched;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CrlDistributionTests {

	private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

	private static final Duration DAY = Duration.ofDays(1);

	private static final Duration LONG = Duration.ofSeconds(30);

	private static final DevCa CA = DevCa.create("shop.example");

	private static final X509Certificate ISSUER = CA.clientIssuer().certificate();

	private static final PublicKey FOREIGN = CA.serverIssuer().certificate().getPublicKey();

	private static final String URL = "http://pki.example/crl";

	private static final X509Certificate LEAF = leaf(URL).certificate();

	private static final CrlDistributionSettings LEARNING = CrlDistributionSettings.DEFAULTS;

	private static final CrlDistributionSettings CONFIGURED = new CrlDistributionSettings(List.of(URI.create(URL)),
			false, Duration.ofSeconds(5), Duration.ofHours(1), 1000, 2000);

	private final AdjustableClock clock = new AdjustableClock(NOW);

	private final ManualTasks tasks = new ManualTasks(this.clock);

	private final PublishedCrls servers = new PublishedCrls();

	@Test
	void statusWhenConfiguredThenFetchedFromTheStart() {
		this.servers.publish(URL, list(NOW, ""));
		CrlDistribution crls = distribution(CONFIGURED);
		this.tasks.runDue();
		assertThat(crls.status(query(LEAF, false))).isEqualTo(new RevocationStatus.Good(NOW.plus(DAY)));
		assertThat(this.servers.requests()).singleElement()
			.isEqualTo(new Fetcher.Request(URI.create(URL), true, null, null, null, 1000, CrlDownloads.MAX_TIME));
		assertThat(crls.fetched()).containsExactly(new Fetched(URI.create(URL), true, ISSUER.getSubjectX500Principal(),
				NOW, NOW.plus(DAY), 0, NOW, null, ""));
	}

	@Test
	void statusWhenCertificateNamesAListThenFetchesItAsUntrustedAndKnowsItTheNextTime() {
		this.servers.publish(URL, list(NOW, LEAF.getSerialNumber().toString()));
		CrlDistribution crls = distribution(LEARNING);
		assertThat(this.tasks.size()).isZero();
		assertThat(crls.status(query(LEAF, false))).isEqualTo(
				new RevocationStatus.Unknown("no list; the CRL from 'http://pki.example/crl' is still being fetched"));
		assertThat(crls.epoch()).isZero();
		this.tasks.runDue();
		assertThat(this.servers.last().trusted()).isFalse();
		assertThat(crls.epoch()).isPositive();
		assertThat(crls.status(query(LEAF, false))).isInstanceOf(RevocationStatus.Revoked.class);
	}

	@Test
	void statusWhenCertificatesAreNotToBeFollowedThenFetchesNothing() {
		CrlDistribution crls = distribution(CONFIGURED);
		crls.status(query(leaf("http://other.example/").certificate(), false));
		this.tasks.runDue();
		assertThat(this.servers.requests()).extracting(Fetcher.Request::uri).containsExactly(URI.create(URL));
	}

	@Test
	void statusWhenManyAskThenFetchesOnce() {
		this.servers.publish(URL, list(NOW, ""));
		CrlDistribution crls = distribution(LEARNING);
		for (int i = 0; i < 100; i++) {
			crls.status(query(LEAF, false));
		}
		this.tasks.runDue();
		assertThat(this.servers.requests()).hasSize(1);
	}

	@Test
	void statusWhenItMayWaitThenWaitsForTheList() {
		this.servers.publish(URL, list(NOW, ""));
		CountDownLatch asked = new CountDownLatch(1);
		Fetcher afterTheQuestion = (request) -> {
			awaitLatch(asked);
			return this.servers.fetch(request);
		};
		CrlFormat<TextCrl> telling = new CrlFormat<>(TextCrl.FORMAT.reader(), (lists) -> (query) -> {
			RevocationStatus status = TextCrl.FORMAT.judge().apply(lists).status(query);
			asked.countDown();
			return status;
		});
		try (CrlDistribution crls = CrlDistribution.of(waiting(Duration.ofSeconds(20)), afterTheQuestion, this.clock,
				telling, DaemonTasks::new, schedule())) {
			assertThat(crls.status(query(LEAF, true))).isInstanceOf(RevocationStatus.Good.class);
		}
	}

	@Test
	void statusWhenTheListComesWhileTheOthersAreAskedThenIsNotMissed() {
		this.servers.publish(URL, list(NOW, ""));
		CrlFormat<TextCrl> slow = new CrlFormat<>(TextCrl.FORMAT.reader(), (lists) -> (query) -> {
			RevocationStatus status = TextCrl.FORMAT.judge().apply(lists).status(query);
			this.tasks.runDue();
			return status;
		});
		CrlDistribution crls = CrlDistribution.of(waiting(LONG), this.servers, this.clock, slow,
				(name, threads) -> this.tasks, schedule());
		assertThat(crls.status(query(LEAF, true))).isInstanceOf(RevocationStatus.Good.class);
	}

	@Test
	void statusWhenNothingComesInTimeThenUnknown() {
		CountDownLatch never = new CountDownLatch(1);
		Fetcher silent = (request) -> {
			awaitLatch(never);
			return this.servers.fetch(request);
		};
		try (CrlDistribution crls = CrlDistribution.of(waiting(Duration.ofMillis(20)), silent, this.clock,
				TextCrl.FORMAT, DaemonTasks::new, schedule())) {
			assertThat(crls.status(query(LEAF, true))).isInstanceOf(RevocationStatus.Unknown.class);
		}
	}

	@Test
	void statusWhenFetchingHasFailedThenDoesNotWaitAndSaysWhy() {
		CrlDistribution crls = distribution(waiting(LONG));
		crls.status(query(LEAF, false));
		this.tasks.runDue();
		assertThat(crls.status(query(LEAF, true)))
			.isEqualTo(new RevocationStatus.Unknown("no list; Unable to fetch '" + URL + "': gone"));
	}

	@Test
	void statusWhenInterruptedThenUnknownAndStillInterrupted() {
		CrlDistribution crls = distribution(waiting(LONG));
		Thread.currentThread().interrupt();
		assertThat(crls.status(query(LEAF, true))).isInstanceOf(RevocationStatus.Unknown.class);
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void fetchWhenNewerThenReplacesAndEpochGrows() {
		CrlDistribution crls = started(list(NOW, ""));
		long epoch = crls.epoch();
		this.servers.publish(URL, list(NOW.plusSeconds(60), LEAF.getSerialNumber().toString()));
		this.tasks.advance(Duration.ofHours(1));
		assertThat(crls.status(query(LEAF, false))).isInstanceOf(RevocationStatus.Revoked.class);
		assertThat(crls.epoch()).isGreaterThan(epoch);
		assertThat(crls.fetched().get(0).thisUpdate()).isEqualTo(NOW.plusSeconds(60));
	}

	@Test
	void fetchWhenSameThenEpochStays() {
		CrlDistribution crls = started(list(NOW, ""));
		long epoch = crls.epoch();
		this.tasks.advance(Duration.ofHours(3));
		assertThat(this.servers.requests()).hasSize(4);
		assertThat(crls.epoch()).isEqualTo(epoch);
		assertThat(crls.fetched().get(0).lastSuccess()).isEqualTo(NOW.plus(Duration.ofHours(3)));
	}

	@Test
	void fetchWhenAnOlderListIsReplayedThenLastGoodStays() {
		CrlDistribution crls = started(list(NOW, LEAF.getSerialNumber().toString()));
		this.servers.publish(URL, list(NOW.minusSeconds(60), ""));
		this.tasks.advance(Duration.ofHours(1));
		assertThat(crls.status(query(LEAF, false))).isInstanceOf(RevocationStatus.Revoked.class);
		assertThat(crls.fetched().get(0).failure()).contains("expected a list that is not older");
		assertThat(crls.fetched().get(0).failingSince()).isEqualTo(NOW.plus(Duration.ofHours(1)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "<html>Sign in</html>", "", "a;b;c;d;e" })
	void fetchWhenGarbageThenLastGoodStays(String garbage) {
		CrlDistribution crls = started(list(NOW, ""));
		this.servers.publish(URL, garbage);
		this.tasks.advance(Duration.ofHours(1));
		assertThat(crls.status(query(LEAF, false))).isInstanceOf(RevocationStatus.Good.class);
		assertThat(crls.fetched().get(0).failure()).startsWith("Unable to ").contains(URL);
	}

	@Test
	void fetchWhenSomebodyInBetweenForgesANewerListThenTheGenuineOneStaysAndTheNextOneComes() {
		CrlDistribution crls = started(list(NOW, ""));
		this.servers.publish(URL, TextCrl.text(ISSUER, FOREIGN, NOW.plus(DAY), NOW.plus(DAY), ""));
		this.tasks.advance(Duration.ofHours(1));
		assertThat(crls.status(query(LEAF, false))).isInstanceOf(RevocationStatus.Good.class);
		assertThat(crls.fetched().get(0).thisUpdate()).isEqualTo(NOW);
		this.servers.publish(URL, list(NOW.plusSeconds(60), LEAF.getSerialNumber().toString()));
		this.tasks.advance(Duration.ofHours(1));
		assertThat(crls.status(query(LEAF, false))).isInstanceOf(RevocationStatus.Revoked.class);
	}

	@Test
	void fetchWhenTheFirstListIsForgedThenTheGenuineOneReplacesItThoughItLooksOlder() {
		CrlDistribution crls = started(TextCrl.text(ISSUER, FOREIGN, NOW.plus(DAY), NOW.plus(DAY), ""));
		assertThat(crls.status(query(LEAF, false))).isInstanceOf(RevocationStatus.Unknown.class);
		this.servers.publish(URL, list(NOW, ""));
		this.tasks.advance(Duration.ofHours(1));
		assertThat(crls.status(query(LEAF, false))).isInstanceOf(RevocationStatus.Good.class);
	}

	@Test
	void fetchWhenCaHasANewKeyThenItsListReplacesTheOldOneOnceThatKeyIsSeen() {
		CrlDistribution crls = started(list(NOW, ""));
		DevCa successor = CA.impostor();
		X509Certificate renewed = successor.clientIssuer().certificate();
		this.servers.publish(URL,
				TextCrl.text(renewed, renewed.getPublicKey(), NOW.plusSeconds(60), NOW.plus(DAY), ""));
		this.tasks.advance(Duration.ofHours(1));
		assertThat(crls.fetched().get(0).thisUpdate()).isEqualTo(NOW);
		RevocationQuery query = new RevocationQuery(LEAF, renewed, (name) -> List.of(), List.of(), this.clock.instant(),
				Duration.ZERO, false);
		assertThat(crls.status(query)).isInstanceOf(RevocationStatus.Good.class);
		this.tasks.runDue();
		assertThat(crls.fetched().get(0).thisUpdate()).isEqualTo(NOW.plusSeconds(60));
	}

	@Test
	void fetchWhenModifiedAndGenuineThenAsksOnlyForWhatIsNewer() {
		this.servers.publish(URL, list(NOW, ""), NOW);
		CrlDistribution crls = distribution(CONFIGURED);
		this.tasks.advance(Duration.ofHours(1));
		// Nobody knows yet who signed it
		assertThat(this.servers.last().ifModifiedSince()).isNull();
		crls.status(query(LEAF, false));
		this.tasks.advance(Duration.ofHours(1));
		assertThat(this.servers.last().ifModifiedSince()).isEqualTo(NOW);
		assertThat(crls.fetched().get(0).lastSuccess()).isEqualTo(this.clock.instant());
		assertThat(crls.fetched().get(0).failure()).isEmpty();
	}

	@Test
	void fetchWhenSomebodyInBetweenHasSentAnotherThenIsAskedForAll() {
		this.servers.publish(URL, list(NOW, ""), NOW);
		CrlDistribution crls = distribution(CONFIGURED);
		this.tasks.runDue();
		crls.status(query(LEAF, false));
		this.servers.publish(URL, TextCrl.text(ISSUER, FOREIGN, NOW.plus(DAY), NOW.plus(DAY), ""));
		this.tasks.advance(Duration.ofHours(1));
		this.tasks.advance(Duration.ofHours(1));
		assertThat(crls.status(query(LEAF, false))).isInstanceOf(RevocationStatus.Good.class);
		assertThat(this.servers.last().ifModifiedSince()).isNull();
	}

	@Test
	void fetchWhenServerClaimsAFutureModificationThenIsAskedForAll() {
		this.servers.publish(URL, list(NOW, ""), NOW.plus(DAY.multipliedBy(9)));
		CrlDistribution crls = distribution(CONFIGURED);
		this.tasks.runDue();
		crls.status(query(LEAF, false));
		this.tasks.advance(Duration.ofHours(2));
		assertThat(this.servers.requests()).extracting(Fetcher.Request::ifModifiedSince).containsOnlyNulls();
	}

	@Test
	void fetchWhenListHasEndedThenIsAskedForAll() {
		this.servers.publish(URL, list(NOW, ""), NOW);
		CrlDistribution crls = distribution(CONFIGURED);
		this.tasks.runDue();
		crls.status(query(LEAF, false));
		this.tasks.advance(DAY.plusHours(1));
		assertThat(this.servers.last().ifModifiedSince()).isNull();
		assertThat(crls.status(query(LEAF, false))).isInstanceOf(RevocationStatus.Unknown.class);
	}

	@Test
	void fetchWhenFailingThenTriesMoreAndMoreRarelyAndRecovers() {
		CrlDistribution crls = distribution(CONFIGURED);
		this.tasks.advance(Duration.ofSeconds(71));
		// At 0, 10, 30 and 70 s
		assertThat(this.servers.requests()).hasSize(4);
		assertThat(crls.fetched().get(0)).extracting(Fetched::failingSince, Fetched::lastSuccess)
			.containsExactly(NOW, null);
		this.servers.publish(URL, list(NOW, ""));
		this.tasks.advance(Duration.ofSeconds(80));
		assertThat(crls.fetched().get(0)).extracting(Fetched::failingSince, Fetched::failure).containsExactly(null, "");
	}

	@Test
	void fetchWhenListsAreTooLongAltogetherThenThoseThatAreThereStay() {
		this.servers.publish(URL, list(NOW, ""));
		this.servers.publish("http://big.example/", list(NOW, "1".repeat(900)));
		CrlDistribution crls = distribution(new CrlDistributionSettings(List.of(URI.create(URL)), true, Duration.ZERO,
				Duration.ofHours(1), 1000, 1000));
		this.tasks.runDue();
		crls.status(query(leaf("http://big.example/").certificate(), false));
		this.tasks.runDue();
		assertThat(crls.fetched()).extracting(Fetched::failure)
			.satisfiesExactly((first) -> assertThat(first).isEmpty(),
					(second) -> assertThat(second).contains("expected at most 1000 octets of CRLs altogether"));
	}

	@Test
	void statusWhenCertificatesNameManyListsThenKeepsThoseAskedForLast() {
		CrlDistribution crls = distribution(LEARNING);
		crls.status(query(LEAF, false));
		for (int i = 0; i < CrlLocations.MAX_LEARNT / CrlRequests.MAX_NAMED + 1; i++) {
			crls.status(query(leaf(urls(i)).certificate(), false));
			crls.status(query(LEAF, false));
		}
		assertThat(crls.fetched()).hasSize(CrlLocations.MAX_LEARNT).extracting(Fetched::uri).contains(URI.create(URL));
		this.tasks.runDue();
		assertThat(this.servers.requests()).hasSize(CrlLocations.MAX_LEARNT);
	}

	@Test
	void statusWhenCertificateNamesVeryManyThenTriesSome() {
		String[] urls = new String[50];
		for (int i = 0; i < urls.length; i++) {
			urls[i] = "http://host" + i + ".example/";
		}
		CrlDistribution crls = distribution(LEARNING);
		crls.status(query(leaf(urls).certificate(), false));
		assertThat(crls.fetched()).hasSize(CrlRequests.MAX_NAMED);
	}

	@Test
	void fetchWhenNobodyAsksForADayThenForgotten() {
		this.servers.publish(URL, list(NOW, ""));
		CrlDistribution crls = distribution(LEARNING);
		crls.status(query(LEAF, false));
		this.tasks.advance(DAY.multipliedBy(2));
		assertThat(crls.fetched()).isEmpty();
		assertThat(this.tasks.size()).isZero();
	}

	@Test
	void statusWhenExtensionIsMalformedThenUnknown() {
		X509Certificate leaf = CA
			.issue((spec) -> spec.dns("web").extension("2.5.29.31", false, new byte[] { 0x30, 0x00 }))
			.certificate();
		assertThat(distribution(LEARNING).status(query(leaf, true))).isEqualTo(new RevocationStatus.Unknown("no list"));
	}

	@Test
	void closeWhenCalledThenNothingIsFetchedAnyMore() {
		CrlDistribution crls = distribution(CONFIGURED);
		crls.close();
		assertThat(this.tasks.isClosed()).isTrue();
		assertThat(crls.status(query(LEAF, true))).isInstanceOf(RevocationStatus.Unknown.class);
		assertThat(this.servers.requests()).isEmpty();
	}

	@Test
	void newWhenABoundIsNotPositiveThenRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new CrlDistributionSettings(List.of(), true, Duration.ZERO, Duration.ZERO, 1, 1))
			.withMessageContaining("expected positive values");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new CrlDistributionSettings(List.of(), true, Duration.ZERO, DAY, 0, 1));
	}

	private CrlDistribution started(String list) {
		this.servers.publish(URL, list);
		CrlDistribution crls = distribution(CONFIGURED);
		this.tasks.runDue();
		crls.status(query(LEAF, false));
		this.tasks.runDue();
		return crls;
	}

	private CrlDistribution distribution(CrlDistributionSettings settings) {
		return CrlDistribution.of(settings, this.servers, this.clock, TextCrl.FORMAT, (name, threads) -> this.tasks,
				new CrlSchedule(settings.refreshInterval(), () -> 0));
	}

	private static CrlSchedule schedule() {
		return new CrlSchedule(Duration.ofHours(1), () -> 0);
	}

	private static CrlDistributionSettings waiting(Duration timeout) {
		return new CrlDistributionSettings(List.of(), true, timeout, Duration.ofHours(1), 1000, 2000);
	}

	private RevocationQuery query(X509Certificate leaf, boolean mayWait) {
		return new RevocationQuery(leaf, ISSUER, (name) -> List.of(), List.of(), this.clock.instant(), Duration.ZERO,
				mayWait);
	}

	private static String list(Instant thisUpdate, String serial) {
		return TextCrl.text(ISSUER, ISSUER.getPublicKey(), thisUpdate, thisUpdate.plus(DAY), serial);
	}

	private static String[] urls(int certificate) {
		String[] urls = new String[CrlRequests.MAX_NAMED];
		for (int i = 0; i < urls.length; i++) {
			urls[i] = "http://host" + certificate + ".example/" + i;
		}
		return urls;
	}

	private static IssuedCertificate leaf(String... urls) {
		DistributionPoint[] points = new DistributionPoint[urls.length];
		for (int i = 0; i < urls.length; i++) {
			GeneralName name = new GeneralName(GeneralName.uniformResourceIdentifier, urls[i]);
			points[i] = new DistributionPoint(new DistributionPointName(new GeneralNames(name)), null, null);
		}
		return CA.issue((spec) -> spec.dns("web").extension("2.5.29.31", false, encoded(new CRLDistPoint(points))));
	}

	private static byte[] encoded(ASN1Encodable extension) {
		try {
			return extension.toASN1Primitive().getEncoded();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void awaitLatch(CountDownLatch latch) {
		try {
			latch.await(20, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
