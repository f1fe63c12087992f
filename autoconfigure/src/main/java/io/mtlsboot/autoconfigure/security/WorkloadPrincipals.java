package io.mtlsboot.autoconfigure.security;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.mtlsboot.autoconfigure.ConnectionCaller;
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

	private final PrincipalNames names;

	private final WorkloadAuthoritiesMapper authorities;

	private final VouchingBundles bundles;

	private final MtlsListeners listeners;

	private final Clock clock;

	// By the bundles too, of which there are as many as are configured: what a caller may
	// do follows the anchor that vouches for it
	private final Map<Set<String>, RecentChains<Optional<WorkloadPrincipal>>> known = new ConcurrentHashMap<>();

	WorkloadPrincipals(IdentityExtractor identities, PrincipalNames names, WorkloadAuthoritiesMapper authorities,
			VouchingBundles bundles, MtlsListeners listeners, Clock clock) {
		this.identities = identities;
		this.names = names;
		this.authorities = authorities;
		this.bundles = bundles;
		this.listeners = listeners;
		this.clock = clock;
	}

	/**
	 * The principal of a certificate that came in on a port.
	 * @param presented what the caller presented, leaf first
	 * @param localPort the port, which must be one of ours
	 * @return the principal, or {@code null} if the caller has no identity that we have
	 * verified
	 */
	@Nullable WorkloadPrincipal find(List<X509Certificate> presented, int localPort) {
		return this.listeners.vouchFor(localPort) ? find(presented) : null;
	}

	/**
	 * The principal of a certificate.
	 * @param presented what the caller presented, leaf first
	 * @return the principal, or {@code null} if the caller has no identity or its
	 * certificate has expired since the handshake
	 */
	@Nullable WorkloadPrincipal find(List<X509Certificate> presented) {
		if (presented.isEmpty()) {
			return null;
		}
		try {
			return stillValid(get(presented.get(0), this.bundles.of(presented)));
		}
		catch (RuntimeException ex) {
			// A user's extractor or mapper; not kept, for it may be over the next time
			warn(ex);
			return null;
		}
	}

	/**
	 * The principal of a connection. Its certificate is looked at when it is asked for
	 * the first time, and when other trust bundles vouch for it.
	 * @param caller the caller of the connection
	 * @return the principal, or {@code null} if the caller has no identity or its
	 * certificate has expired since the handshake
	 */
	@Nullable WorkloadPrincipal find(ConnectionCaller caller) {
		if (caller.presented().isEmpty()) {
			return null;
		}
		try {
			Set<String> vouching = this.bundles.of(caller);
			if (caller.attachment() instanceof Found found && found.isFor(this, vouching)) {
				return stillValid(found.principal());
			}
			WorkloadPrincipal principal = get(caller.presented().get(0), vouching);
			caller.attach(new Found(this, vouching, principal));
			return stillValid(principal);
		}
		catch (RuntimeException ex) {
			warn(ex);
			return null;
		}
	}

	private @Nullable WorkloadPrincipal get(X509Certificate leaf, Set<String> vouching) {
		Optional<WorkloadPrincipal> principal = this.known
			.computeIfAbsent(vouching, (key) -> new RecentChains<>(CAPACITY))
			.get(List.of(leaf), (chain) -> read(chain.get(0), vouching));
		return (principal != null) ? principal.orElse(null) : null;
	}

	// A connection, or a session that it resumes, can be older than the certificate gets
	private @Nullable WorkloadPrincipal stillValid(@Nullable WorkloadPrincipal principal) {
		// RFC 5280 §4.1.2.5: certificates know whole seconds, and the last one counts
		return (principal != null && Math.floorDiv(this.clock.millis(), 1000L) <= principal.notAfter().getEpochSecond())
				? principal : null;
	}

	private Optional<WorkloadPrincipal> read(X509Certificate certificate, Set<String> vouching) {
		Optional<WorkloadIdentity> identity = this.identities.extract(certificate);
		if (identity.isEmpty()) {
			logger.warn("A verified caller is nobody: its certificate has no single well-formed name of the types in "
					+ "'mtls.security.principal', subject '" + PrintableText.of(certificate.getSubjectX500Principal())
					+ "'");
			return Optional.empty();
		}
		Optional<String> name = this.names.of(identity.get());
		if (name.isEmpty()) {
			logger.warn("A verified caller is nobody: no rule of 'mtls.security.principal-rules' gives a name to '"
					+ PrintableText.of(identity.get().toString()) + "'");
			return Optional.empty();
		}
		try {
			return Optional.of(WorkloadPrincipal.of(identity.get(), name.get(), certificate,
					this.authorities.authorities(identity.get(), certificate, vouching)));
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

	/**
	 * What a connection remembers of its caller.
	 *
	 * @param finder who has found it
	 * @param vouching the trust bundles that vouched for the caller
	 * @param principal the principal, or {@code null} for nobody
	 */
	private record Found(WorkloadPrincipals finder, Set<String> vouching, @Nullable WorkloadPrincipal principal) {

		boolean isFor(WorkloadPrincipals finder, Set<String> vouching) {
			return this.finder == finder && this.vouching.equals(vouching);
		}

	}

}
