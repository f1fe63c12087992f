package io.mtlsboot.autoconfigure.boringssl;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import javax.net.ssl.SSLException;

import io.mtlsboot.handshake.HandshakeSide;
import io.mtlsboot.jsse.ClientAuthentication;
import io.mtlsboot.jsse.NativeResources;
import io.mtlsboot.jsse.TlsEngines;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.IdentityCipherSuiteFilter;
import io.netty.handler.ssl.OpenSslCachingX509KeyManagerFactory;
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.ReferenceCountedOpenSslContext;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.KeyManagerFactoryWrapper;
import io.netty.util.IllegalReferenceCountException;
import org.jspecify.annotations.Nullable;

/**
 * The contexts of BoringSSL for one generation: one for each list of application
 * protocols, which it knows by context and not by engine. Each has ticket keys of its
 * own, so that a session of another generation is never resumed.
 */
final class BoringSslContexts implements NativeResources {

	/** As many as any web server or client has; a list never comes from a peer. */
	private static final int MAX_LISTS = 16;

	/** What the trust manager would refuse anyway. */
	private static final int MAX_CHAIN_BYTES = 256 * 1024;

	private static final int MAX_ATTEMPTS = 100;

	private static final int PAGE = 8192;

	private static final int PAGES_EXPONENT = 9;

	/**
	 * Between the heap, where web servers have their buffers, and BoringSSL. The default
	 * of Netty is made for event loops: with the threads of Tomcat, it maps memory anew
	 * for each record. Nothing is kept for threads, of which there may be many, and
	 * virtual ones.
	 */
	private static final ByteBufAllocator BUFFERS = new PooledByteBufAllocator(true, 0,
			PooledByteBufAllocator.defaultNumDirectArena(), PAGE, PAGES_EXPONENT, 0, 0, false);

	private final Map<List<String>, ReferenceCountedOpenSslContext> contexts = new ConcurrentHashMap<>();

	private final TlsEngines.Settings settings;

	private final BoringSslTrustManager trustManager;

	BoringSslContexts(TlsEngines.Settings settings) {
		this.settings = settings;
		this.trustManager = new BoringSslTrustManager(settings.trustManager());
	}

	TlsEngines.Settings settings() {
		return this.settings;
	}

	boolean isServer() {
		return this.settings.side() == HandshakeSide.SERVER;
	}

	/**
	 * An engine, which must be released.
	 * @param applicationProtocols what may be spoken, best first; may be empty
	 * @param host the host that is called, if any
	 * @param port its port
	 * @return the engine
	 */
	ReferenceCountedOpenSslEngine newEngine(List<String> applicationProtocols, @Nullable String host, int port) {
		for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
			ReferenceCountedOpenSslContext context = this.contexts.computeIfAbsent(applicationProtocols, this::create);
			try {
				context.retain();
			}
			catch (IllegalReferenceCountException ex) {
				// Released since
				this.contexts.remove(applicationProtocols, context);
				continue;
			}
			try {
				return (ReferenceCountedOpenSslEngine) context.newEngine(BUFFERS, host, port);
			}
			finally {
				context.release();
			}
		}
		throw new IllegalStateException("Unable to create an engine: its context is released again and again");
	}

	/**
	 * Makes the context that most engines want, which says whether there can be one.
	 */
	void prepare() {
		this.contexts.computeIfAbsent(List.of(), this::create);
	}

	@Override
	public void release() {
		for (List<String> applicationProtocols : List.copyOf(this.contexts.keySet())) {
			ReferenceCountedOpenSslContext context = this.contexts.remove(applicationProtocols);
			if (context != null) {
				context.release();
			}
		}
	}

	private ReferenceCountedOpenSslContext create(List<String> applicationProtocols) {
		if (this.contexts.size() >= MAX_LISTS) {
			throw new IllegalArgumentException("Unable to speak " + applicationProtocols + ": there are " + MAX_LISTS
					+ " other lists of application protocols, expected no more");
		}
		try {
			return (ReferenceCountedOpenSslContext) builder()
				.ciphers(this.settings.profile().cipherSuites(), IdentityCipherSuiteFilter.INSTANCE)
				.protocols(this.settings.profile().protocols())
				.applicationProtocolConfig(alpn(applicationProtocols))
				.sessionCacheSize(BoringSslSession.MAX_SESSIONS)
				.sessionTimeout(BoringSslSession.RESUMABLE.toSeconds())
				.option(OpenSslContextOption.USE_TASKS, true)
				.option(OpenSslContextOption.MAX_CERTIFICATE_LIST_BYTES, MAX_CHAIN_BYTES)
				.build();
		}
		catch (SSLException ex) {
			throw new IllegalStateException("Unable to create a context of BoringSSL: " + ex.getMessage(), ex);
		}
	}

	private SslContextBuilder builder() {
		// Otherwise the key would be read anew for each connection
		OpenSslCachingX509KeyManagerFactory keys = new OpenSslCachingX509KeyManagerFactory(
				new KeyManagerFactoryWrapper(this.settings.keyManager()));
		SslContextBuilder builder = isServer() ? SslContextBuilder.forServer(keys).clientAuth(clientAuth())
				: SslContextBuilder.forClient().keyManager(keys).enableOcsp(true).endpointIdentificationAlgorithm("");
		return builder.sslProvider(SslProvider.OPENSSL_REFCNT).trustManager(this.trustManager);
	}

	private ClientAuth clientAuth() {
		return (this.settings.authentication() == ClientAuthentication.REQUIRED) ? ClientAuth.REQUIRE
				: ClientAuth.OPTIONAL;
	}

	private static ApplicationProtocolConfig alpn(List<String> applicationProtocols) {
		return applicationProtocols.isEmpty() ? ApplicationProtocolConfig.DISABLED
				: new ApplicationProtocolConfig(Protocol.ALPN, SelectorFailureBehavior.NO_ADVERTISE,
						SelectedListenerFailureBehavior.ACCEPT, applicationProtocols);
	}

}
