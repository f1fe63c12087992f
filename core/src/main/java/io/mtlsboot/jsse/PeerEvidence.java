package io.mtlsboot.jsse;

import java.security.Principal;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;

import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLSession;
import javax.security.auth.x500.X500Principal;

import io.mtlsboot.handshake.HandshakeConnection;
import io.mtlsboot.handshake.OwnCertificate;
import io.mtlsboot.trust.Check;
import org.jspecify.annotations.Nullable;

/**
 * What a handshake has shown so far. Several threads may run a part of it.
 */
final class PeerEvidence {

	/** Enough to see which are meant; a peer may name thousands. */
	private static final int MAX_ISSUERS = 100;

	private HandshakeConnection connection;

	private List<X509Certificate> presented = List.of();

	private @Nullable OwnCertificate own;

	private Check passed = Check.TLS;

	private boolean verifying;

	PeerEvidence(HandshakeConnection connection) {
		this.connection = connection;
	}

	synchronized void located(HandshakeConnection known) {
		this.connection = known.withSession(this.connection.protocol(), this.connection.resumed());
	}

	// The trust manager was called, so that both sides have agreed on how to speak
	synchronized void presented(List<X509Certificate> certificates, @Nullable SSLSession session) {
		this.verifying = true;
		this.presented = certificates;
		this.passed = Check.CERTIFICATE;
		if (session != null) {
			negotiated(session, false);
		}
	}

	synchronized void verified() {
		this.passed = Check.KEY_POSSESSION;
	}

	synchronized void resumed(List<X509Certificate> certificates) {
		this.presented = certificates;
	}

	synchronized boolean isResumption() {
		return !this.verifying;
	}

	synchronized HandshakeConnection completed(SSLSession session) {
		boolean nothing = !this.verifying && NegotiatedSessions.presented(session).isEmpty();
		negotiated(session, nothing ? null : Boolean.valueOf(!this.verifying));
		this.passed = Check.ACCEPTANCE;
		return this.connection;
	}

	// A peer that presents nothing has negotiated all the same
	synchronized void negotiating(SSLSession session) {
		negotiated(session, this.connection.resumed());
	}

	private void negotiated(SSLSession session, @Nullable Boolean resumed) {
		this.connection = this.connection.withSession(session.getProtocol(), resumed);
		if (this.connection.serverName() == null && session instanceof ExtendedSSLSession extended) {
			this.connection = this.connection.withServerName(serverName(extended));
		}
	}

	private static @Nullable String serverName(ExtendedSSLSession session) {
		try {
			return session.getRequestedServerNames()
				.stream()
				.filter(SNIHostName.class::isInstance)
				.map((name) -> ((SNIHostName) name).getAsciiName())
				.findFirst()
				.orElse(null);
		}
		catch (UnsupportedOperationException ex) {
			// As the sessions of providers that know no SNI are asked to answer
			return null;
		}
	}

	synchronized void asked(X509Certificate leaf, boolean sent, Principal @Nullable [] issuers) {
		List<X500Principal> accepted = (issuers != null) ? Stream.of(issuers)
			.filter(X500Principal.class::isInstance)
			.map(X500Principal.class::cast)
			.limit(MAX_ISSUERS)
			.toList() : List.of();
		this.own = new OwnCertificate(leaf, sent, accepted);
	}

	synchronized HandshakeConnection connection() {
		return this.connection;
	}

	synchronized List<X509Certificate> presented() {
		return this.presented;
	}

	synchronized @Nullable OwnCertificate own() {
		return this.own;
	}

	synchronized Check passed() {
		return this.passed;
	}

}
