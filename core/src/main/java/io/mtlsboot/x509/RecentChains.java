package io.mtlsboot.x509;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * What is known about the certificates, alone or with their issuers, that were seen last.
 * <p>
 * A certificate is its complete encoding: neither a hash nor a third party's
 * {@code equals} decides whose value is found. At most twice the capacity is held, in two
 * maps: a full one becomes the old one and the one before is forgotten, so that a caller
 * who comes back stays and a flood of certificates takes no more memory. Reading takes no
 * lock.
 *
 * @param <V> what is known about a chain
 */
public final class RecentChains<V> {

	private final int capacity;

	private volatile Maps<V> maps = new Maps<>(new ConcurrentHashMap<>(), Map.of());

	/**
	 * Creates an empty one.
	 * @param capacity half of the number of chains that are held at most
	 */
	public RecentChains(int capacity) {
		this.capacity = capacity;
	}

	/**
	 * The value of a chain.
	 * @param chain the certificates, in the order that counts
	 * @param loader finds the value; a {@code null} is not kept
	 * @return the value, or {@code null} if the loader has none
	 */
	public @Nullable V get(List<X509Certificate> chain, Function<List<X509Certificate>, @Nullable V> loader) {
		V known = this.maps.young().get(new Encoded(chain));
		return (known != null) ? known : load(new Encoded(List.copyOf(chain)), loader);
	}

	/**
	 * Replaces the value of a chain.
	 * @param chain the certificates
	 * @param value what is known from now on
	 */
	public void put(List<X509Certificate> chain, V value) {
		withRoom().young().put(new Encoded(List.copyOf(chain)), value);
	}

	/**
	 * How many chains are held.
	 * @return up to twice the capacity
	 */
	public int size() {
		Maps<V> current = this.maps;
		return current.young().size() + current.old().size();
	}

	private @Nullable V load(Encoded key, Function<List<X509Certificate>, @Nullable V> loader) {
		Maps<V> current = withRoom();
		V known = current.old().get(key);
		if (known != null) {
			V newer = current.young().putIfAbsent(key, known);
			return (newer != null) ? newer : known;
		}
		return current.young().computeIfAbsent(key, (absent) -> loader.apply(absent.chain()));
	}

	private Maps<V> withRoom() {
		Maps<V> current = this.maps;
		return (current.young().size() < this.capacity) ? current : makeRoom();
	}

	private synchronized Maps<V> makeRoom() {
		Maps<V> current = this.maps;
		if (current.young().size() >= this.capacity) {
			current = new Maps<>(new ConcurrentHashMap<>(), current.young());
			this.maps = current;
		}
		return current;
	}

	/**
	 * The two maps, replaced together.
	 *
	 * @param young the map that is being filled
	 * @param old the map that was filled before
	 * @param <V> what is known about a chain
	 */
	private record Maps<V>(ConcurrentHashMap<Encoded, V> young, Map<Encoded, V> old) {
	}

	/**
	 * A chain that equals another only if every byte does.
	 *
	 * @param chain the certificates
	 */
	private record Encoded(List<X509Certificate> chain) {

		@Override
		public boolean equals(@Nullable Object other) {
			if (!(other instanceof Encoded that) || this.chain.size() != that.chain.size()) {
				return false;
			}
			for (int i = 0; i < this.chain.size(); i++) {
				if (!areSame(this.chain.get(i), that.chain.get(i))) {
					return false;
				}
			}
			return true;
		}

		@Override
		public int hashCode() {
			int hash = 1;
			for (int i = 0; i < this.chain.size(); i++) {
				hash = 31 * hash + this.chain.get(i).hashCode();
			}
			return hash;
		}

		// The same connection hands over the same objects
		@SuppressWarnings("ReferenceEquality")
		private static boolean areSame(X509Certificate one, X509Certificate other) {
			return one == other || haveSameEncoding(one, other);
		}

		private static boolean haveSameEncoding(X509Certificate one, X509Certificate other) {
			try {
				return Arrays.equals(one.getEncoded(), other.getEncoded());
			}
			catch (CertificateEncodingException ex) {
				return false;
			}
		}

	}

}
