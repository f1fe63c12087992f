package io.mtlsboot.jsse;

import java.util.Enumeration;

import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionContext;

import org.jspecify.annotations.Nullable;

/**
 * The sessions of a context. Fewer may be kept and for a shorter time, never more: web
 * servers have defaults of their own, such as a day.
 */
final class BoundedSessions implements SSLSessionContext {

	private static final int MAX_SECONDS = (int) SessionTrust.RESUMABLE.toSeconds();

	private final SSLSessionContext delegate;

	BoundedSessions(SSLSessionContext delegate) {
		this.delegate = delegate;
	}

	void bound() {
		setSessionTimeout(MAX_SECONDS);
		setSessionCacheSize(SessionTrust.MAX_SESSIONS);
	}

	@Override
	public @Nullable SSLSession getSession(byte[] id) {
		return this.delegate.getSession(id);
	}

	@Override
	public Enumeration<byte[]> getIds() {
		return this.delegate.getIds();
	}

	@Override
	public void setSessionTimeout(int seconds) {
		this.delegate.setSessionTimeout(bounded(seconds, MAX_SECONDS));
	}

	@Override
	public int getSessionTimeout() {
		return this.delegate.getSessionTimeout();
	}

	@Override
	public void setSessionCacheSize(int size) {
		this.delegate.setSessionCacheSize(bounded(size, SessionTrust.MAX_SESSIONS));
	}

	@Override
	public int getSessionCacheSize() {
		return this.delegate.getSessionCacheSize();
	}

	// Zero stands for no limit
	private static int bounded(int requested, int max) {
		return (requested == 0) ? max : Math.min(requested, max);
	}

}
