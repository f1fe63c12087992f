package io.mtlsboot.autoconfigure.server;

import java.util.List;
import java.util.function.Supplier;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSessionContext;

import io.mtlsboot.autoconfigure.MtlsSslHandler;
import io.mtlsboot.jsse.MtlsContext;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiator;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.IdentityCipherSuiteFilter;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;

/**
 * The server's context as Netty takes one. Each connection gets an engine of the
 * generation that is current when it arrives.
 */
final class NettySslContext extends SslContext {

	private final Supplier<MtlsContext> contexts;

	private final boolean http2;

	private volatile Adapted adapted;

	NettySslContext(Supplier<MtlsContext> contexts, boolean http2) {
		this.contexts = contexts;
		this.http2 = http2;
		this.adapted = adapt(contexts.get());
	}

	@Override
	public boolean isClient() {
		return false;
	}

	@Override
	public List<String> cipherSuites() {
		return adapter().cipherSuites();
	}

	@Override
	@SuppressWarnings("deprecation")
	public ApplicationProtocolNegotiator applicationProtocolNegotiator() {
		return adapter().applicationProtocolNegotiator();
	}

	@Override
	public SSLEngine newEngine(ByteBufAllocator alloc) {
		return adapter().newEngine(alloc);
	}

	@Override
	public SSLEngine newEngine(ByteBufAllocator alloc, String peerHost, int peerPort) {
		return adapter().newEngine(alloc, peerHost, peerPort);
	}

	@Override
	protected SslHandler newHandler(ByteBufAllocator alloc, boolean startTls) {
		Adapted adapted = current();
		return new MtlsSslHandler(adapted.adapter().newEngine(alloc), startTls, adapted.context());
	}

	@Override
	public SSLSessionContext sessionContext() {
		return adapter().sessionContext();
	}

	private JdkSslContext adapter() {
		return current().adapter();
	}

	private Adapted current() {
		MtlsContext context = this.contexts.get();
		Adapted current = this.adapted;
		if (current.context() != context) {
			current = adapt(context);
			this.adapted = current;
		}
		return current;
	}

	private Adapted adapt(MtlsContext context) {
		return new Adapted(context,
				new JdkSslContext(new AlpnSslContext(context.sslContext(), protocols()), false,
						context.profile().cipherSuites(), IdentityCipherSuiteFilter.INSTANCE, applicationProtocols(),
						ClientAuth.REQUIRE, context.profile().protocols().toArray(String[]::new), false));
	}

	private ApplicationProtocolConfig applicationProtocols() {
		return new ApplicationProtocolConfig(Protocol.ALPN, SelectorFailureBehavior.NO_ADVERTISE,
				SelectedListenerFailureBehavior.ACCEPT, protocols());
	}

	private List<String> protocols() {
		return this.http2 ? List.of(ApplicationProtocolNames.HTTP_2, ApplicationProtocolNames.HTTP_1_1)
				: List.of(ApplicationProtocolNames.HTTP_1_1);
	}

	/**
	 * The context of one generation and its adapter.
	 *
	 * @param context the context
	 * @param adapter the same for Netty
	 */
	private record Adapted(MtlsContext context, JdkSslContext adapter) {
	}

}
