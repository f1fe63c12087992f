package io.mtlsboot.handshake;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The alert by which a peer refused us.
 *
 * @param name the name of the alert, as RFC 8446 §6 has it
 */
record PeerAlert(String name) {

	private static final Pattern RECEIVED = Pattern.compile("(?:Received fatal alert|Alert): ([a-z_0-9]+)");

	private static final Pattern TOLD = Pattern.compile("refused (?:us|our certificate): ([a-z_0-9]+)");

	/** Alerts about a certificate: RFC 8446 §6.2. */
	private static final Set<String> CERTIFICATE = Set.of("bad_certificate", "unsupported_certificate",
			"certificate_revoked", "certificate_expired", "certificate_unknown", "unknown_ca", "access_denied",
			"certificate_required", "bad_certificate_status_response", "no_certificate");

	/**
	 * What an engine says of the alert that it received.
	 * @param message the message of its exception
	 * @return the alert, or {@code null} if there is no name in it
	 */
	static @Nullable PeerAlert received(String message) {
		return find(RECEIVED, message);
	}

	/**
	 * The alert in a phrase of ours.
	 * @param detail what {@link #detail} made of an alert
	 * @return the alert, or {@code null} if there is none in it
	 */
	static @Nullable PeerAlert inDetail(String detail) {
		return find(TOLD, detail);
	}

	private static @Nullable PeerAlert find(Pattern pattern, String text) {
		Matcher matcher = pattern.matcher(text);
		return matcher.find() ? new PeerAlert(matcher.group(1)) : null;
	}

	String detail(HandshakeSide side) {
		return peer(side) + " refused " + (isAboutCertificate() ? "our certificate" : "us") + ": " + this.name;
	}

	boolean isAboutCertificate() {
		return CERTIFICATE.contains(this.name);
	}

	/**
	 * What the peer is called.
	 * @param side which side we are on
	 * @return two words
	 */
	static String peer(HandshakeSide side) {
		return (side == HandshakeSide.SERVER) ? "the caller" : "the callee";
	}

}
