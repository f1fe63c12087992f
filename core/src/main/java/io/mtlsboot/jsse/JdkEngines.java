package io.mtlsboot.jsse;

import java.security.GeneralSecurityException;
import java.security.Provider;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

import io.mtlsboot.handshake.HandshakeSide;
import org.jspecify.annotations.Nullable;

/**
 * The engines of the JDK.
 */
final class JdkEngines implements TlsEngines {

	static final JdkEngines PLAIN = new JdkEngines(null);

	private final @Nullable Provider crypto;

	JdkEngines(@Nullable Provider crypto) {
		this.crypto = crypto;
	}

	@Override
	public String name() {
		return "jdk";
	}

	@Override
	public @Nullable Provider crypto() {
		return this.crypto;
	}

	@Override
	public SSLContext contextFor(Settings settings) throws GeneralSecurityException {
		boolean keeps = settings.side() == HandshakeSide.SERVER;
		SSLContext context = keeps ? KeptSessions.create() : SSLContext.getInstance("TLS");
		context.init(new KeyManager[] { settings.keyManager() }, new TrustManager[] { settings.trustManager() }, null);
		new BoundedSessions(context.getServerSessionContext()).bound();
		new BoundedSessions(context.getClientSessionContext()).bound();
		return context;
	}

}
