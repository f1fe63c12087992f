package io.mtlsboot.autoconfigure.actuate;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.mtlsboot.autoconfigure.MtlsMaterials;
import io.mtlsboot.autoconfigure.MtlsRevocation;
import io.mtlsboot.material.TlsMaterial;
import io.mtlsboot.rotation.Generation;
import io.mtlsboot.rotation.MaterialStore;
import io.mtlsboot.rotation.RotationEvent;

import org.springframework.beans.factory.ObjectProvider;

/**
 * The meters of one store. They follow its generations: what they measure is read from
 * the current one, each time they are read.
 */
final class StoreMeters implements MeterBinder {

	private final String name;

	private final ObjectProvider<MtlsMaterials> materials;

	private final ObjectProvider<MtlsRevocation> revocation;

	private final Clock clock;

	// Counted here, since the first load may come before the first registry
	private final Map<Outcome, LongAdder> outcomes = new EnumMap<>(Outcome.class);

	StoreMeters(String name, ObjectProvider<MtlsMaterials> materials, ObjectProvider<MtlsRevocation> revocation,
			Clock clock) {
		this.name = name;
		this.materials = materials;
		this.revocation = revocation;
		this.clock = clock;
		for (Outcome outcome : Outcome.values()) {
			this.outcomes.put(outcome, new LongAdder());
		}
	}

	void count(RotationEvent event) {
		LongAdder counter = this.outcomes.get(Outcome.of(event));
		if (counter != null) {
			counter.increment();
		}
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		expiry(registry, "identity", (material) -> material.key().chain().certificates());
		expiry(registry, "anchor", (material) -> material.trust().anchors());
		Gauge.builder("mtls.crl.expiry", this, (meters) -> meters.read(meters::secondsToFirstEndOfCrls))
			.description("Time until the first of the CRLs in use ends, negative when it has")
			.baseUnit("seconds")
			.tag("store", this.name)
			.register(registry);
		Gauge.builder("mtls.generation", this, (meters) -> meters.read(Generation::number))
			.description("Number of the generation of material in use")
			.tag("store", this.name)
			.register(registry);
		this.outcomes.forEach((outcome, count) -> FunctionCounter.builder("mtls.rotations", count, LongAdder::sum)
			.description("Attempts to load material")
			.tag("store", this.name)
			.tag("outcome", HandshakeMeters.word(outcome))
			.register(registry));
	}

	private void expiry(MeterRegistry registry, String role,
			Function<TlsMaterial, List<X509Certificate>> certificates) {
		Gauge
			.builder("mtls.certificate.expiry", this,
					(meters) -> meters.read((generation) -> Lifetime.ofAll(certificates.apply(generation.material()))
						.secondsLeft(meters.clock.instant())))
			.description("Time until the first of the certificates expires, negative when it has")
			.baseUnit("seconds")
			.tag("store", this.name)
			.tag("role", role)
			.register(registry);
	}

	private double secondsToFirstEndOfCrls(Generation generation) {
		return StoreCrls.of(generation.material().trust(), this.revocation.getObject().store(this.name))
			.secondsLeft(this.clock.instant());
	}

	private double read(ToDoubleFunction<Generation> value) {
		return this.materials.getObject()
			.loaded()
			.stream()
			.filter((store) -> store.name().equals(this.name))
			.map(MaterialStore::current)
			.mapToDouble(value)
			.findFirst()
			.orElse(Double.NaN);
	}

	private enum Outcome {

		LOADED, ROTATED, HELD, UNCHANGED, FAILED;

		static Outcome of(RotationEvent event) {
			if (event instanceof RotationEvent.Loaded) {
				return LOADED;
			}
			if (event instanceof RotationEvent.Rotated) {
				return ROTATED;
			}
			if (event instanceof RotationEvent.Held) {
				return HELD;
			}
			return (event instanceof RotationEvent.Unchanged) ? UNCHANGED : FAILED;
		}

	}

}
