package io.mtlsboot.jsse;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

import javax.net.ssl.HandshakeCompletedEvent;
import javax.net.ssl.HandshakeCompletedListener;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

import org.jspecify.annotations.Nullable;

/**
 * Does what another socket does, as far as it is about TLS.
 */
abstract class DelegatingSslSocket extends DelegatingSocket {

	private @Nullable BiFunction<SSLSocket, List<String>, String> selector;

	private final Map<HandshakeCompletedListener, HandshakeCompletedListener> listeners = new ConcurrentHashMap<>();

	DelegatingSslSocket(SSLSocket delegate) {
		super(delegate);
	}

	@Override
	public String[] getSupportedCipherSuites() {
		return delegate().getSupportedCipherSuites();
	}

	@Override
	public String[] getEnabledCipherSuites() {
		return delegate().getEnabledCipherSuites();
	}

	@Override
	public String[] getSupportedProtocols() {
		return delegate().getSupportedProtocols();
	}

	@Override
	public String[] getEnabledProtocols() {
		return delegate().getEnabledProtocols();
	}

	@Override
	public SSLSession getSession() {
		return delegate().getSession();
	}

	@Override
	public @Nullable SSLSession getHandshakeSession() {
		return delegate().getHandshakeSession();
	}

	@Override
	public void addHandshakeCompletedListener(@Nullable HandshakeCompletedListener listener) {
		if (listener == null) {
			throw new IllegalArgumentException("Unable to add a listener: expected one, found null");
		}
		delegate().addHandshakeCompletedListener(this.listeners.computeIfAbsent(listener,
				(known) -> (event) -> known.handshakeCompleted(new HandshakeCompletedEvent(this, event.getSession()))));
	}

	@Override
	public void removeHandshakeCompletedListener(@Nullable HandshakeCompletedListener listener) {
		HandshakeCompletedListener added = (listener != null) ? this.listeners.remove(listener) : null;
		delegate().removeHandshakeCompletedListener((added != null) ? added : listener);
	}

	@Override
	public void startHandshake() throws IOException {
		delegate().startHandshake();
	}

	@Override
	public boolean getUseClientMode() {
		return delegate().getUseClientMode();
	}

	@Override
	public boolean getNeedClientAuth() {
		return delegate().getNeedClientAuth();
	}

	@Override
	public boolean getWantClientAuth() {
		return delegate().getWantClientAuth();
	}

	@Override
	public void setEnableSessionCreation(boolean flag) {
		delegate().setEnableSessionCreation(flag);
	}

	@Override
	public boolean getEnableSessionCreation() {
		return delegate().getEnableSessionCreation();
	}

	@Override
	public SSLParameters getSSLParameters() {
		return delegate().getSSLParameters();
	}

	@Override
	public @Nullable String getApplicationProtocol() {
		return delegate().getApplicationProtocol();
	}

	@Override
	public @Nullable String getHandshakeApplicationProtocol() {
		return delegate().getHandshakeApplicationProtocol();
	}

	/** The application must see the socket it knows, not the one behind it. */
	@Override
	public void setHandshakeApplicationProtocolSelector(
			@Nullable BiFunction<SSLSocket, List<String>, String> selector) {
		this.selector = selector;
		delegate().setHandshakeApplicationProtocolSelector(
				(selector != null) ? (socket, protocols) -> selector.apply(this, protocols) : null);
	}

	@Override
	public @Nullable BiFunction<SSLSocket, List<String>, String> getHandshakeApplicationProtocolSelector() {
		return this.selector;
	}

}
