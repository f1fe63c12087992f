package io.mtlsboot.autoconfigure.actuate;

import java.net.URI;
import java.security.cert.X509CRL;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import javax.security.auth.x500.X500Principal;

import io.mtlsboot.autoconfigure.StoreRevocation;
import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.material.TrustMaterial;
import io.mtlsboot.revocation.CrlDistribution;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;

class CrlHealthTests {

	private static final Duration DAY = Duration.ofDays(1);

	private static final Instant NOW = Materials.NOW;

	private static final DevCa CA = Materials.CA;

	private static final X500Principal ANCHOR = CA.rootCertificate().getSubjectX500Principal();

	private static final URI URL = URI.create("http://ca.example/root.crl?token=hunter2");

	private static final TrustMaterial TRUST = TrustMaterial.of(List.of(CA.rootCertificate()), "memory");

	@Test
	void verifyWhenListsAreFreshThenUpWithDetails() {
		CrlHealth health = health(listed(crl(CA.root(), 10), crl(CA.clientIssuer(), 5)), needed(), NOW.plus(DAY));
		assertThat(health.verdict()).isEqualTo(HealthVerdict.UP);
		assertThat(health.details()).containsExactly(
				Map.of("issuer", "CN=shop.example dev client CA", "location", "memory", "nextUpdate",
						"2026-06-06T12:00:00Z"),
				Map.of("issuer", "CN=shop.example dev root", "location", "memory", "nextUpdate",
						"2026-06-11T12:00:00Z"));
	}

	@Test
	void verifyWhenThereAreNoListsThenNothingIsShown() {
		CrlHealth health = health(TRUST, needed(), NOW);
		assertThat(health.verdict()).isEqualTo(HealthVerdict.UP);
		assertThat(health.details()).isEmpty();
	}

	@Test
	void verifyWhenCrlsAreNotAskedThenNothingIsShown() {
		StoreRevocation revocation = new StoreRevocation(false, false, Duration.ZERO, List.of(failing(ANCHOR, 1)));
		CrlHealth health = health(listed(crl(CA.root(), 1)), revocation, NOW.plus(DAY.multipliedBy(2)));
		assertThat(health.verdict()).isEqualTo(HealthVerdict.UP);
		assertThat(health.details()).isEmpty();
	}

	@Test
	void verifyWhenExactlyATenthIsLeftThenUp() {
		assertThat(health(listed(crl(CA.root(), 10)), needed(), NOW.plus(DAY.multipliedBy(9))).verdict())
			.isEqualTo(HealthVerdict.UP);
	}

	@Test
	void verifyWhenLessThanATenthIsLeftThenWarning() {
		CrlHealth health = health(listed(crl(CA.root(), 10)), needed(), NOW.plus(DAY.multipliedBy(9)).plusSeconds(1));
		assertWarning(health, "CRL of 'CN=shop.example dev root' from 'memory' is about to end "
				+ "(nextUpdate 2026-06-11T12:00:00Z); put the next one there, or have the CA publish it");
	}

	@Test
	void verifyWhenListOfTheAnchorHasEndedAndUnknownIsRejectedThenDown() {
		CrlHealth health = health(listed(crl(CA.root(), 1)), needed(), NOW.plus(DAY).plusSeconds(1));
		assertDown(health, "every peer is refused: CRL of 'CN=shop.example dev root' from 'memory' has ended "
				+ "(nextUpdate 2026-06-02T12:00:00Z); put the next one there, or have the CA publish it");
	}

	@Test
	void verifyWhenListOfTheAnchorHasEndedAndPeersMayBeAdmittedThenWarning() {
		CrlHealth health = health(listed(crl(CA.root(), 1)), notNeeded(), NOW.plus(DAY).plusSeconds(1));
		assertWarning(health, "CRL of 'CN=shop.example dev root' from 'memory' has ended "
				+ "(nextUpdate 2026-06-02T12:00:00Z); put the next one there, or have the CA publish it");
	}

	@Test
	void verifyWhenListHasEndedByLessThanClocksMayDifferThenWarning() {
		StoreRevocation revocation = new StoreRevocation(true, true, Duration.ofSeconds(60), List.of());
		TrustMaterial trust = listed(crl(CA.root(), 1));
		assertThat(health(trust, revocation, NOW.plus(DAY).plusSeconds(60)).verdict().status())
			.isEqualTo(WarningStatus.WARNING);
		assertThat(health(trust, revocation, NOW.plus(DAY).plusSeconds(61)).verdict().status()).isEqualTo(Status.DOWN);
	}

