package io.mtlsboot.handshake;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;

import io.mtlsboot.identity.IdentityExtractor;
import io.mtlsboot.identity.WorkloadIdentity;
import io.mtlsboot.x509.RecentChains;
import org.jspecify.annotations.Nullable;

/**
 * Who peers say they are. The names of those that were refused last are kept, so that
 * their certificates are not read again each time.
 */
final class PeerNames {

	/** Ten times the size of an ordinary certificate. What is larger is not read. */
	static final int MAX_ENCODING = 16 * 1024;

	/** What is kept is bounded by their number and by the size of what is read. */
	private static final int CAPACITY = 64;

	private final RecentChains<String> recent = new RecentChains<>(CAPACITY);

	private final IdentityExtractor identities;

	PeerNames(IdentityExtractor identities) {
		this.identities = identities;
	}

	/**
	 * The name of a peer.
	 * @param presented what it presented, leaf first
	 * @return its identity, or the subject of its certificate if it has none; short and
	 * printable. {@code null} if it presented nothing
	 */
	@Nullable String find(List<X509Certificate> presented) {
		if (presented.isEmpty()) {
			return null;
		}
		X509Certificate leaf = presented.get(0);
		try {
			String name = this.recent.get(List.of(leaf), (chain) -> isReadable(leaf) ? read(leaf) : null);
			return (name != null) ? name : "a certificate of " + leaf.getEncoded().length + " bytes";
		}
		catch (CertificateEncodingException | RuntimeException ex) {
			// As certificates of other providers, or extractors, may throw
			return "a certificate that cannot be read";
		}
	}

	private String read(X509Certificate leaf) {
		return this.identities.extract(leaf)
			.map(WorkloadIdentity::toString)
			.map(ShortText::of)
			.orElseGet(() -> CertificateSummary.of(leaf).title());
	}

	/**
	 * What is kept of a certificate.
	 * @param certificate the certificate
	 * @return the summary, or {@code null} if it is too large or cannot be read
	 */
	static @Nullable CertificateSummary summary(X509Certificate certificate) {
		try {
			return isReadable(certificate) ? CertificateSummary.of(certificate) : null;
		}
		catch (RuntimeException ex) {
			return null;
		}
	}

	private static boolean isReadable(X509Certificate certificate) {
		try {
			return certificate.getEncoded().length <= MAX_ENCODING;
		}
		catch (CertificateEncodingException ex) {
			return false;
		}
	}

}
