package io.mtlsboot.autoconfigure.security;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * What is known about the certificates that were seen last.
 * <p>
 * A certificate is its complete encoding: neither a hash nor a third party's
 * {@code equals} decides whose value is found. At most twice the capacity is held, in two
 * maps: a full one becomes the old one and the one before is forgotten, so that a caller
 * who comes back stays and a flood of certificates takes no more memory. Reading takes no
 * lock.
 *
 * @param <V> what is known about a certificate
 */
final class RecentCertificates<V> {

	private final int capacity;

	private volatile Maps<V> maps = new Maps<>(new ConcurrentHashMap<>(), Map.of());

	RecentCertificates(int capacity) {
		this.capacity = capacity;
	}

	/**
	 * The value of a certificate.
	 * @param certificate the certificate
	 * @param loader finds the value; a {@code null} is not kept
	 * @return the value, or {@code null} if the loader has none
	 */
	@Nullable V get(X509Certificate certificate, Function<X509Certificate, @Nullable V> loader) {
		Encoded key = new Encoded(certificate);
		V known = this.maps.young().get(key);
		return (known != null) ? known : load(key, loader);
	}

	int size() {
		Maps<V> current = this.maps;
		return current.young().size() + current.old().size();
	}

	private @Nullable V load(Encoded key, Function<X509Certificate, @Nullable V> loader) {
		Maps<V> current = withRoom();
		V known = current.old().get(key);
		if (known != null) {
			current.young().put(key, known);
			return known;
		}
		return current.young().computeIfAbsent(key, (absent) -> loader.apply(absent.certificate()));
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
	 * @param <V> what is known about a certificate
	 */
	private record Maps<V>(ConcurrentHashMap<Encoded, V> young, Map<Encoded, V> old) {
	}

	/**
	 * A certificate that equals another only if every byte does.
	 *
	 * @param certificate the certificate
	 */
	private record Encoded(X509Certificate certificate) {

		@Override
		@SuppressWarnings("ReferenceEquality")
		public boolean equals(@Nullable Object other) {
			if (!(other instanceof Encoded that)) {
				return false;
			}
			// The same connection hands over the same object
			return this.certificate == that.certificate || haveSameEncoding(this.certificate, that.certificate);
		}

		@Override
		public int hashCode() {
			return this.certificate.hashCode();
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
