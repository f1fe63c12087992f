package io.mtlsboot.handshake;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

import io.mtlsboot.identity.IdentityExtractor;
import io.mtlsboot.identity.IdentityType;
import io.mtlsboot.trust.Check;
import io.mtlsboot.trust.RejectionReason;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a refused handshake or live connection. All text is printable and of
 * bounded length, whatever a certificate or the network had in it; there is no key and no
 * certificate in it. Immutable.
 *
 * @param time when it happened
 * @param kind what was refused
 * @param side which side we are on
 * @param connection who was connected with whom
 * @param reason the word for why
 * @param detail both sides of the mismatch, or what the TLS engine reported
 * @param checks every check with its outcome, in order
 * @param peer the identity of the peer, or the subject of its certificate; {@code null}
 * if it presented none. Nobody has proven it if the handshake failed
 * @param presented the certificate that the peer presented; {@code null} if it presented
 * none, or one that is too large to be read
 * @param atFault the certificate at fault, or {@code null} if it is the one that was
 * presented, or none
 * @param own our own certificate, where the peer may have refused it; otherwise
 * {@code null}
 */
public record FailureReport(Instant time, FailureKind kind, HandshakeSide side, HandshakeConnection connection,
		RejectionReason reason, String detail, List<Check.Result> checks, @Nullable String peer,
		@Nullable CertificateSummary presented, @Nullable CertificateSummary atFault,
		@Nullable OwnCertificateSummary own) {

	private static final IdentityExtractor ANY_IDENTITY = IdentityExtractor.inOrder(List.of(IdentityType.values()));

	/**
	 * Copies the checks.
	 * @param time when it happened
	 * @param kind what was refused
	 * @param side which side we are on
	 * @param connection who was connected with whom
	 * @param reason the word for why
	 * @param detail both sides of the mismatch
	 * @param checks every check with its outcome, in order
	 * @param peer the identity of the peer
	 * @param presented the certificate that the peer presented
	 * @param atFault the certificate at fault
	 * @param own our own certificate
	 */
	public FailureReport {
		checks = List.copyOf(checks);
	}

	/**
	 * Reports a failure. Reads the certificates, which takes some ten microseconds.
	 * @param kind what was refused
	 * @param failure what happened
	 * @return the report
	 */
	public static FailureReport of(FailureKind kind, HandshakeFailure failure) {
		return of(kind, failure, new PeerNames(ANY_IDENTITY).find(failure.presented()));
	}

	static FailureReport of(FailureKind kind, HandshakeFailure failure, @Nullable String peer) {
		HandshakeConnection connection = failure.connection();
		CertificateSummary presented = failure.presented().isEmpty() ? null
				: PeerNames.summary(failure.presented().get(0));
		return new FailureReport(failure.time(), kind, failure.side(),
				new HandshakeConnection(connection.localPort(), shortened(connection.remoteAddress()),
						connection.remotePort(), shortened(connection.serverName()), shortened(connection.protocol()),
						connection.resumed()),
				failure.reason(), ShortText.of(failure.detail()), failure.checks(), peer, presented,
				atFault(failure, presented), mattered(failure) ? OwnCertificateSummary.of(failure.own()) : null);
	}

	private static @Nullable String shortened(@Nullable String text) {
		return (text != null) ? ShortText.of(text) : null;
	}

	private static @Nullable CertificateSummary atFault(HandshakeFailure failure,
			@Nullable CertificateSummary presented) {
		X509Certificate certificate = failure.cause().certificate();
		CertificateSummary atFault = (certificate != null) ? PeerNames.summary(certificate) : null;
		return (atFault != null && !atFault.equals(presented)) ? atFault : null;
	}

	// Whoever leaves without a word may have looked at our certificate before
	private static boolean mattered(HandshakeFailure failure) {
		return failure.reason() == RejectionReason.NO_SHARED_CIPHER
				|| failure.reason().check().compareTo(Check.ACCEPTANCE) >= 0;
	}

	/**
	 * What to do about it, and who has to.
	 * @return one sentence; printable, and without a line feed
	 */
	public String remedy() {
		return Remedy.of(this);
	}

	/**
	 * Whether a CA that we believe, or believed when the peer connected, has written its
	 * name. Whoever has a copy of a certificate can present it: that the peer has its key
	 * is known only of live connections.
	 * @return {@code false} for a name that anybody can make up
	 */
	public boolean isCertified() {
		return this.peer != null && isCertified(this.kind, this.checks);
	}

	static boolean isCertified(FailureKind kind, List<Check.Result> checks) {
		return kind == FailureKind.CONNECTION || hasPath(checks);
	}

	private static boolean hasPath(List<Check.Result> checks) {
		for (Check.Result result : checks) {
			if (result.check() == Check.PATH) {
				return result.outcome() == Check.Outcome.PASS;
			}
		}
		return false;
	}

	/**
	 * Whether it is what scanners and health checks leave behind: a peer that called us
	 * and left, or stayed silent, before it presented anything. It is counted, and not
	 * worth a line of its own.
	 * @return whether nobody needs to be told
	 */
	public boolean isNoise() {
		return this.side == HandshakeSide.SERVER && this.peer == null
				&& (this.reason == RejectionReason.CONNECTION_CLOSED
						|| this.reason == RejectionReason.HANDSHAKE_TIMEOUT);
	}

}
