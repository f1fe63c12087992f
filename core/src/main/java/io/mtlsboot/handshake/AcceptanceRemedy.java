package io.mtlsboot.handshake;

import org.jspecify.annotations.Nullable;

/**
 * What to do about a peer that refused us: its own log knows why, but the name of its
 * alert and our own certificate often say enough.
 *
 * @param report what happened
 * @param peer what the peer is called
 * @param own our certificate, if it came to that
 */
record AcceptanceRemedy(FailureReport report, String peer, @Nullable OwnCertificateSummary own) {

	static String of(FailureReport report, String peer) {
		PeerAlert alert = PeerAlert.inDetail(report.detail());
		return new AcceptanceRemedy(report, peer, report.own()).sentence((alert != null) ? alert.name() : "");
	}

	private String sentence(String alert) {
		return switch (alert) {
			case "unknown_ca" -> this.peer + " does not believe our issuer" + issuer()
					+ ": add that CA to its anchors, or present a certificate of one of the CAs it asked for" + asked()
					+ ".";
			case "certificate_expired" ->
				"renew our certificate" + certificate() + ending() + ", or set the clock of " + this.peer + " right.";
			case "certificate_revoked" ->
				"replace our certificate" + certificate() + ", which " + this.peer + " found to be revoked.";
			case "certificate_required", "no_certificate" -> required();
			case "unrecognized_name" -> "call " + this.peer
					+ " by a host name that it knows, since it has no certificate for the one we asked for.";
			case "protocol_version", "insufficient_security", "handshake_failure" -> this.peer
					+ " must allow TLS 1.3 or 1.2, and suites with ECDHE and AES-GCM or ChaCha20-Poly1305"
					+ (isSent() ? "" : "; if it asks for a certificate, make sure that it can verify our key") + ".";
			case "unsupported_certificate" -> "give us a certificate" + certificate(" instead of ") + " for "
					+ purpose() + " with a key that " + this.peer + " supports.";
			case "bad_certificate", "certificate_unknown", "access_denied", "" -> judged();
			default -> "look into the log of " + this.peer + " for why it sent this alert.";
		};
	}

	private String required() {
		return this.peer + " requires a certificate" + ((this.own != null && !isSent())
				? " and can verify no key like that of ours" + certificate() + ": give us one of another key type."
				: ": configure one for this client.");
	}

	private String judged() {
		if (this.own != null && !isSent()) {
			return required();
		}
		String name = (this.report.side() == HandshakeSide.SERVER) ? "host name" : "identity";
		return "look into the log of " + this.peer + " for why it refused our certificate" + certificate() + ending()
				+ ": it must believe our issuer" + issuer() + ", allow it for " + purpose() + " and admit our " + name
				+ (asked().isEmpty() ? "." : ", and asked for a certificate of one of these CAs" + asked() + ".");
	}

	private String purpose() {
		return (this.report.side() == HandshakeSide.SERVER) ? "serverAuth" : "clientAuth";
	}

	private boolean isSent() {
		return this.own != null && this.own.sent();
	}

	private String issuer() {
		return (this.own != null) ? " '" + this.own.certificate().issuer() + "'" : "";
	}

	private String certificate() {
		return certificate(" ");
	}

	private String certificate(String before) {
		return (this.own != null) ? before + "'" + this.own.certificate().title() + "'" : "";
	}

	private String ending() {
		return ending(", which ends ");
	}

	private String ending(String before) {
		return (this.own != null) ? before + this.own.certificate().notAfter() : "";
	}

	private String asked() {
		return (this.own != null && !this.own.acceptedIssuers().isEmpty())
				? ": " + Remedy.listed(this.own.acceptedIssuers(), this.own.moreIssuers()) : "";
	}

}
