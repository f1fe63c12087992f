package io.mtlsboot.autoconfigure.actuate;

import java.security.cert.X509CRL;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.StaticListableBeanFactory;

import static org.assertj.core.api.Assertions.assertThat;

class MtlsMeterBinderTests {

	private static final Duration DAY = Duration.ofDays(1);

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final AtomicReference<Instant> now = new AtomicReference<>(Materials.NOW);

	private final AtomicReference<MaterialSource> source = new AtomicReference<>(
			source(Materials.of(Materials.orders())));

	private final StaticListableBeanFactory beans = new StaticListableBeanFactory();

	private final MtlsMeterBinder binder = new MtlsMeterBinder(this.beans.getBeanProvider(MtlsMaterials.class),
			this.beans.getBeanProvider(MtlsRevocation.class), new MovableClock(this.now));

	private final MtlsMaterials materials = new MtlsMaterials((scope) -> () -> this.source.get().load(),
			List.of(this.binder), Clock.fixed(Materials.NOW, ZoneOffset.UTC));

	@BeforeEach
	void registerBeans() {
		this.beans.addBean("mtlsMaterials", this.materials);
		this.beans.addBean("mtlsRevocation", Revocations.of(Map.of("mtls.trust.revocation.check", "crl",
				"mtls.clients.stock.trust.anchors", "ca.crt", "mtls.clients.stock.url", "https://stock")));
	}

	@Test
	void verifyWhenNothingIsLoadedThenThereAreNoMeters() {
		this.materials.store(MaterialScope.SERVER);
		this.binder.bindTo(this.registry);
		assertThat(this.registry.getMeters()).isEmpty();
		assertThat(this.materials.loaded()).isEmpty();
	}

	@Test
	void verifyWhenLoadedBeforeRegistryIsBoundThenIsMeasured() {
		load(MaterialScope.SERVER);
		this.binder.bindTo(this.registry);
		assertThat(expiry(this.registry, "server", "identity")).isEqualTo(30 * DAY.toSeconds());
		assertThat(rotations("server", "loaded")).isEqualTo(1);
	}

	@Test
	void verifyWhenLoadedAfterRegistryIsBoundThenIsMeasuredInEveryRegistry() {
		SimpleMeterRegistry other = new SimpleMeterRegistry();
		this.binder.bindTo(this.registry);
		this.binder.bindTo(other);
		load(MaterialScope.client("stock"));
		assertThat(expiry(this.registry, "client:stock", "anchor")).isEqualTo(365 * DAY.toSeconds());
		assertThat(expiry(other, "client:stock", "anchor")).isEqualTo(365 * DAY.toSeconds());
	}

	@Test
	void verifyWhenThereAreSeveralAnchorsThenMeasuresTheFirstToExpire() {
		DevCa next = DevCa.create("shop.example",
				Clock.fixed(Materials.NOW.plus(DAY.multipliedBy(20)), ZoneOffset.UTC));
		this.source
			.set(source(Materials.of(Materials.orders(), next.rootCertificate(), Materials.CA.rootCertificate())));
		this.binder.bindTo(this.registry);
		load(MaterialScope.SERVER);
		assertThat(expiry(this.registry, "server", "anchor")).isEqualTo(365 * DAY.toSeconds());
		assertThat(this.registry.find("mtls.certificate.expiry").gauges()).hasSize(2);
	}

	@Test
	void verifyWhenExpiredThenIsNegative() {
		this.binder.bindTo(this.registry);
		load(MaterialScope.SERVER);
		this.now.set(Materials.NOW.plus(DAY.multipliedBy(31)));
		assertThat(expiry(this.registry, "server", "identity")).isEqualTo(-DAY.toSeconds());
	}

	@Test
	void verifyWhenRotatedThenFollowsTheGeneration() {
		this.binder.bindTo(this.registry);
		load(MaterialScope.SERVER);
		this.materials.store(MaterialScope.SERVER).refresh();
		this.source.set(source(Materials.of(Materials.CA.issue(Materials.validFor(DAY.multipliedBy(60))))));
		this.materials.store(MaterialScope.SERVER).refresh();
		this.source.set(() -> {
			throw new MaterialException(MaterialProblem.EMPTY, "memory", "Unable to load");
		});
		this.materials.store(MaterialScope.SERVER).refresh();
		assertThat(expiry(this.registry, "server", "identity")).isEqualTo(60 * DAY.toSeconds());
		assertThat(this.registry.get("mtls.generation").tag("store", "server").gauge().value()).isEqualTo(2);
		for (String outcome : List.of("loaded", "unchanged", "rotated", "failed")) {
			assertThat(rotations("server", outcome)).as(outcome).isEqualTo(1);
		}
	}

	@Test
	void verifyWhenMeasuredThenNoTagTellsCertificatesApart() {
		this.binder.bindTo(this.registry);
		load(MaterialScope.SERVER);
		assertThat(this.registry.getMeters()).hasSize(2 + 1 + 1 + 5)
			.flatExtracting((meter) -> meter.getId().getTags())
			.extracting("key")
			.containsOnly("store", "role", "outcome");
	}

	@Test
	void verifyWhenThereAreCrlsThenMeasuresTheFirstToEnd() {
		this.source.set(source(Materials.withCrls(Materials.of(Materials.orders()),
				crl(Materials.CA.root(), DAY.multipliedBy(10)), crl(Materials.CA.clientIssuer(), DAY))));
		this.binder.bindTo(this.registry);
		load(MaterialScope.SERVER);
		Gauge gauge = this.registry.get("mtls.crl.expiry").tag("store", "server").gauge();
		assertThat(gauge.value()).isEqualTo(DAY.toSeconds());
		assertThat(gauge.getId().getBaseUnit()).isEqualTo("seconds");
		this.now.set(Materials.NOW.plus(DAY).plusSeconds(5));
		assertThat(gauge.value()).isEqualTo(-5);
	}

	@Test
	void verifyWhenThereAreNoCrlsOrNoneIsAskedThenThereIsNoMeasure() {
		this.binder.bindTo(this.registry);
		load(MaterialScope.SERVER);
		assertThat(this.registry.get("mtls.crl.expiry").tag("store", "server").gauge().value()).isNaN();
		this.source.set(source(Materials.withCrls(Materials.of(Materials.orders()), crl(Materials.CA.root(), DAY))));
		load(MaterialScope.client("stock"));
		assertThat(this.registry.get("mtls.crl.expiry").tag("store", "client:stock").gauge().value()).isNaN();
	}

	private static X509CRL crl(IssuedCertificate issuer, Duration lifetime) {
		return Materials.CA.crl(issuer, List.of(), Materials.NOW, Materials.NOW.plus(lifetime));
	}

	private void load(MaterialScope scope) {
		this.materials.store(scope).current();
	}

	private double rotations(String store, String outcome) {
		return this.registry.get("mtls.rotations").tags("store", store, "outcome", outcome).functionCounter().count();
	}

	private static double expiry(MeterRegistry registry, String store, String role) {
		return registry.get("mtls.certificate.expiry").tags("store", store, "role", role).gauge().value();
	}

	private static MaterialSource source(TlsMaterial material) {
		return () -> material;
	}

	/**
	 * A clock that a test can move.
	 */
	private static final class MovableClock extends Clock {

		private final AtomicReference<Instant> now;

		MovableClock(AtomicReference<Instant> now) {
			this.now = now;
		}

		@Override
		public ZoneOffset getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

		@Override
		public Instant instant() {
			return this.now.get();
		}

	}

}
