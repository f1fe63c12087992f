package io.mtlsboot.handshake;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import io.mtlsboot.trust.RejectionReason;
import org.jspecify.annotations.Nullable;

/**
 * What to do about a refusal, and who has to do it, in one sentence.
 */
final class Remedy {

	private static final int MAX_LISTED = 3;

	private final FailureReport report;

	private final String sender;

	private Remedy(FailureReport report) {
		this.report = report;
		this.sender = sender(report);
	}

	static String of(FailureReport report) {
		Remedy remedy = new Remedy(report);
		boolean judged = report.reason().compareTo(RejectionReason.PLAINTEXT) < 0
				&& report.reason() != RejectionReason.NO_CERTIFICATE;
		return capitalized(judged ? CertificateRemedy.of(report, remedy.sender) : remedy.sentence());
	}

	private static String capitalized(String sentence) {
		return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
	}

	private String sentence() {
		return switch (this.report.reason()) {
			case NO_CERTIFICATE -> noCertificate();
			case PLAINTEXT -> plaintext();
			case NO_SHARED_PROTOCOL -> this.sender
					+ " must be updated, or be allowed, to speak TLS 1.3 or 1.2, since older versions are refused.";
			case NO_SHARED_CIPHER -> this.sender
					+ " must allow suites with ECDHE and AES-GCM or ChaCha20-Poly1305, and be able to verify our key"
					+ own(" of '", "'") + ": remove lists of ciphers and groups from its configuration.";
			case REFUSED_BY_PEER -> AcceptanceRemedy.of(this.report, this.sender);
			case CONNECTION_CLOSED -> closed();
			case HANDSHAKE_TIMEOUT -> isServer()
					? "nothing is to be done about a scanner or a health check; otherwise make sure that " + this.sender
							+ " speaks TLS, and that the network between us loses no large packets."
					: "make sure that " + this.sender
							+ " is up and speaks TLS on this port, and that the network between us loses no large packets.";
			default -> "compare with what 'openssl s_client' and the log of " + this.sender
					+ " say, since the TLS engine reported something that has no word of its own.";
		};
	}

	private String noCertificate() {
		return isServer()
				? this.sender + " must present a certificate that a CA of ours has issued;"
						+ " if it is a health check, give it a port without mutual TLS."
				: this.sender + " must be configured to present its certificate, or we have to call another port.";
	}

	private String plaintext() {
		int port = isServer() ? this.report.connection().localPort() : this.report.connection().remotePort();
		return isServer()
				? this.sender + " must use TLS: an https:// URL instead of http://"
						+ ((port > 0) ? " for port " + port : "") + "."
				: "call the port on which " + this.sender + " speaks TLS, since"
						+ ((port > 0) ? " port " + port : " this one")
						+ " speaks plain text, or a proxy between us answers.";
	}

	private String closed() {
		return isServer()
				? "nothing is to be done about a scanner or a health check; a caller that means to call us says in its own"
						+ " log why it left, often because it does not believe our issuer" + issuer() + "."
				: "look into the log of " + this.sender
						+ " for why it closed the connection: it may have crashed, or not" + " accept our certificate"
						+ own(" '", "'") + ".";
	}

	private String issuer() {
		OwnCertificateSummary own = this.report.own();
		return (own != null) ? " '" + own.certificate().issuer() + "'" : "";
	}

	private String own(String before, String after) {
		OwnCertificateSummary own = this.report.own();
		return (own != null) ? before + own.certificate().title() + after : "";
	}

	private boolean isServer() {
		return this.report.side() == HandshakeSide.SERVER;
	}

	private static String sender(FailureReport report) {
		String address = report.connection().remoteAddress();
		String name = (report.peer() != null) ? " '" + report.peer() + "'" : "";
		return PeerAlert.peer(report.side()) + name + ((address != null) ? " at '" + address + "'" : "");
	}

	/**
	 * The first of several names.
	 * @param names the names
	 * @param more how many further ones there are
	 * @return the names in quotes; empty if there are none
	 */
	static String listed(List<String> names, int more) {
		int left = Math.max(0, names.size() - MAX_LISTED) + more;
		return names.stream().limit(MAX_LISTED).map((name) -> "'" + name + "'").collect(Collectors.joining(", "))
				+ ((left > 0) ? " and " + left + " more" : "");
	}

	/**
	 * The certificate that is to blame.
	 * @param report what happened
	 * @return the one at fault, or the one that was presented, or {@code null}
	 */
	static @Nullable CertificateSummary blamed(FailureReport report) {
		return (report.atFault() != null) ? report.atFault() : report.presented();
	}

}
