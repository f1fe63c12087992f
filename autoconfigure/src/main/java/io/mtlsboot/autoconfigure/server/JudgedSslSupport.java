package io.mtlsboot.autoconfigure.server;

import java.security.cert.X509Certificate;
import java.util.List;

import javax.net.ssl.SSLSession;

import org.jspecify.annotations.Nullable;

/**
 * What Tomcat knows of the TLS of a connection that was admitted without being verified.
 * All ways from a request to the certificates of its caller lead through here, whenever
 * they are taken: they end here unless the caller is trusted now.
 */
final class JudgedSslSupport extends TomcatTls {

	private final LiveTrust trust;

	JudgedSslSupport(SSLSession session, LiveTrust trust) {
		super(session, null);
		this.trust = trust;
	}

	@Override
	@SuppressWarnings("NullAway") // Tomcat says so where there is no certificate
	public X509Certificate @Nullable [] getPeerCertificateChain() {
		List<X509Certificate> presented = presented();
		return caller(this.trust).judge().isTrusted() ? presented.toArray(X509Certificate[]::new) : null;
	}

}
