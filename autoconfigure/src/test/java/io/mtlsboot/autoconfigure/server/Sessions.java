package io.mtlsboot.autoconfigure.server;

import java.security.cert.X509Certificate;
import java.util.List;

import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

import static org.mockito.BDDMockito.willReturn;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;

/**
 * TLS sessions in which somebody has presented something.
 */
final class Sessions {

	private Sessions() {
	}

	static SSLSession of(List<X509Certificate> presented) {
		SSLSession session = mock(SSLSession.class);
		present(session, presented);
		return session;
	}

	/**
	 * Lets the caller of a session present something from now on.
	 * @param session the session
	 * @param presented its certificates; empty for none
	 */
	static void present(SSLSession session, List<X509Certificate> presented) {
		try {
			if (presented.isEmpty()) {
				willThrow(new SSLPeerUnverifiedException("nobody")).given(session).getPeerCertificates();
			}
			else {
				willReturn(presented.toArray(X509Certificate[]::new)).given(session).getPeerCertificates();
			}
		}
		catch (SSLPeerUnverifiedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
