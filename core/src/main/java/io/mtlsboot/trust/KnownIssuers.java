package io.mtlsboot.trust;

import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.security.auth.x500.X500Principal;

/**
 * CA certificates that are known although a peer did not present them, so that a refusal
 * can name the one that is missing.
 * <p>
 * They come from peers that were verified and from our own chain, and never help anybody
 * in: only what was presented leads to an anchor. At most {@value #MAX} are held; those
 * that were not seen for the longest time are forgotten. Safe for use by many threads,
 * and meant to be kept when the trust material changes; nothing blocks.
 */
public final class KnownIssuers {

	static final int MAX = 100;

	/** Nobody adds to this one. */
	static final KnownIssuers NONE = new KnownIssuers();

	private final Map<X509Certificate, X500Principal> subjects = new LinkedHashMap<>(16, 0.75F, true);

	/**
	 * Creates an empty one.
	 */
	public KnownIssuers() {
	}

	/**
	 * Adds the certificates of CAs.
	 * @param certificates certificates, such as the chain of our own key; those that are
	 * not of a CA are left out
	 */
	public void add(Collection<X509Certificate> certificates) {
		for (X509Certificate certificate : certificates) {
			if (certificate.getBasicConstraints() >= 0) {
				add(certificate);
			}
		}
	}

	private synchronized void add(X509Certificate certificate) {
		this.subjects.put(certificate, certificate.getSubjectX500Principal());
		if (this.subjects.size() > MAX) {
			this.subjects.remove(this.subjects.keySet().iterator().next());
		}
	}

	synchronized List<X509Certificate> named(X500Principal name) {
		return this.subjects.entrySet()
			.stream()
			.filter((known) -> known.getValue().equals(name))
			.map(Map.Entry::getKey)
			.toList();
	}

}
