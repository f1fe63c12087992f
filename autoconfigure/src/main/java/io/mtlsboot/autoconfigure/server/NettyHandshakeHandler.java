package io.mtlsboot.autoconfigure.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import reactor.netty.NettyPipeline;

/**
 * Closes a connection whose handshake failed, and keeps the failure from the handlers
 * behind it, which would log each with a stack trace: a scanner must not fill the log,
 * and our own handshake listeners have told of it. A connection whose handshake is
 * complete is looked after from then on.
 */
final class NettyHandshakeHandler extends ChannelInboundHandlerAdapter {

	private final NettyConnections connections;

	private NettyHandshakeHandler(NettyConnections connections) {
		this.connections = connections;
	}

	static void addTo(Channel channel, NettyConnections connections) {
		if (channel.pipeline().get(NettyPipeline.SslHandler) != null) {
			channel.pipeline().addAfter(NettyPipeline.SslHandler, null, new NettyHandshakeHandler(connections));
		}
	}

	@Override
	public void userEventTriggered(ChannelHandlerContext context, Object event) {
		if (event instanceof SslHandshakeCompletionEvent completion) {
			if (!completion.isSuccess()) {
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
