package io.mtlsboot.autoconfigure.server;

import io.mtlsboot.autoconfigure.NettyEngines;
import io.mtlsboot.jsse.LocatableEngine;
import io.mtlsboot.trust.RejectionReason;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import org.jspecify.annotations.Nullable;
import reactor.netty.NettyPipeline;

/**
 * Closes a connection whose handshake failed, and keeps the failure from the handlers
 * behind it, which would log each with a stack trace: a scanner must not fill the log,
 * and our own handshake listeners have told of it. A connection whose handshake is
 * complete is looked after from then on.
 */
final class NettyHandshakeHandler extends ChannelInboundHandlerAdapter {

	private final NettyConnections connections;

	private final @Nullable LocatableEngine engine;

	private NettyHandshakeHandler(NettyConnections connections, @Nullable LocatableEngine engine) {
		this.connections = connections;
		this.engine = engine;
	}

	static void addTo(Channel channel, NettyConnections connections) {
		if (channel.pipeline().get(NettyPipeline.SslHandler) instanceof SslHandler tls) {
			LocatableEngine engine = NettyEngines.find(tls.engine());
			if (engine != null) {
				engine.locate(NettyAddresses.of(channel));
			}
			channel.pipeline().addAfter(NettyPipeline.SslHandler, null, new NettyHandshakeHandler(connections, engine));
		}
	}

	@Override
	public void userEventTriggered(ChannelHandlerContext context, Object event) {
		if (event instanceof SslHandshakeCompletionEvent completion) {
			if (!completion.isSuccess()) {
				tell(completion.cause());
				close(context);
				return;
			}
			this.connections.add(context.channel());
			context.fireUserEventTriggered(event);
			context.pipeline().remove(this);
			return;
		}
		context.fireUserEventTriggered(event);
	}

	// What Netty finds out before the engine. What it read is not shown: all of it is in
	// the message
	private void tell(Throwable failure) {
		if (this.engine == null) {
			return;
		}
		if (failure instanceof NotSslRecordException) {
			this.engine.fail(RejectionReason.PLAINTEXT, "the first bytes are not a TLS record");
		}
		else if (failure instanceof SslHandshakeTimeoutException) {
			this.engine.fail(RejectionReason.HANDSHAKE_TIMEOUT, "the handshake was not complete in time");
		}
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		close(context);
	}

	// There is nobody to tell that closing failed
	@SuppressWarnings("FutureReturnValueIgnored")
	private static void close(ChannelHandlerContext context) {
		context.close();
	}

}
