package io.mtlsboot.autoconfigure.boringssl;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

import io.netty.handler.ssl.OpenSslCertificateException;
import io.netty.internal.tcnative.CertificateVerifier;
import org.jspecify.annotations.Nullable;

/**
 * Shows our trust manager what the JDK would show it: certificates that the JDK has read,
 * and the session of our own engine.
 */
final class BoringSslTrustManager extends X509ExtendedTrustManager {

	private final X509ExtendedTrustManager delegate;

	BoringSslTrustManager(X509ExtendedTrustManager delegate) {
		this.delegate = delegate;
	}

	@Override
	public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
			throws CertificateException {
		BoringSslEngine current = BoringSslEngine.verifying();
		try {
			this.delegate.checkClientTrusted(current.presented(chain), authType, current);
		}
		catch (CertificateException ex) {
			throw withAlert(ex);
		}
	}

	@Override
	public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
			throws CertificateException {
		BoringSslEngine current = BoringSslEngine.verifying();
		try {
			this.delegate.checkServerTrusted(current.presented(chain), authType, current);
		}
		catch (CertificateException ex) {
			throw withAlert(ex);
		}
	}

	// Any code for which BoringSSL has no alert of its own: the peer is told
	// certificate_unknown, as by the JDK, and not that we had an internal
	// error
	private static CertificateException withAlert(CertificateException refusal) {
		return new OpenSslCertificateException(refusal.getMessage(), refusal,
				CertificateVerifier.X509_V_ERR_PERMITTED_VIOLATION);
	}

	@Override
	public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
		throw withoutEngine();
	}

	@Override
	public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
		throw withoutEngine();
	}

	@Override
	public void checkClientTrusted(X509Certificate[] chain, String authType, @Nullable Socket socket)
			throws CertificateException {
		throw withoutEngine();
	}

	@Override
	public void checkServerTrusted(X509Certificate[] chain, String authType, @Nullable Socket socket)
			throws CertificateException {
		throw withoutEngine();
	}

	private static CertificateException withoutEngine() {
		return new CertificateException("Unable to verify a peer: expected an engine of ours");
	}

	@Override
	public X509Certificate[] getAcceptedIssuers() {
		return this.delegate.getAcceptedIssuers();
	}

}
