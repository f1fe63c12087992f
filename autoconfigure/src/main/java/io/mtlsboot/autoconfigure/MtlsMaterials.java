package io.mtlsboot.autoconfigure;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import io.mtlsboot.rotation.MaterialStore;
import io.mtlsboot.rotation.RotationEvent;
import io.mtlsboot.rotation.RotationListener;
import io.mtlsboot.rotation.RotationPolicy;

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

	private final List<Consumer<MaterialStore>> onLoaded = new CopyOnWriteArrayList<>();

	private final boolean allowIdentityChange;

	private final Clock clock;

	/**
	 * Creates stores on demand, whose material never becomes that of somebody else.
	 * @param sources where the material comes from
	 * @param listeners are told of every load
	 * @param clock what time it is
	 */
	public MtlsMaterials(MaterialSources sources, List<RotationListener> listeners, Clock clock) {
		this(sources, listeners, false, clock);
	}

	MtlsMaterials(MaterialSources sources, List<RotationListener> listeners, boolean allowIdentityChange, Clock clock) {
		this.sources = sources;
		this.allowIdentityChange = allowIdentityChange;
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

	/**
	 * Hands over every store as soon as it has loaded something, also those that have
	 * already. A store may be handed over twice.
	 * @param consumer takes the store
	 */
	void onLoaded(Consumer<MaterialStore> consumer) {
		this.onLoaded.add(consumer);
		loaded().forEach(consumer);
	}

	private MaterialStore createStore(MaterialScope scope) {
		MaterialStore store = new MaterialStore(scope.name(), this.sources.sourceFor(scope),
				new RotationPolicy(scope.purposes(), this.allowIdentityChange), this.clock);
		this.listeners.forEach(store::addListener);
		store.addListener((event) -> {
			if (event instanceof RotationEvent.Loaded) {
				this.onLoaded.forEach((consumer) -> consumer.accept(store));
			}
		});
		return store;
	}

}
