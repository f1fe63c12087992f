package io.mtlsboot.jsse;

import java.security.Principal;
import java.security.cert.Certificate;

import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSessionContext;

import org.jspecify.annotations.Nullable;

/**
 * A session of a provider that does not implement what became part of the class later.
 */
final class SessionWithoutStaples extends ExtendedSSLSession {

	private final String host;

	SessionWithoutStaples(String host) {
		this.host = host;
	}

	@Override
	public String getPeerHost() {
		return this.host;
	}

	@Override
	public @Nullable SSLSessionContext getSessionContext() {
		return null;
	}

	@Override
	public void invalidate() {
	}

	@Override
	public void putValue(String name, Object value) {
	}

	@Override
	public @Nullable Object getValue(String name) {
		return null;
	}

	@Override
	public void removeValue(String name) {
	}

	@Override
	public Certificate[] getPeerCertificates() throws SSLPeerUnverifiedException {
		throw new SSLPeerUnverifiedException("not yet");
	}

	@Override
	public Certificate[] getLocalCertificates() {
		return new Certificate[0];
	}

	@Override
	public Principal getPeerPrincipal() throws SSLPeerUnverifiedException {
		throw new SSLPeerUnverifiedException("not yet");
	}

	@Override
	public @Nullable Principal getLocalPrincipal() {
		return null;
	}

	@Override
	public String[] getLocalSupportedSignatureAlgorithms() {
		return new String[0];
	}

	@Override
	public String[] getPeerSupportedSignatureAlgorithms() {
		return new String[0];
	}

	@Override
	public byte[] getId() {
		return new byte[] { 1 };
	}

	@Override
	public long getCreationTime() {
		return System.currentTimeMillis();
	}

	@Override
	public long getLastAccessedTime() {
		return System.currentTimeMillis();
	}

	@Override
	public boolean isValid() {
		return true;
	}

	@Override
	public String[] getValueNames() {
		return new String[0];
	}

	@Override
	public String getCipherSuite() {
		return "TLS_AES_128_GCM_SHA256";
	}

	@Override
	public String getProtocol() {
		return "TLSv1.3";
	}

	@Override
	public int getPeerPort() {
		return 443;
	}

	@Override
	public int getPacketBufferSize() {
		return 0;
	}

	@Override
	public int getApplicationBufferSize() {
		return 0;
	}

}
