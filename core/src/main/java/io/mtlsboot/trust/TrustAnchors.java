package io.mtlsboot.trust;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import javax.security.auth.x500.X500Principal;

import io.mtlsboot.x509.PrintableText;

/**
 * The trust anchors by name.
 */
final class TrustAnchors {

	private static final int MAX_NAMED = 5;

	private final List<X509Certificate> anchors;

	private final String location;

	private final Map<X500Principal, List<X509Certificate>> byName;

	TrustAnchors(List<X509Certificate> anchors, String location) {
		this.anchors = anchors;
		this.location = location;
		this.byName = anchors.stream().collect(Collectors.groupingBy(X509Certificate::getSubjectX500Principal));
	}

	List<X509Certificate> named(X500Principal name) {
		return this.byName.getOrDefault(name, List.of());
	}

	String location() {
		return this.location;
	}

	/**
	 * For evidence: some names, and where they come from.
	 */
	@Override
	public String toString() {
		String names = this.anchors.stream()
			.limit(MAX_NAMED)
			.map((anchor) -> "'" + PrintableText.of(anchor.getSubjectX500Principal()) + "'")
			.collect(Collectors.joining(" "));
		int more = this.anchors.size() - MAX_NAMED;
		return ((more > 0) ? names + " and " + more + " more" : names) + " from '" + this.location + "'";
	}

}
