package io.mtlsboot.jsse;

import java.net.Socket;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;

import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

import org.jspecify.annotations.Nullable;

/**
 * Finds the session that a handshake is about, and what it says of the peer.
 */
final class NegotiatedSessions {

	private NegotiatedSessions() {
	}

	static @Nullable SSLSession of(@Nullable Socket socket) {
		return (socket instanceof SSLSocket tls) ? tls.getHandshakeSession() : null;
	}

	static @Nullable SSLSession of(@Nullable SSLEngine engine) {
		return (engine != null) ? engine.getHandshakeSession() : null;
	}

	static List<byte[]> staples(@Nullable SSLSession session) {
		try {
			return (session instanceof ExtendedSSLSession extended) ? extended.getStatusResponses() : List.of();
		}
		catch (UnsupportedOperationException ex) {
			// As the sessions of providers that know no staples are asked to answer
			return List.of();
		}
	}

	/**
	 * The certificates that a peer presented when a session was negotiated.
	 * @param session the session
	 * @return the certificates, leaf first; none if it presented none
	 */
	static List<X509Certificate> presented(SSLSession session) {
		try {
			Certificate[] chain = session.getPeerCertificates();
			return Stream.of(chain).map(X509Certificate.class::cast).toList();
		}
		catch (SSLPeerUnverifiedException ex) {
			return List.of();
		}
	}

}
