package io.mtlsboot.autoconfigure.actuate;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.mtlsboot.autoconfigure.MtlsMaterials;
import io.mtlsboot.autoconfigure.MtlsRevocation;
import io.mtlsboot.rotation.RotationEvent;
import io.mtlsboot.rotation.RotationListener;

import org.springframework.beans.factory.ObjectProvider;

/**
 * Gives every store its meters as soon as it has loaded something, in every registry.
 * <p>
 * Registries and stores come in any order: a port that is opened late, or a registry that
 * is bound when the first material is there already. The stores are asked for only when a
 * meter is read, since they are created with this listener.
 */
final class MtlsMeterBinder implements MeterBinder, RotationListener {

	private final ObjectProvider<MtlsMaterials> materials;

	private final ObjectProvider<MtlsRevocation> revocation;

	private final Clock clock;

	private final List<MeterRegistry> registries = new CopyOnWriteArrayList<>();

	private final Map<String, StoreMeters> stores = new ConcurrentHashMap<>();

	private final Set<Binding> bindings = ConcurrentHashMap.newKeySet();

	MtlsMeterBinder(ObjectProvider<MtlsMaterials> materials, ObjectProvider<MtlsRevocation> revocation, Clock clock) {
		this.materials = materials;
		this.revocation = revocation;
		this.clock = clock;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.registries.add(registry);
		this.stores.values().forEach((store) -> bind(registry, store));
	}

	@Override
	public void onRotation(RotationEvent event) {
		StoreMeters store = this.stores.computeIfAbsent(event.store(),
				(name) -> new StoreMeters(name, this.materials, this.revocation, this.clock));
		store.count(event);
		this.registries.forEach((registry) -> bind(registry, store));
	}

	private void bind(MeterRegistry registry, StoreMeters store) {
		if (this.bindings.add(new Binding(registry, store))) {
			store.bindTo(registry);
		}
	}

	private record Binding(MeterRegistry registry, StoreMeters store) {

	}

}
