package io.mtlsboot.autoconfigure;

import java.util.concurrent.Executor;

import javax.net.ssl.SSLEngine;

import io.mtlsboot.jsse.MtlsContext;
import io.mtlsboot.jsse.NativeResources;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.ImmediateExecutor;
import reactor.core.scheduler.Schedulers;

/**
 * The TLS of one connection of Netty. Where a handshake may wait for the network, that is
 * done elsewhere than on the event loop, which other connections share. What the engine
 * holds outside the heap ends with the connection.
 */
public final class MtlsSslHandler extends SslHandler {

	/**
	 * Creates the handler of one connection.
	 * @param engine an engine of the context, which Netty may have wrapped
	 * @param startTls whether the first bytes are not encrypted
	 * @param context the context
	 */
	public MtlsSslHandler(SSLEngine engine, boolean startTls, MtlsContext context) {
		super(engine, startTls, executor(context));
	}

	private static Executor executor(MtlsContext context) {
		return context.mayWait() ? Schedulers.boundedElastic()::schedule : ImmediateExecutor.INSTANCE;
	}

	@Override
	public void handlerRemoved0(ChannelHandlerContext context) throws Exception {
		try {
			super.handlerRemoved0(context);
		}
		finally {
			if (NettyEngines.find(engine()) instanceof NativeResources held) {
				held.release();
			}
		}
	}

}
