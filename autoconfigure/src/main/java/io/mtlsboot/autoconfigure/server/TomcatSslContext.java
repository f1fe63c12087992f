package io.mtlsboot.autoconfigure.server;

import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.function.Supplier;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.TrustManager;

import io.mtlsboot.jsse.MtlsContext;
import io.mtlsboot.material.TlsMaterial;
import org.apache.tomcat.util.net.SSLContext;

/**
 * The server's context as Tomcat takes one. Each connection gets an engine of the
 * generation that is current when it arrives, so that Tomcat need not be told of a
 * rotation.
 *
 * @param contexts the current context
 */
record TomcatSslContext(Supplier<MtlsContext> contexts) implements SSLContext {

	TlsMaterial material() {
		return this.contexts.get().generation().material();
	}

	@Override
	public void init(KeyManager[] keyManagers, TrustManager[] trustManagers, SecureRandom random) {
		throw new UnsupportedOperationException("The keys and anchors of 'mtls.server' cannot be replaced");
	}

	@Override
	public void destroy() {
		// Nothing to release: a generation ends with its last connection
	}

	@Override
	public SSLSessionContext getServerSessionContext() {
		return current().getServerSessionContext();
	}

	@Override
	public SSLEngine createSSLEngine() {
		return current().createSSLEngine();
	}

	@Override
	public SSLServerSocketFactory getServerSocketFactory() {
		return current().getServerSocketFactory();
	}

	@Override
	public SSLParameters getSupportedSSLParameters() {
		return current().getSupportedSSLParameters();
	}

	@Override
	public X509Certificate[] getCertificateChain(String alias) {
		return material().key().chain().certificates().toArray(X509Certificate[]::new);
	}

	@Override
	public X509Certificate[] getAcceptedIssuers() {
		return this.contexts.get().trustManager().getAcceptedIssuers();
	}

	private javax.net.ssl.SSLContext current() {
		return this.contexts.get().sslContext();
	}

}
