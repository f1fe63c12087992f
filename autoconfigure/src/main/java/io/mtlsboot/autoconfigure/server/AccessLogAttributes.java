package io.mtlsboot.autoconfigure.server;

import java.security.cert.X509Certificate;
import java.util.List;

import io.mtlsboot.identity.IdentityExtractor;
import io.mtlsboot.jsse.PeerVerdict;
import io.mtlsboot.trust.RejectionReason;
import io.mtlsboot.x509.Fingerprint;
import io.mtlsboot.x509.PrintableText;
import io.mtlsboot.x509.RecentChains;
import org.apache.catalina.connector.Request;
import org.jspecify.annotations.Nullable;

/**
 * Attributes of a request for the access log, as <code>%{mtls.identity}r</code>. What is
 * read from a certificate is read once, not for each of its requests.
 */
final class AccessLogAttributes {

	static final String IDENTITY = "mtls.identity";

	static final String FINGERPRINT = "mtls.fingerprint";

	static final String TLS_VERSION = "mtls.tls-version";

	static final String REASON = "mtls.reason";

	private static final int CAPACITY = 1024;

	private final RecentChains<Names> known = new RecentChains<>(CAPACITY);

	private final IdentityExtractor identities;

	AccessLogAttributes(IdentityExtractor identities) {
		this.identities = identities;
	}

	/**
	 * Sets the attributes. Only a caller that is trusted has an identity.
	 * @param request the request
	 * @param names how the caller is called
	 * @param verdict what we think of it
	 * @param version the version of TLS, or {@code null} if there is no TLS
	 */
	void set(Request request, Names names, PeerVerdict verdict, @Nullable Object version) {
		// Where Catalina looks after its own attributes, of which it tells listeners
		org.apache.coyote.Request attributes = request.getCoyoteRequest();
		RejectionReason reason = verdict.reason();
		if (names.fingerprint() != null) {
			attributes.setAttribute(FINGERPRINT, names.fingerprint());
		}
		if (reason == null && names.identity() != null) {
			attributes.setAttribute(IDENTITY, names.identity());
		}
		if (reason != null) {
			attributes.setAttribute(REASON, reason.name());
		}
		if (version != null) {
			attributes.setAttribute(TLS_VERSION, version);
		}
	}

	/**
	 * How a caller is called.
	 * @param presented what it presented
	 * @return its names
	 */
	Names names(List<X509Certificate> presented) {
		Names names = presented.isEmpty() ? null : this.known.get(List.of(presented.get(0)), this::read);
		return (names != null) ? names : Names.NONE;
	}

	private Names read(List<X509Certificate> leaf) {
		return new Names(Fingerprint.of(leaf.get(0)).value(), identity(leaf.get(0)));
	}

	private @Nullable String identity(X509Certificate leaf) {
		try {
			return this.identities.extract(leaf).map((identity) -> PrintableText.of(identity.toString())).orElse(null);
		}
		catch (RuntimeException ex) {
			// A user's extractor: a line of the log is not worth a request
			return null;
		}
	}

	/**
	 * What a certificate is called.
	 *
	 * @param fingerprint its fingerprint, or {@code null} if there is none
	 * @param identity who it says it is, or {@code null}
	 */
	record Names(@Nullable String fingerprint, @Nullable String identity) {

		static final Names NONE = new Names(null, null);

	}

}
