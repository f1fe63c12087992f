package io.mtlsboot.autoconfigure.server;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;

import javax.net.ssl.SSLSession;

import org.apache.tomcat.util.net.jsse.JSSESupport;
import org.jspecify.annotations.Nullable;

/**
 * What Tomcat knows of the TLS of a connection that was admitted without being verified.
 * All ways from a request to the certificates of its caller lead through here, whenever
 * they are taken: they end here unless the caller is trusted now.
 */
final class JudgedSslSupport extends JSSESupport {

	private final LiveTrust trust;

	JudgedSslSupport(SSLSession session, LiveTrust trust) {
		super(session, null);
		this.trust = trust;
	}

	@Override
	@SuppressWarnings("NullAway") // Tomcat says so where there is no certificate
	public X509Certificate @Nullable [] getPeerCertificateChain() {
		List<X509Certificate> presented = presented();
		return this.trust.judge(presented).isTrusted() ? presented.toArray(X509Certificate[]::new) : null;
	}

	List<X509Certificate> presented() {
		try {
			X509Certificate[] chain = super.getPeerCertificateChain();
			return (chain != null) ? Arrays.asList(chain) : List.of();
		}
		catch (IOException ex) {
			return List.of();
		}
	}

}