	@Test
	void verifyWhenListOfAnIntermediateHasEndedThenWarningSinceOthersAreAdmitted() {
		CrlHealth health = health(listed(crl(CA.root(), 10), crl(CA.clientIssuer(), 1)), needed(),
				NOW.plus(DAY.multipliedBy(2)));
		assertThat(health.verdict().status()).isEqualTo(WarningStatus.WARNING);
		assertThat(health.verdict().problem()).startsWith("CRL of 'CN=shop.example dev client CA' from");
	}

	@Test
	void verifyWhenAnchorHasAnotherListThatIsCurrentThenWarning() {
		StoreRevocation revocation = needed(fetched(ANCHOR, NOW.plus(DAY.multipliedBy(10)), null));
		CrlHealth health = health(listed(crl(CA.root(), 1)), revocation, NOW.plus(DAY.multipliedBy(2)));
		assertThat(health.verdict().status()).isEqualTo(WarningStatus.WARNING);
	}

	@Test
	void verifyWhenAnotherAnchorHasACurrentListThenWarning() {
		DevCa next = DevCa.create("stock.example", Clock.fixed(NOW, ZoneOffset.UTC));
		TrustMaterial trust = TrustMaterial.of(List.of(CA.rootCertificate(), next.rootCertificate()), "memory");
		X509CRL brief = crl(CA.root(), 1);
		X509CRL current = next.crl(next.root(), List.of(), NOW, NOW.plus(DAY.multipliedBy(10)));
		Instant later = NOW.plus(DAY.multipliedBy(2));
		assertThat(health(trust.withCrls(List.of(brief, current), "memory"), needed(), later).verdict().status())
			.isEqualTo(WarningStatus.WARNING);
		// Of which it is not known whether it has lists at all
		assertThat(health(trust.withCrls(List.of(brief), "memory"), needed(), later).verdict().status())
			.isEqualTo(WarningStatus.WARNING);
	}

	@Test
	void verifyWhenTheListsOfAllAnchorsHaveEndedThenDownAndTellsHowMany() {
		DevCa next = DevCa.create("stock.example", Clock.fixed(NOW, ZoneOffset.UTC));
		TrustMaterial trust = TrustMaterial.of(List.of(CA.rootCertificate(), next.rootCertificate()), "memory")
			.withCrls(List.of(crl(CA.root(), 1), next.crl(next.root(), List.of(), NOW, NOW.plus(DAY))), "memory");
		CrlHealth health = health(trust, needed(), NOW.plus(DAY.multipliedBy(2)));
		assertThat(health.verdict().status()).isEqualTo(Status.DOWN);
		assertThat(health.verdict().problem()).endsWith("publish it (and 1 more)");
	}

	@Test
	void verifyWhenListDoesNotSayWhenItEndsThenHasEnded() {
		CrlHealth health = health(TRUST, needed(fetched(ANCHOR, null, null)), NOW);
		assertDown(health,
				"every peer is refused: CRL of 'CN=shop.example dev root' from 'http://ca.example/root.crl' does not "
						+ "say when it ends, so that nobody is admitted by it; expected a nextUpdate: have the CA set it");
		assertThat(health.details())
			.containsExactly(Map.of("issuer", "CN=shop.example dev root", "location", "http://ca.example/root.crl"));
	}

	@Test
	void verifyWhenListIsOfTheFutureThenCountsAsNone() {
		CrlHealth health = health(listed(crl(CA.root(), 1)), needed(), NOW.minusSeconds(1));
		assertDown(health, "every peer is refused: CRL of 'CN=shop.example dev root' from 'memory' holds only from "
				+ "2026-06-01T12:00:00Z; check the clock of this machine, or wait");
	}

	@Test
	void verifyWhenFetchedListCannotBeRefreshedThenWarningLongBeforeItsEnd() {
		CrlHealth health = health(TRUST, needed(failing(ANCHOR, 10)), NOW.plus(DAY));
		assertWarning(health,
				"CRL of 'CN=shop.example dev root' from 'http://ca.example/root.crl' cannot be kept up to date "
						+ "(nextUpdate 2026-06-11T12:00:00Z): fetching it has failed since 2026-06-01T12:00:00Z "
						+ "(Unable to fetch 'http://ca.example/root.crl': status 500); see to its server");
		assertThat(health.details()).containsExactly(Map.of("issuer", "CN=shop.example dev root", "location",
				"http://ca.example/root.crl", "nextUpdate", "2026-06-11T12:00:00Z", "failingSince", NOW.toString()));
	}

