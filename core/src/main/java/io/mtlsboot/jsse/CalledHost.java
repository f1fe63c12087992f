package io.mtlsboot.jsse;

import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLSession;

import org.jspecify.annotations.Nullable;

/**
 * The host that a connection was opened to.
 */
final class CalledHost {

	private CalledHost() {
	}

	/**
	 * The host that was called; only if the application named none to the engine or
	 * socket, the one it asked for by server name indication. Where they differ, a server
	 * name must not stand in for the host.
	 * @param session the session that is being negotiated
	 * @return the host, or {@code null} if neither is known
	 */
	static @Nullable String of(SSLSession session) {
		String host = session.getPeerHost();
		if (host != null && !host.isEmpty()) {
			return host;
		}
		return (session instanceof ExtendedSSLSession extended) ? requested(extended) : null;
	}

	private static @Nullable String requested(ExtendedSSLSession session) {
		for (SNIServerName name : session.getRequestedServerNames()) {
			if (name instanceof SNIHostName host) {
				return host.getAsciiName();
			}
		}
		return null;
	}

}
