package io.mtlsboot.autoconfigure.actuate;

import java.security.cert.X509CRL;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import io.mtlsboot.autoconfigure.MaterialScope;
import io.mtlsboot.autoconfigure.MtlsMaterials;
import io.mtlsboot.autoconfigure.MtlsRevocation;
import io.mtlsboot.autoconfigure.Revocations;
import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.material.MaterialException;
import io.mtlsboot.material.MaterialProblem;
import io.mtlsboot.material.MaterialSource;
import io.mtlsboot.material.TlsMaterial;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;

class MtlsHealthIndicatorTests {

	private static final Duration DAY = Duration.ofDays(1);

	private final TlsMaterial material = Materials.of(Materials.orders());

	@Test
	void verifyWhenMostOfTheLifetimeIsLeftThenUpWithDetails() {
		Health health = health(Materials.loaded(this.material, MaterialScope.SERVER), Materials.NOW.plus(DAY));
		assertThat(health.getStatus()).isEqualTo(Status.UP);
		assertThat(health.getDetails()).containsOnlyKeys("server");
		assertThat(health.getDetails().get("server")).isEqualTo(Map.of("status", "UP", "generation", 1L, "subject",
				"CN=orders", "validUntil", "2026-07-01T12:00:00Z", "lifetimeLeft", 0.9666));
	}

	@Test
	void verifyWhenLessThanAThirdIsLeftThenWarning() {
		Instant now = Materials.NOW.plus(DAY.multipliedBy(20)).plusSeconds(1);
		Health health = health(Materials.loaded(this.material, MaterialScope.SERVER), now);
		assertThat(health.getStatus()).isEqualTo(WarningStatus.WARNING);
		assertThat(problem(health, "server")).isEqualTo("less than a third of the lifetime is left, it ends at "
				+ "2026-07-01T12:00:00Z; renew the certificate");
	}

	@Test
	void verifyWhenExactlyAThirdIsLeftThenUp() {
		Instant now = Materials.NOW.plus(DAY.multipliedBy(20));
		assertThat(health(Materials.loaded(this.material, MaterialScope.SERVER), now).getStatus()).isEqualTo(Status.UP);
	}

	@Test
	void verifyWhenOwnCertificateIsExpiredThenDown() {
		Instant now = Materials.NOW.plus(DAY.multipliedBy(31));
		Health health = health(Materials.loaded(this.material, MaterialScope.SERVER), now);
		assertThat(health.getStatus()).isEqualTo(Status.DOWN);
		assertThat(problem(health, "server"))
			.isEqualTo("certificate 'CN=orders' is expired (notAfter 2026-07-01T12:00:00Z); renew it");
	}

	@Test
	void verifyWhenOwnCertificateIsNotYetValidThenDown() {
		Health health = health(Materials.loaded(this.material, MaterialScope.SERVER), Materials.NOW.minusSeconds(1));
		assertThat(health.getStatus()).isEqualTo(Status.DOWN);
		assertThat(problem(health, "server")).isEqualTo("certificate 'CN=orders' is not valid yet "
				+ "(notBefore 2026-06-01T12:00:00Z); check the clock of this machine, or wait");
	}

	@Test
	void verifyWhenIssuerIsExpiredThenDown() {
		IssuedCertificate leaf = Materials.CA.issue(
				Materials.validFor(DAY.multipliedBy(3650)).andThen((spec) -> spec.issuer(Materials.CA.serverIssuer())));
		Instant now = Materials.NOW.plus(DAY.multipliedBy(366));
		Health health = health(Materials.loaded(Materials.of(leaf), MaterialScope.SERVER), now);
		assertThat(health.getStatus()).isEqualTo(Status.DOWN);
		assertThat(problem(health, "server")).startsWith("certificate 'CN=shop.example dev server CA' is expired");
	}

	@Test
	void verifyWhenNoAnchorIsValidThenDown() {
		Health health = health(Materials
			.loaded(Materials.of(Materials.CA.issue(Materials.validFor(DAY.multipliedBy(3650)))), MaterialScope.SERVER),
				Materials.NOW.plus(DAY.multipliedBy(366)));
		assertThat(health.getStatus()).isEqualTo(Status.DOWN);
		assertThat(problem(health, "server")).startsWith("no trust anchor is valid now");
	}

	@Test
	void verifyWhenOneOfTwoAnchorsIsExpiredThenUp() {
		Instant later = Materials.NOW.plus(DAY.multipliedBy(366));
		DevCa next = DevCa.create("shop.example", Clock.fixed(later, ZoneOffset.UTC));
		TlsMaterial material = Materials.of(Materials.CA.issue(Materials.validFor(DAY.multipliedBy(3650))),
				Materials.CA.rootCertificate(), next.rootCertificate());
		assertThat(health(Materials.loaded(material, MaterialScope.SERVER), later).getStatus()).isEqualTo(Status.UP);
	}

