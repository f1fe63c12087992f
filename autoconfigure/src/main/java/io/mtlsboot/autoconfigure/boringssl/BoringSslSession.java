package io.mtlsboot.autoconfigure.boringssl;

import java.security.Principal;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;

import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionContext;

import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.internal.tcnative.SSL;
import org.jspecify.annotations.Nullable;

/**
 * A session of BoringSSL. Its certificates are those that the JDK has read, always the
 * same objects; and it really cannot be resumed once it is invalid.
 */
final class BoringSslSession extends ExtendedSSLSession {

	/** As many as the JDK's engines keep for us. */
	static final int MAX_SESSIONS = 10_000;

	/**
	 * For how long a session can be resumed after the peer has proved its key. BoringSSL
	 * renews tickets, but never beyond that.
	 */
	static final Duration RESUMABLE = Duration.ofMinutes(10);

	private final ReferenceCountedOpenSslEngine engine;

	private final ExtendedSSLSession delegate;

	private final long createdAt = System.currentTimeMillis();

	private volatile X509Certificate @Nullable [] peer;

	BoringSslSession(ReferenceCountedOpenSslEngine engine) {
		this.engine = engine;
		this.delegate = (ExtendedSSLSession) engine.getSession();
	}

	/**
	 * The peer presents certificates in a full handshake.
	 * @param chain the certificates
	 * @return the same as the JDK reads them
	 * @throws CertificateException if it cannot
	 */
	X509Certificate[] presented(X509Certificate[] chain) throws CertificateException {
		X509Certificate[] read = PresentedChain.read(chain);
		this.peer = read;
		limit(RESUMABLE);
		return read.clone();
	}

	// For the session and the tickets that are made of it: what becomes of those later is
	// not asked of us. The lock is the engine's own
	private void limit(Duration resumable) {
		synchronized (this.engine) {
			long ssl = this.engine.sslPointer();
			if (ssl != 0) {
				SSL.setTimeout(ssl, resumable.toSeconds());
			}
		}
	}

	/**
	 * For how long the session can be resumed from when it was negotiated.
	 * @return zero if it cannot, or if the connection is gone
	 */
	Duration resumableFor() {
		synchronized (this.engine) {
			long ssl = this.engine.sslPointer();
			return (ssl != 0) ? Duration.ofSeconds(SSL.getTimeout(ssl)) : Duration.ZERO;
		}
	}

	@Override
	public void invalidate() {
		limit(Duration.ZERO);
		this.delegate.invalidate();
	}

	@Override
	public Certificate[] getPeerCertificates() throws SSLPeerUnverifiedException {
		// Throws before the end of the handshake: who presents them has proved nothing
		Certificate[] shown = this.delegate.getPeerCertificates();
		X509Certificate[] known = this.peer;
		if (known == null) {
			try {
				known = PresentedChain.read(shown);
			}
			catch (CertificateException ex) {
				throw (SSLPeerUnverifiedException) new SSLPeerUnverifiedException(
						"Unable to read the certificates of the peer")
					.initCause(ex);
			}
			this.peer = known;
		}
		return known.clone();
	}

	@Override
	public Principal getPeerPrincipal() throws SSLPeerUnverifiedException {
		return ((X509Certificate) getPeerCertificates()[0]).getSubjectX500Principal();
	}

	@Override
	public List<SNIServerName> getRequestedServerNames() {
		return this.delegate.getRequestedServerNames();
	}

	@Override
	public List<byte[]> getStatusResponses() {
		return this.delegate.getStatusResponses();
	}

	@Override
	public String[] getLocalSupportedSignatureAlgorithms() {
		return this.delegate.getLocalSupportedSignatureAlgorithms();
	}

	@Override
	public String[] getPeerSupportedSignatureAlgorithms() {
		return this.delegate.getPeerSupportedSignatureAlgorithms();
	}

	@Override
	public byte[] getId() {
		return this.delegate.getId();
	}

	@Override
	public SSLSessionContext getSessionContext() {
		return this.delegate.getSessionContext();
	}

	@Override
	public long getCreationTime() {
		long known = this.delegate.getCreationTime();
		// Netty does not know it before the end of the handshake
		return (known > 0) ? known : this.createdAt;
	}

	@Override
	public long getLastAccessedTime() {
		return this.delegate.getLastAccessedTime();
	}

	@Override
	public boolean isValid() {
		return this.delegate.isValid();
	}

	@Override
	public void putValue(String name, Object value) {
		this.delegate.putValue(name, value);
	}

	@Override
	public @Nullable Object getValue(String name) {
		return this.delegate.getValue(name);
	}

	@Override
	public void removeValue(String name) {
		this.delegate.removeValue(name);
	}

	@Override
	public String[] getValueNames() {
		return this.delegate.getValueNames();
	}

	@Override
	public Certificate @Nullable [] getLocalCertificates() {
		return this.delegate.getLocalCertificates();
	}

	@Override
	public @Nullable Principal getLocalPrincipal() {
		return this.delegate.getLocalPrincipal();
	}

	@Override
	public String getCipherSuite() {
		return this.delegate.getCipherSuite();
	}

	@Override
	public String getProtocol() {
		return this.delegate.getProtocol();
	}

	@Override
	public @Nullable String getPeerHost() {
		return this.delegate.getPeerHost();
	}

	@Override
	public int getPeerPort() {
		return this.delegate.getPeerPort();
	}

	@Override
	public int getPacketBufferSize() {
		return this.delegate.getPacketBufferSize();
	}

	@Override
	public int getApplicationBufferSize() {
		return this.delegate.getApplicationBufferSize();
	}

	@Override
	public String toString() {
		SSLSession shown = this.delegate;
		return "session of BoringSSL with " + shown.getProtocol() + " and " + shown.getCipherSuite();
	}

}
