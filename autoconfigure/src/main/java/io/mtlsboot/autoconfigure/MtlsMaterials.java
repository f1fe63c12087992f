package io.mtlsboot.autoconfigure;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.mtlsboot.material.MaterialSource;
import io.mtlsboot.material.TlsMaterial;
import io.mtlsboot.rotation.MaterialStore;
import io.mtlsboot.rotation.RotationListener;

/**
 * The stores of material, one for each scope that was asked for.
 * <p>
 * Nothing is read before a store's {@code current()} is called: a test without ports
 * needs no certificates. Safe for use by many threads.
 */
public final class MtlsMaterials {

	private final Map<MaterialScope, MaterialStore> stores = new ConcurrentHashMap<>();

	private final MaterialSources sources;

	private final List<RotationListener> listeners;

	private final Clock clock;

	/**
	 * Creates stores on demand.
	 * @param sources where the material comes from
	 * @param listeners are told of every load
	 * @param clock what time it is
	 */
	public MtlsMaterials(MaterialSources sources, List<RotationListener> listeners, Clock clock) {
		this.sources = sources;
		this.listeners = List.copyOf(listeners);
		this.clock = clock;
	}

	/**
	 * The store of a scope.
	 * @param scope who needs material
	 * @return its store, the same for every call
	 * @throws MtlsConfigurationException if the scope has no source
	 */
	public MaterialStore store(MaterialScope scope) {
		return this.stores.computeIfAbsent(scope, this::createStore);
	}

	/**
	 * The stores that hold material.
	 * @return the stores that have loaded a generation
	 */
	public Collection<MaterialStore> loaded() {
		return List.copyOf(this.stores.values().stream().filter(MaterialStore::isLoaded).toList());
	}

	private MaterialStore createStore(MaterialScope scope) {
		MaterialSource source = this.sources.sourceFor(scope);
		MaterialStore store = new MaterialStore(scope.name(), () -> prove(source.load(), scope), this.clock);
		this.listeners.forEach(store::addListener);
		return store;
	}

	private TlsMaterial prove(TlsMaterial material, MaterialScope scope) {
		material.key().requireValidAt(this.clock.instant());
		scope.purposes().forEach((purpose) -> material.key().requirePurpose(purpose));
		return material;
	}

}