	@Test
	void verifyWhenStoresDifferThenWorstDecidesAndEachIsReported() {
		TlsMaterial brief = Materials.of(Materials.CA.issue(Materials.validFor(DAY)));
		MtlsMaterials materials = new MtlsMaterials(
				(scope) -> () -> scope.equals(MaterialScope.SERVER) ? brief : this.material, List.of(),
				Clock.fixed(Materials.NOW, ZoneOffset.UTC));
		materials.store(MaterialScope.SERVER).current();
		materials.store(MaterialScope.client("stock")).current();
		Health health = health(materials, Materials.NOW.plus(DAY.multipliedBy(2)));
		assertThat(health.getStatus()).isEqualTo(Status.DOWN);
		assertThat(health.getDetails()).containsOnlyKeys("server", "client:stock");
		assertThat(health.getDetails().get("server"))
			.asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
			.containsEntry("status", "DOWN");
		assertThat(health.getDetails().get("client:stock"))
			.asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
			.containsEntry("status", "UP")
			.doesNotContainKey("problem");
	}

	@Test
	void verifyWhenRotationFailsThenTellsSinceWhenAndWarnsOnlyWhenTheEndIsNear() {
		AtomicReference<MaterialSource> source = new AtomicReference<>(() -> this.material);
		MtlsMaterials materials = new MtlsMaterials((scope) -> () -> source.get().load(), List.of(),
				Clock.fixed(Materials.NOW, ZoneOffset.UTC));
		materials.store(MaterialScope.SERVER).current();
		source.set(() -> {
			throw new MaterialException(MaterialProblem.EMPTY, "tls.key", "Unable to load 'tls.key': it is empty");
		});
		materials.store(MaterialScope.SERVER).refresh();
		Health stale = health(materials, Materials.NOW.plus(DAY));
		assertThat(stale.getStatus()).isEqualTo(Status.UP);
		assertThat(stale.getDetails().get("server"))
			.asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
			.containsEntry("staleSince", Materials.NOW.toString())
			.containsEntry("failure", "Unable to load 'tls.key': it is empty");
		Health late = health(materials, Materials.NOW.plus(DAY.multipliedBy(21)));
		assertThat(late.getStatus()).isEqualTo(WarningStatus.WARNING);
		assertThat(problem(late, "server")).endsWith("and what is to replace it cannot be used");
		source.set(() -> this.material);
		materials.store(MaterialScope.SERVER).refresh();
		assertThat(health(materials, Materials.NOW).getDetails().get("server"))
			.asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
			.doesNotContainKey("staleSince");
	}

	@Test
	void verifyWhenNothingIsLoadedThenUnknownAndDemandsNothing() {
		MtlsMaterials materials = new MtlsMaterials(Materials.untouchable(), List.of(), Clock.systemUTC());
		Health health = health(materials, Materials.NOW);
		assertThat(health.getStatus()).isEqualTo(Status.UNKNOWN);
		assertThat(health.getDetails()).isEmpty();
	}

	@Test
	void verifyWhenCrlsAreAskedThenTheirStateCountsAsWell() {
		X509CRL crl = Materials.CA.crl(Materials.CA.root(), List.of(), Materials.NOW, Materials.NOW.plus(DAY));
		MtlsMaterials materials = Materials.loaded(Materials.withCrls(this.material, crl), MaterialScope.SERVER);
		MtlsRevocation revocation = Revocations.of(Map.of("mtls.trust.revocation.check", "crl"));
		Instant late = Materials.NOW.plus(DAY.multipliedBy(2));
		Health fresh = health(materials, revocation, Materials.NOW);
		assertThat(fresh.getStatus()).isEqualTo(Status.UP);
		assertThat(fresh.getDetails().get("server"))
			.asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
			.containsEntry("crls", List.of(Map.of("issuer", "CN=shop.example dev root", "location", "memory",
					"nextUpdate", "2026-06-02T12:00:00Z")));
		Health ended = health(materials, revocation, late);
		assertThat(ended.getStatus()).isEqualTo(Status.DOWN);
		assertThat(problem(ended, "server")).startsWith("every peer is refused: CRL of 'CN=shop.example dev root'");
		Health accepting = health(materials,
				Revocations
					.of(Map.of("mtls.trust.revocation.check", "crl", "mtls.trust.revocation.on-unknown", "accept")),
				late);
		assertThat(accepting.getStatus()).isEqualTo(WarningStatus.WARNING);
	}

	@Test
	void verifyWhenCrlAndCertificateAreAboutToEndThenTellsBoth() {
		X509CRL crl = Materials.CA.crl(Materials.CA.root(), List.of(), Materials.NOW, Materials.NOW.plus(DAY));
		MtlsMaterials materials = Materials.loaded(Materials.withCrls(this.material, crl), MaterialScope.SERVER);
		Health health = health(materials, Revocations.of(Map.of("mtls.trust.revocation.check", "crl-then-ocsp")),
				Materials.NOW.plus(DAY.multipliedBy(21)));
		assertThat(health.getStatus()).isEqualTo(WarningStatus.WARNING);
		assertThat(problem(health, "server")).startsWith("less than a third of the lifetime is left")
			.contains("; besides, CRL of 'CN=shop.example dev root' from 'memory' has ended");
	}

	private static Health health(MtlsMaterials materials, Instant now) {
		return health(materials, Revocations.none(), now);
	}

	private static Health health(MtlsMaterials materials, MtlsRevocation revocation, Instant now) {
		return new MtlsHealthIndicator(materials, revocation, null, Clock.fixed(now, ZoneOffset.UTC)).health();
	}

	private static String problem(Health health, String store) {
		return String.valueOf(((Map<?, ?>) health.getDetails().get(store)).get("problem"));
	}

}
