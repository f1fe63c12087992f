package io.mtlsboot.autoconfigure.server;

import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;

import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

import io.mtlsboot.autoconfigure.ConnectionCaller;
import org.jspecify.annotations.Nullable;

/**
 * The caller at the other end of a connection: the same one for as long as the session is
 * the same, so that its certificates are not looked at again and again. After a
 * renegotiation of TLS 1.2 it is whoever has shown a certificate then.
 * <p>
 * Requests of HTTP/2 may ask at the same time: then something is found out twice.
 */
final class SessionCaller {

	private final LiveTrust trust;

	private volatile @Nullable Known known;

	SessionCaller(LiveTrust trust) {
		this.trust = trust;
	}

	/**
	 * The caller of a session.
	 * @param current the session that the connection has now, {@code null} if it has none
	 * @return the caller, who has presented nothing before the handshake is complete
	 */
	@SuppressWarnings("ReferenceEquality")
	ConnectionCaller of(@Nullable SSLSession current) {
		Known known = this.known;
		if (known != null && known.session() == current) {
			return known.caller();
		}
		List<X509Certificate> presented = presented(current);
		ConnectionCaller caller = this.trust.follow(presented);
		// The session of BoringSSL is the same object before the handshake is complete
		if (!presented.isEmpty()) {
			this.known = new Known(current, caller);
		}
		return caller;
	}

	private static List<X509Certificate> presented(@Nullable SSLSession session) {
		if (session == null) {
			return List.of();
		}
		try {
			return Arrays.asList(Arrays.stream(session.getPeerCertificates()).toArray(X509Certificate[]::new));
		}
		catch (SSLPeerUnverifiedException ex) {
			return List.of();
		}
	}

	/**
	 * A caller and the session in which it has shown its certificate.
	 *
	 * @param session the session
	 * @param caller the caller
	 */
	private record Known(@Nullable SSLSession session, ConnectionCaller caller) {
	}

}
