package io.mtlsboot.autoconfigure.client;

import io.mtlsboot.autoconfigure.MtlsSslHandler;
import io.mtlsboot.jsse.MtlsContext;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;

/**
 * A client's context as Netty takes one. Where a handshake may wait for the network, that
 * is done elsewhere than on the event loop, which other connections share.
 */
final class ReactorSslContext extends JdkSslContext {

	private final MtlsContext context;

	ReactorSslContext(MtlsContext context) {
		super(context.sslContext(), true, context.profile().cipherSuites(), SupportedCipherSuiteFilter.INSTANCE,
				ApplicationProtocolConfig.DISABLED, ClientAuth.NONE,
				context.profile().protocols().toArray(String[]::new), false);
		this.context = context;
	}

	@Override
	protected SslHandler newHandler(ByteBufAllocator alloc, String peerHost, int peerPort, boolean startTls) {
		return new MtlsSslHandler(newEngine(alloc, peerHost, peerPort), startTls, this.context);
	}

}
