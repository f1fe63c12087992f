package io.mtlsboot.revocation.ocsp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * What was used last, up to a number. Safe for use by many threads.
 *
 * @param <K> what it is found by
 * @param <V> what is found
 */
final class RecentlyUsed<K, V> {

	private final int capacity;

	private final Function<K, V> creator;

	private final Consumer<V> forgotten;

	private final Map<K, V> values = new LinkedHashMap<>(16, 0.75f, true);

	/**
	 * Creates an empty one.
	 * @param capacity how many there are at most
	 * @param creator makes what is not there yet
	 * @param forgotten is told of what makes room
	 */
	RecentlyUsed(int capacity, Function<K, V> creator, Consumer<V> forgotten) {
		this.capacity = capacity;
		this.creator = creator;
		this.forgotten = forgotten;
	}

	V get(K key) {
		V eldest = null;
		V value;
		synchronized (this.values) {
			value = this.values.get(key);
			if (value != null) {
				return value;
			}
			if (this.values.size() >= this.capacity) {
				eldest = removeEldest();
			}
			value = this.creator.apply(key);
			this.values.put(key, value);
		}
		if (eldest != null) {
			this.forgotten.accept(eldest);
		}
		return value;
	}

	private @Nullable V removeEldest() {
		K eldest = this.values.keySet().iterator().next();
		return this.values.remove(eldest);
	}

	List<V> all() {
		synchronized (this.values) {
			return new ArrayList<>(this.values.values());
		}
	}

}