	@Test
	void verifyWhenFetchedListCannotBeRefreshedAndHasEndedThenDown() {
		CrlHealth health = health(TRUST, needed(failing(ANCHOR, 1)), NOW.plus(DAY.multipliedBy(2)));
		assertThat(health.verdict().status()).isEqualTo(Status.DOWN);
		assertThat(health.verdict().problem()).contains("has ended (nextUpdate 2026-06-02T12:00:00Z): fetching it has");
	}

	@Test
	void verifyWhenNoListIsThereYetThenUpUntilFetchingFails() {
		assertThat(health(TRUST, needed(fetched(null, null, null)), NOW).verdict()).isEqualTo(HealthVerdict.UP);
		CrlHealth health = health(TRUST, needed(fetched(null, null, NOW)), NOW);
		assertDown(health,
				"every peer is refused: no CRL could be fetched from 'http://ca.example/root.crl' since "
						+ "2026-06-01T12:00:00Z (Unable to fetch 'http://ca.example/root.crl': status 500); "
						+ "correct the address, or see to its server");
		assertThat(health(TRUST, notNeeded(fetched(null, null, NOW)), NOW).verdict().status())
			.isEqualTo(WarningStatus.WARNING);
	}

	@Test
	void verifyWhenListHasEndedAndAnotherIsBeingFetchedThenNotDownYet() {
		CrlHealth health = health(listed(crl(CA.root(), 1)), needed(fetched(null, null, null)),
				NOW.plus(DAY.multipliedBy(2)));
		assertThat(health.verdict().status()).isEqualTo(WarningStatus.WARNING);
	}

	@Test
	void verifyWhenIssuerHasControlCharactersThenEscapesThem() {
		X500Principal hostile = new X500Principal("CN=a\u001b[2Jb\u202ec");
		CrlHealth health = health(TRUST, notNeeded(failing(hostile, 1)), NOW.plus(DAY.multipliedBy(2)));
		assertThat(health.verdict().problem()).startsWith("CRL of 'CN=a\\u001B[2Jb\\u202Ec' from");
		assertThat(health.details().get(0)).containsEntry("issuer", "CN=a\\u001B[2Jb\\u202Ec");
	}

	@Test
	void verifyWhenManyAddressesAreNamedThenDetailsAreBounded() {
		CrlDistribution.Fetched[] many = new CrlDistribution.Fetched[200];
		Arrays.fill(many, failing(ANCHOR, 1));
		CrlHealth health = health(TRUST, notNeeded(many), NOW.plus(DAY));
		assertThat(health.details()).hasSize(20);
		assertThat(health.verdict().problem()).endsWith("(and 199 more)");
	}

	private static void assertWarning(CrlHealth health, String problem) {
		assertThat(health.verdict()).isEqualTo(new HealthVerdict(WarningStatus.WARNING, problem));
	}

	private static void assertDown(CrlHealth health, String problem) {
		assertThat(health.verdict()).isEqualTo(new HealthVerdict(Status.DOWN, problem));
	}

	private static CrlHealth health(TrustMaterial trust, StoreRevocation revocation, Instant now) {
		return CrlHealth.of(trust, revocation, now);
	}

	private static TrustMaterial listed(X509CRL... crls) {
		return TRUST.withCrls(List.of(crls), "memory");
	}

	private static X509CRL crl(IssuedCertificate issuer, int days) {
		return CA.crl(issuer, List.of(), NOW, NOW.plus(DAY.multipliedBy(days)));
	}

	private static StoreRevocation needed(CrlDistribution.Fetched... fetched) {
		return new StoreRevocation(true, true, Duration.ZERO, List.of(fetched));
	}

	private static StoreRevocation notNeeded(CrlDistribution.Fetched... fetched) {
		return new StoreRevocation(true, false, Duration.ZERO, List.of(fetched));
	}

	private static CrlDistribution.Fetched failing(X500Principal issuer, int days) {
		return fetched(issuer, NOW.plus(DAY.multipliedBy(days)), NOW);
	}

	private static CrlDistribution.Fetched fetched(@Nullable X500Principal issuer, @Nullable Instant nextUpdate,
			@Nullable Instant failingSince) {
		return new CrlDistribution.Fetched(URL, true, issuer, (issuer != null) ? NOW : null, nextUpdate, 0, null,
				failingSince, (failingSince != null) ? "Unable to fetch '" + URL + "': status 500" : "");
	}

}
