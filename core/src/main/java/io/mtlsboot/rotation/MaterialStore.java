package io.mtlsboot.rotation;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;

import io.mtlsboot.material.MaterialException;
import io.mtlsboot.material.MaterialSource;
import io.mtlsboot.material.TlsMaterial;
import org.jspecify.annotations.Nullable;

/**
 * Holds the current generation of material and replaces it by the next.
 * <p>
 * Nothing is read before {@link #current()} is first called. The first load is fatal, but
 * not remembered: the next call tries again. After that a failed load keeps the last good
 * generation. A reader takes a generation once and uses it throughout. Safe for use by
 * many threads: reading never blocks once the first generation is there.
 */
public final class MaterialStore {

	private final String name;

	private final GuardedSource source;

	private final Clock clock;

	// Not a monitor: a virtual thread that reads files inside one would pin its carrier
	private final ReentrantLock attempt = new ReentrantLock();

	private final List<RotationListener> listeners = new CopyOnWriteArrayList<>();

	private volatile @Nullable Generation current;

	/**
	 * Creates a store that has loaded nothing yet.
	 * @param name the name of the store, for events and messages
	 * @param source where its material comes from
	 * @param clock what time it is
	 */
	public MaterialStore(String name, MaterialSource source, Clock clock) {
		this.name = name;
		this.source = new GuardedSource(name, source);
		this.clock = clock;
	}

	/**
	 * The name of the store.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * The current generation; loads the first if there is none yet.
	 * @return the generation
	 * @throws MaterialException if there is none yet and it cannot be loaded
	 */
	public Generation current() {
		Generation generation = this.current;
		return (generation != null) ? generation : first();
	}

	/**
	 * Whether the first generation has been loaded.
	 * @return {@code true} from the first successful load on
	 */
	public boolean isLoaded() {
		return this.current != null;
	}

	/**
	 * Reads the source again and, if its material is good and different, makes it the
	 * next generation. One attempt at a time; others wait.
	 * @return what came of it, after the listeners were told
	 * @throws MaterialException if there is no generation yet and it cannot be loaded
	 * @throws IllegalStateException if the source or a listener of this store calls it
	 */
	public RotationEvent refresh() {
		begin();
		try {
			Generation previous = this.current;
			return (previous != null) ? tell(next(previous)) : tell(load());
		}
		finally {
			this.attempt.unlock();
		}
	}

	/**
	 * Tells a listener of every attempt from now on. Listeners are told one after the
	 * other in the order in which they were added; what one throws is dropped, and stops
	 * neither the others nor the rotation.
	 * @param listener the listener
	 */
	public void addListener(RotationListener listener) {
		this.listeners.add(listener);
	}

	private Generation first() {
		begin();
		try {
			Generation generation = this.current;
			if (generation == null) {
				RotationEvent.Loaded loaded = load();
				tell(loaded);
				generation = loaded.generation();
			}
			return generation;
		}
		finally {
			this.attempt.unlock();
		}
	}

	private void begin() {
		if (this.attempt.isHeldByCurrentThread()) {
			throw new IllegalStateException("Unable to load the material of '" + this.name
					+ "' from within its own source or listener: expected a call from outside an attempt");
		}
		this.attempt.lock();
	}

	private RotationEvent.Loaded load() {
		Generation generation = new Generation(1, this.source.load(), this.clock.instant());
		this.current = generation;
		return new RotationEvent.Loaded(this.name, generation);
	}

	private RotationEvent next(Generation previous) {
		TlsMaterial material;
		try {
			material = this.source.load();
		}
		catch (MaterialException ex) {
			return new RotationEvent.Failed(this.name, previous, ex);
		}
		if (material.equals(previous.material())) {
			return new RotationEvent.Unchanged(this.name, previous);
		}
		Generation generation = new Generation(previous.number() + 1, material, this.clock.instant());
		this.current = generation;
		return new RotationEvent.Rotated(this.name, previous, generation);
	}

	private RotationEvent tell(RotationEvent event) {
		for (RotationListener listener : this.listeners) {
			try {
				listener.onRotation(event);
			}
			catch (Exception ex) {
				// A listener answers for itself: the others and the rotation go on
			}
		}
		return event;
	}

	@Override
	public String toString() {
		Generation generation = this.current;
		return "material store '" + this.name + "' "
				+ ((generation != null) ? "at generation " + generation.number() : "not loaded yet");
	}

}
