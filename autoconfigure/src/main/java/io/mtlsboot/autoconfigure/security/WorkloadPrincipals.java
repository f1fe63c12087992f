package io.mtlsboot.autoconfigure.security;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

import io.mtlsboot.autoconfigure.MtlsListeners;
import io.mtlsboot.identity.IdentityExtractor;
import io.mtlsboot.identity.WorkloadIdentity;
import io.mtlsboot.x509.PrintableText;
import io.mtlsboot.x509.RecentChains;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Finds the principal of a certificate. The work is done when the certificate is first
 * seen, not for each of its requests. Never throws: whoever cannot be identified is
 * nobody.
 */
final class WorkloadPrincipals {

	private static final int CAPACITY = 1024;

	private static final Log logger = LogFactory.getLog(WorkloadPrincipals.class);

	private final IdentityExtractor identities;

	private final WorkloadAuthoritiesMapper authorities;

	private final MtlsListeners listeners;

	private final Clock clock;

	private final RecentChains<Optional<WorkloadPrincipal>> known = new RecentChains<>(CAPACITY);

	WorkloadPrincipals(IdentityExtractor identities, WorkloadAuthoritiesMapper authorities, MtlsListeners listeners,
			Clock clock) {
		this.identities = identities;
		this.authorities = authorities;
		this.listeners = listeners;
		this.clock = clock;
	}

	/**
	 * The principal of a certificate that came in on a port.
	 * @param certificate the leaf certificate of the caller, if it has one
	 * @param localPort the port, which must be one of ours
	 * @return the principal, or {@code null} if the caller has no identity that we have
	 * verified
	 */
	@Nullable WorkloadPrincipal find(@Nullable X509Certificate certificate, int localPort) {
		return this.listeners.vouchFor(localPort) ? find(certificate) : null;
	}

	/**
	 * The principal of a certificate.
	 * @param certificate the leaf certificate of the caller, if it has one
	 * @return the principal, or {@code null} if the caller has no identity or its
	 * certificate has expired since the handshake
	 */
	@Nullable WorkloadPrincipal find(@Nullable X509Certificate certificate) {
		if (certificate == null) {
			return null;
		}
		try {
			Optional<WorkloadPrincipal> principal = this.known.get(List.of(certificate), this::read);
			return (principal != null) ? principal.filter(this::isValidStill).orElse(null) : null;
		}
		catch (RuntimeException ex) {
			// A user's extractor or mapper; not kept, for it may be over the next time
			warn(ex);
			return null;
		}
	}

	// A connection, or a session that it resumes, can be older than the certificate gets
	private boolean isValidStill(WorkloadPrincipal principal) {
		return !this.clock.instant().isAfter(principal.notAfter());
	}

	private Optional<WorkloadPrincipal> read(List<X509Certificate> chain) {
		X509Certificate certificate = chain.get(0);
		Optional<WorkloadIdentity> identity = this.identities.extract(certificate);
		if (identity.isEmpty()) {
			logger.warn("A verified caller is nobody: its certificate has no single well-formed name of the types in "
					+ "'mtls.security.principal', subject '" + PrintableText.of(certificate.getSubjectX500Principal())
					+ "'");
			return Optional.empty();
		}
		try {
			return Optional.of(WorkloadPrincipal.of(identity.get(), certificate,
					this.authorities.authorities(identity.get(), certificate)));
		}
		catch (CertificateParsingException ex) {
			return Optional.empty();
		}
	}

	private static void warn(RuntimeException ex) {
		String message = (ex.getMessage() != null) ? ": " + PrintableText.of(ex.getMessage()) : "";
		logger.warn("Unable to identify a caller, which is refused: " + ex.getClass().getName() + message);
		if (logger.isDebugEnabled()) {
			logger.debug("Unable to identify a caller", ex);
		}
	}

}
