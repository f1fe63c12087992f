package io.mtlsboot.trust;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;

import io.mtlsboot.x509.PrintableText;
import org.jspecify.annotations.Nullable;

/**
 * A peer was refused, and this is why.
 * <p>
 * The message has the reason, both sides of the mismatch and the certificate at fault,
 * escaped: it is safe to log.
 */
public final class PeerRejectedException extends CertificateException {

	private static final long serialVersionUID = 1L;

	private final RejectionReason reason;

	private final String evidence;

	private final transient @Nullable X509Certificate certificate;

	private final Check check;

	/**
	 * Refuses a peer.
	 * @param reason why
	 * @param evidence both sides of the mismatch, such as
	 * {@code required: clientAuth, presented: serverAuth}; printable
	 * @param certificate the certificate at fault, or {@code null} if there is none
	 */
	public PeerRejectedException(RejectionReason reason, String evidence, @Nullable X509Certificate certificate) {
		this(reason, evidence, certificate, null);
	}

	/**
	 * Refuses a peer because of a failure.
	 * @param reason why
	 * @param evidence both sides of the mismatch; printable
	 * @param certificate the certificate at fault, or {@code null} if there is none
	 * @param cause what failed, or {@code null}
	 */
	public PeerRejectedException(RejectionReason reason, String evidence, @Nullable X509Certificate certificate,
			@Nullable Throwable cause) {
		this(reason, evidence, certificate, cause, reason.check());
	}

	private PeerRejectedException(RejectionReason reason, String evidence, @Nullable X509Certificate certificate,
			@Nullable Throwable cause, Check check) {
		super(message(reason, evidence, certificate), cause);
		this.reason = reason;
		this.evidence = evidence;
		this.certificate = certificate;
		this.check = check;
	}

	/**
	 * Names the check that failed, where the reason has several.
	 * @param failed the check
	 * @return the same refusal
	 */
	public PeerRejectedException at(Check failed) {
		return (failed == this.check) ? this
				: new PeerRejectedException(this.reason, this.evidence, this.certificate, getCause(), failed);
	}

	private static String message(RejectionReason reason, String evidence, @Nullable X509Certificate certificate) {
		String subject = (certificate != null)
				? " subject '" + PrintableText.of(certificate.getSubjectX500Principal()) + "'" : "";
		return "Peer certificate rejected: " + reason + " (" + evidence + ")" + subject;
	}

	/**
	 * Why the peer was refused.
	 * @return the word for it
	 */
	public RejectionReason reason() {
		return this.reason;
	}

	/**
	 * Both sides of the mismatch.
	 * @return a printable phrase
	 */
	public String evidence() {
		return this.evidence;
	}

	/**
	 * The check that failed. All before it were passed.
	 * @return the check
	 */
	public Check check() {
		return this.check;
	}

	/**
	 * The certificate at fault.
	 * @return the certificate, or {@code null} if there is none or the exception was
	 * deserialized
	 */
	public @Nullable X509Certificate certificate() {
		return this.certificate;
	}

}
