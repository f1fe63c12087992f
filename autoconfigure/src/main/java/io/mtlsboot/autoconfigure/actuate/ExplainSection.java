package io.mtlsboot.autoconfigure.actuate;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import io.mtlsboot.autoconfigure.CallerRoles;
import io.mtlsboot.autoconfigure.IdentityPatterns;
import io.mtlsboot.autoconfigure.MtlsContexts;
import io.mtlsboot.autoconfigure.MtlsProperties;
import io.mtlsboot.autoconfigure.PresentedPem;
import io.mtlsboot.handshake.FailureCause;
import io.mtlsboot.handshake.FailureKind;
import io.mtlsboot.handshake.FailureReport;
import io.mtlsboot.handshake.HandshakeConnection;
import io.mtlsboot.handshake.HandshakeFailure;
import io.mtlsboot.handshake.HandshakeSide;
import io.mtlsboot.identity.IdentityExtractor;
import io.mtlsboot.identity.WorkloadIdentity;
import io.mtlsboot.trust.Check;
import io.mtlsboot.trust.PeerRejectedException;
import io.mtlsboot.trust.RejectionReason;
import io.mtlsboot.trust.VerifiedPeer;
import io.mtlsboot.x509.Fingerprint;
import io.mtlsboot.x509.PrintableText;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * {@code POST /actuator/mtls/explain}: what would happen to a caller with a certificate,
 * without its key.
 *
 * @param contexts judge callers
 * @param identities find out who they are
 * @param properties whom we admit
 * @param roles what they may do, if Spring Security asks us
 */
record ExplainSection(MtlsContexts contexts, IdentityExtractor identities, MtlsProperties properties,
		Supplier<Optional<CallerRoles>> roles) implements MtlsEndpointSection {

	@Override
	public String name() {
		return "explain";
	}

	@Override
	public Explanation submit(String pem) {
		List<X509Certificate> presented = read(pem);
		X509Certificate leaf = presented.get(0);
		Optional<WorkloadIdentity> identity = identity(leaf);
		try {
			VerifiedPeer peer = this.contexts.server().judge(presented, null);
			return new Explanation(true, admission(identity), null, null, null, passed(), Leaf.of(leaf),
					identity.map(ExplainSection::printable).orElse(null), roles(presented),
					PrintableText.of(peer.anchor().getSubjectX500Principal()), peer.validUntil());
		}
		catch (PeerRejectedException ex) {
			FailureCause cause = FailureCause.of(ex);
			return new Explanation(false, null, cause.reason(), PrintableText.of(cause.detail()),
					remedy(cause, presented), cause.checks(), Leaf.of(leaf),
					identity.map(ExplainSection::printable).orElse(null), List.of(), null, null);
		}
	}

	private static String remedy(FailureCause cause, List<X509Certificate> presented) {
		return FailureReport
			.of(FailureKind.HANDSHAKE,
					new HandshakeFailure(Instant.now(), HandshakeSide.SERVER, HandshakeConnection.UNKNOWN, cause,
							presented, null, Duration.ZERO))
			.remedy();
	}

	private static List<X509Certificate> read(String pem) {
		try {
			return PresentedPem.read(pem);
		}
		catch (IllegalArgumentException ex) {
			String message = String.valueOf(ex.getMessage());
			throw new InvalidEndpointRequestException(message, message);
		}
	}

	// Of a certificate that nobody has verified, so that nothing may come of it
	private Optional<WorkloadIdentity> identity(X509Certificate leaf) {
		try {
			return this.identities.extract(leaf);
		}
		catch (RuntimeException ex) {
			return Optional.empty();
		}
	}

	private String admission(Optional<WorkloadIdentity> identity) {
		List<String> callers = this.properties.server().callers();
		if (callers == null) {
			return "'mtls.server.callers' is not set: every verified caller is admitted";
		}
		return callers.stream()
			.filter((pattern) -> identity.filter(IdentityPatterns.parse("mtls.server.callers", pattern)::matches)
				.isPresent())
			.findFirst()
			.map((pattern) -> "'" + PrintableText.of(pattern) + "' of 'mtls.server.callers'")
			.orElse("'mtls.server.callers'");
	}

	private List<String> roles(List<X509Certificate> presented) {
		return this.roles.get().map((known) -> known.of(presented)).orElse(List.of());
	}

	// A certificate alone proves no key, and nobody has shaken hands
	private static List<Check.Result> passed() {
		return Check.KEY_POSSESSION.results()
			.stream()
			.map((result) -> (result.outcome() == Check.Outcome.FAIL)
					? new Check.Result(result.check(), Check.Outcome.NOT_REACHED) : result)
			.toList();
	}

	private static String printable(WorkloadIdentity identity) {
		return PrintableText.of(identity.toString());
	}

	/**
	 * What would happen.
	 *
	 * @param admitted whether the caller would get a connection
	 * @param rule by which rule, if it would
	 * @param reason why not, if it would not
	 * @param detail both sides of the mismatch, if it would not
	 * @param remedy what to do, if it would not
	 * @param checks every check with its outcome, in order
	 * @param certificate the certificate of the caller
	 * @param identity who it says it is; believed only if it is admitted
	 * @param authorities what it may do
	 * @param anchor which of our anchors vouches for it
	 * @param validUntil until when this holds
	 */
	record Explanation(boolean admitted, @Nullable String rule, @Nullable RejectionReason reason,
			@Nullable String detail, @Nullable String remedy, List<Check.Result> checks, Leaf certificate,
			@Nullable String identity, List<String> authorities, @Nullable String anchor,
			@Nullable Instant validUntil) implements OperationResponseBody {
	}

	/**
	 * The certificate of the caller.
	 *
	 * @param subject its subject
	 * @param issuer its issuer
	 * @param serial its serial number, in hexadecimal digits
	 * @param fingerprint its SHA-256 fingerprint
	 * @param notBefore from when it is valid
	 * @param notAfter until when it is valid
	 */
	record Leaf(String subject, String issuer, String serial, String fingerprint, Instant notBefore, Instant notAfter) {

		static Leaf of(X509Certificate certificate) {
			return new Leaf(PrintableText.of(certificate.getSubjectX500Principal()),
					PrintableText.of(certificate.getIssuerX500Principal()),
					PrintableText.of(certificate.getSerialNumber().toString(16)), Fingerprint.of(certificate).value(),
					certificate.getNotBefore().toInstant(), certificate.getNotAfter().toInstant());
		}

	}

}
