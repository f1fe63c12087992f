package io.mtlsboot.handshake;

import java.security.cert.X509Certificate;
import java.util.List;

import io.mtlsboot.trust.Check;
import io.mtlsboot.trust.PeerRejectedException;
import io.mtlsboot.trust.RejectionReason;
import org.jspecify.annotations.Nullable;

/**
 * Why a handshake failed.
 *
 * @param reason the word for it
 * @param detail both sides of the mismatch, or what the TLS engine reported; printable
 * @param checks every check with its outcome, in order
 * @param certificate the certificate at fault, or {@code null} if there is none
 */
public record FailureCause(RejectionReason reason, String detail, List<Check.Result> checks,
		@Nullable X509Certificate certificate) {

	/**
	 * Copies the checks.
	 * @param reason the word for it
	 * @param detail both sides of the mismatch; printable
	 * @param checks every check with its outcome, in order
	 * @param certificate the certificate at fault, or {@code null} if there is none
	 */
	public FailureCause {
		checks = List.copyOf(checks);
	}

	/**
	 * A cause that is not a judgement of the peer's certificates.
	 * @param reason the word for it
	 * @param detail what happened; printable
	 * @param passed the checks before this one were passed as far as anybody knows; more
	 * are if the reason says so
	 * @return the cause
	 */
	public static FailureCause of(RejectionReason reason, String detail, Check passed) {
		Check failed = failed(reason);
		boolean early = failed.compareTo(Check.CERTIFICATE) <= 0 || failed == Check.KEY_POSSESSION;
		return new FailureCause(reason, detail, failed.results(early ? failed : passed), null);
	}

	// A signature that the engine finds invalid is the one that proves the key
	private static Check failed(RejectionReason reason) {
		return (reason == RejectionReason.SIGNATURE_INVALID) ? Check.KEY_POSSESSION : reason.check();
	}

	/**
	 * A judgement of the peer's certificates.
	 * @param rejection the judgement
	 * @return the cause
	 */
	public static FailureCause of(PeerRejectedException rejection) {
		return new FailureCause(rejection.reason(), rejection.evidence(), rejection.check().results(),
				rejection.certificate());
	}

}
