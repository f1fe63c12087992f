package io.mtlsboot.handshake;

import io.mtlsboot.trust.Check;
import io.mtlsboot.trust.RejectionReason;
import org.jspecify.annotations.Nullable;

/**
 * What to do about a certificate that we refused.
 *
 * @param report what happened
 * @param peer what the peer is called
 * @param blamed the certificate that is to blame, if there is one
 */
record CertificateRemedy(FailureReport report, String peer, @Nullable CertificateSummary blamed) {

	static String of(FailureReport report, String peer) {
		CertificateRemedy remedy = new CertificateRemedy(report, peer, Remedy.blamed(report));
		return switch (report.reason().check()) {
			case PATH -> remedy.path();
			case VALIDITY -> remedy.validity();
			case ADMISSION -> remedy.admission();
			case ANCHOR, REVOCATION -> remedy.vouched();
			default -> remedy.content();
		};
	}

	private String path() {
		return switch (this.report.reason()) {
			case INTERMEDIATE_MISSING -> this.peer + " must send the CA certificate" + issuer(" ")
					+ " after its own: append it to its certificate file.";
			case ANCHOR_KEY_MISMATCH -> "if the CA" + issuer(" ")
					+ " has a new key, add its current certificate to our anchors (mtls.trust.anchors); otherwise "
					+ this.peer + " must present a certificate of our CA, not of another one with that name.";
			case SIGNATURE_INVALID -> isKeyUnproven()
					? this.peer + " must load the private key that belongs to its certificate" + certificate(" ")
							+ ", since it could not prove that it has it."
					: "compare the fingerprints of the CA" + issuer(" ") + " on both sides: if it was made anew, "
							+ this.peer
							+ " needs a certificate of the new one, and if not, somebody forges certificates.";
			default ->
				"if the CA" + issuer(" ") + " is one to believe, add it to our anchors (mtls.trust.anchors); otherwise "
						+ this.peer + " must present a certificate of a CA that we believe, with its intermediates.";
		};
	}

	private boolean isKeyUnproven() {
		return this.report.checks()
			.stream()
			.anyMatch((result) -> result.check() == Check.KEY_POSSESSION && result.outcome() == Check.Outcome.FAIL);
	}

	private String validity() {
		return switch (this.report.reason()) {
			case ANCHOR_EXPIRED -> "replace the anchor" + certificate(" ")
					+ " in our trust anchors (mtls.trust.anchors) by the current certificate of that CA, or move "
					+ this.peer + " to another CA.";
			case NOT_YET_VALID -> "compare the clocks of both sides; if they agree, " + this.peer
					+ " must not use the certificate" + certificate(" ")
					+ ((this.blamed != null) ? " before " + this.blamed.notBefore() : " yet") + ".";
			default -> isLeaf()
					? this.peer + " must renew its certificate" + certificate(" ") + ended() + ", and load the new one."
					: this.peer + " must replace the CA certificate" + certificate(" ") + ended()
							+ ", in its chain by the current one, and its own certificate if that CA has a new key.";
		};
	}

	private String ended() {
		return (this.blamed != null) ? ", which ended " + this.blamed.notAfter() : "";
	}

	private String admission() {
		String name = (this.report.peer() != null) ? " '" + this.report.peer() + "'" : "";
		if (this.report.reason() == RejectionReason.HOST_NAME_MISMATCH) {
			return "call " + this.peer + " by a name of its certificate" + names()
					+ ", have the name that we call added to that certificate, or say in our configuration which identity we expect"
					+ " (callee).";
		}
		return (this.report.side() == HandshakeSide.SERVER) ? "if" + (name.isEmpty() ? " the caller" : name)
				+ " may call us, add it to the callers that we admit (mtls.server.callers); otherwise it must not call us."
				: "if" + (name.isEmpty() ? " that" : name)
						+ " is the service that we mean, name it as the callee of this client; otherwise correct our URL, or DNS"
						+ address() + ".";
	}

	private String address() {
		String address = this.report.connection().remoteAddress();
		return (address != null) ? ", for '" + address + "'" : "";
	}

	private String names() {
		CertificateSummary presented = this.report.presented();
		return (presented != null && !presented.names().isEmpty())
				? " (" + Remedy.listed(presented.names(), presented.moreNames()) + ")" : "";
	}

	private String vouched() {
		return switch (this.report.reason()) {
			case ANCHOR_NOT_ALLOWED -> "if the CA of" + certificate(" ", " the certificate")
					+ " may vouch for its names, say so in our trust domains (mtls.trust.domains); otherwise "
					+ this.peer
					+ " needs a certificate of the CA that may, and that CA has to explain why it issued this one.";
			case REVOKED -> this.peer + " must present a new certificate instead of" + certificate(" ", " the one")
					+ ", which is revoked; if it should have none, find out who uses its key.";
			default -> "make a current CRL or OCSP answer of the CA" + issuer(" ")
					+ " available to us (mtls.trust.revocation); " + this.peer + " need not change anything.";
		};
	}

	private String content() {
		String anew = "have the certificate" + certificate(" ") + " issued anew" + by();
		return switch (this.report.reason()) {
			case MALFORMED_CERTIFICATE ->
				anew + ", in the form that RFC 5280 requires, and give it to " + this.peer + ".";
			case ALGORITHM_NOT_ALLOWED ->
				anew + ", with EC P-256 or RSA 2048 and SHA-256, or stronger, and give it to " + this.peer + ".";
			case LEAF_IS_CA -> this.peer
					+ " must present a certificate of its own that is not a CA (CA:FALSE), issued by a CA that we believe, instead of"
					+ certificate(" ", " this one") + ".";
			case PURPOSE_NOT_ALLOWED -> isLeaf()
					? this.peer + " must present a certificate for " + purpose() + " instead of"
							+ certificate(" ", " this one") + "."
					: anew + ", with the purpose " + purpose() + " or none at all, since it limits what it may issue.";
			default -> "have the CA" + issuer(" ") + " correct what the detail names, in the certificate"
					+ certificate(" ") + " or above it, and give the new one to " + this.peer + ".";
		};
	}

	private String by() {
		return issuer(" by ");
	}

	private String purpose() {
		return (this.report.side() == HandshakeSide.SERVER) ? "clientAuth" : "serverAuth";
	}

	private boolean isLeaf() {
		return this.report.atFault() == null;
	}

	private String certificate(String before) {
		return certificate(before, "");
	}

	private String certificate(String before, String otherwise) {
		return (this.blamed != null) ? before + "'" + this.blamed.title() + "'" : otherwise;
	}

	private String issuer(String before) {
		return (this.blamed != null && !this.blamed.issuer().isEmpty()) ? before + "'" + this.blamed.issuer() + "'"
				: "";
	}

}
