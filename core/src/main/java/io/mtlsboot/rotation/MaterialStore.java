package io.mtlsboot.rotation;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;

import io.mtlsboot.material.MaterialException;
import io.mtlsboot.material.MaterialProblem;
import io.mtlsboot.material.MaterialSource;
import io.mtlsboot.material.TlsMaterial;
import org.jspecify.annotations.Nullable;

/**
 * Holds the current generation of material and replaces it by the next.
 * <p>
 * Nothing is read before {@link #current()} is first called. The first load is fatal, but
 * not remembered: the next call tries again. After that material is taken in two phases:
 * it is read as one snapshot, proven as the first was and compared with the current one;
 * only then one write makes it the next generation. What fails keeps the last good
 * generation. A reader takes a generation once and uses it throughout. Safe for use by
 * many threads: reading never blocks once the first generation is there.
 */
public final class MaterialStore {

	private final String name;

	private final GuardedSource source;

	private final RotationPolicy policy;

	private final Clock clock;

	// Not a monitor: a virtual thread that reads files inside one would pin its carrier
	private final ReentrantLock attempt = new ReentrantLock();

	private final ProvenGenerations proven = new ProvenGenerations();

	private final List<RotationListener> listeners = new CopyOnWriteArrayList<>();

	private volatile @Nullable Generation current;

	private volatile RotationEvent.@Nullable Failed failure;

	/**
	 * Creates a store that has loaded nothing yet.
	 * @param name the name of the store, for events and messages
	 * @param source where its material comes from
	 * @param policy what material must be to become the next generation
	 * @param clock what time it is
	 */
	public MaterialStore(String name, MaterialSource source, RotationPolicy policy, Clock clock) {
		this.name = name;
		this.source = new GuardedSource(name, source);
		this.policy = policy;
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
	 * Where the material comes from.
	 * @return the source, whose every failure is a {@link MaterialException}
	 */
	GuardedSource source() {
		return this.source;
	}

	/**
	 * What went wrong, if the source has had nothing good since the current generation
	 * was loaded or last confirmed.
	 * @return the last failed attempt, or {@code null} if the last attempt did not fail
	 */
	public RotationEvent.@Nullable Failed failure() {
		return this.failure;
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
			return attempt();
		}
		finally {
			this.attempt.unlock();
		}
	}

	/**
	 * Reads the source again only if one of its files changed since the last attempt;
	 * otherwise it looks at their attributes and no more. A source without files is never
	 * read again. Others that ask meanwhile wait.
	 * @return whether the current generation is newer afterwards
	 * @throws MaterialException if there is no generation yet and it cannot be loaded
	 * @throws IllegalStateException if the source or a listener of this store calls it
	 */
	public boolean refreshIfOutdated() {
		long before = current().number();
		begin();
		try {
			if (this.source.isOutdated()) {
				attempt();
			}
			return current().number() > before;
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

	/**
	 * Tells a listener of no more attempts.
	 * @param listener one that was added, or nothing happens
	 */
	public void removeListener(RotationListener listener) {
		this.listeners.remove(listener);
	}

	/**
	 * Has every further generation proven once it is in use. If it does not serve as it
	 * must, the material of the one before it takes its place at once, as another
	 * generation, and it counts as a failed attempt.
	 * @param proof proves generations; replaces an earlier one
	 */
	public void proveWith(GenerationProof proof) {
		this.proven.proveWith(proof);
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

	private RotationEvent attempt() {
		Generation previous = this.current;
		return (previous != null) ? tell(next(previous)) : tell(load());
	}

	private void begin() {
		if (this.attempt.isHeldByCurrentThread()) {
			throw new IllegalStateException("Unable to load the material of '" + this.name
					+ "' from within its own source or listener: expected a call from outside an attempt");
		}
		this.attempt.lock();
	}

	private RotationEvent.Loaded load() {
		TlsMaterial material = this.source.load();
		Instant now = this.clock.instant();
		material.key().requireValidAt(now);
		this.policy.require(material);
		Generation generation = new Generation(1, material, now);
		this.current = generation;
		return new RotationEvent.Loaded(this.name, generation);
	}

	private RotationEvent next(Generation previous) {
		RotationEvent event;
		try {
			event = prepare(previous);
			this.failure = null;
		}
		catch (MaterialException ex) {
			return failed(previous, ex);
		}
		catch (RuntimeException ex) {
			// What the checks of a hostile certificate throw is a failure like any other
			return failed(previous,
					new MaterialException(MaterialProblem.MALFORMED, null, "Unable to check the material of '"
							+ this.name + "': it made the check fail with " + ex.getClass().getName(), ex));
		}
		return (event instanceof RotationEvent.Rotated rotated) ? serve(rotated) : event;
	}

	private RotationEvent serve(RotationEvent.Rotated rotated) {
		this.current = rotated.generation();
		try {
			this.proven.prove(rotated.generation());
			return rotated;
		}
		catch (MaterialException ex) {
			// Another number, so that nobody takes the contexts of the bad one for newer
			Generation restored = new Generation(rotated.generation().number() + 1, rotated.previous().material(),
					this.clock.instant());
			this.current = restored;
			return failed(restored, ex);
		}
	}

	private RotationEvent failed(Generation previous, MaterialException failure) {
		RotationEvent.Failed earlier = this.failure;
		RotationEvent.Failed failed = new RotationEvent.Failed(this.name, previous, failure,
				(earlier != null) ? earlier.since() : this.clock.instant());
		this.failure = failed;
		return failed;
	}

	private RotationEvent prepare(Generation previous) {
		TlsMaterial material = this.source.load();
		if (material.equals(previous.material())) {
			return new RotationEvent.Unchanged(this.name, previous);
		}
		this.proven.requireNotDisproved(material);
		this.policy.require(material, previous.material());
		Instant now = this.clock.instant();
		Instant validFrom = material.key().validFrom();
		material.key().requireValidAt(now.isBefore(validFrom) ? validFrom : now);
		if (now.isBefore(validFrom)) {
			return new RotationEvent.Held(this.name, previous, validFrom);
		}
		return new RotationEvent.Rotated(this.name, previous, new Generation(previous.number() + 1, material, now));
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
