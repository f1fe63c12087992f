package io.mtlsboot.autoconfigure.server;

import javax.net.ssl.SSLSession;

import io.mtlsboot.handshake.HandshakeConnection;
import io.netty.channel.Channel;
import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.ssl.SslHandler;
import org.jspecify.annotations.Nullable;
import reactor.netty.channel.ChannelOperations;
import reactor.netty.http.websocket.WebsocketOutbound;

/**
 * A connection of Reactor Netty. What goes on in it is known to its event loop alone.
 * Nobody waits for its end.
 */
@SuppressWarnings("FutureReturnValueIgnored")
final class NettyConnection implements LiveConnection {

	private final Channel channel;

	private final ConnectionWatch watch;

	private int active;

	private boolean goodbyeSaid;

	private volatile boolean leaving;

	NettyConnection(Channel channel, LiveTrust trust, long now) {
		this.channel = channel;
		this.watch = new ConnectionWatch(this, trust, now);
	}

	ConnectionWatch watch() {
		return this.watch;
	}

	boolean isLeaving() {
		return this.leaving;
	}

	// In the event loop
	void requestBegan(Channel at) {
		if (at == this.channel) {
			this.active++;
		}
	}

	// In the event loop. HTTP/2 counts streams instead, which may end without a response
	void requestEnded(Channel at) {
		if (at == this.channel) {
			this.active--;
		}
	}

	void streamOpened(Channel stream) {
		this.active++;
		stream.closeFuture().addListener((closed) -> this.active--);
	}

	@Override
	public @Nullable SSLSession session() {
		SslHandler tls = this.channel.pipeline().get(SslHandler.class);
		return (tls != null) ? tls.engine().getSession() : null;
	}

	@Override
	public HandshakeConnection connection() {
		return NettyAddresses.of(this.channel);
	}

	@Override
	public void leave(Farewell farewell) {
		this.leaving = true;
		this.channel.eventLoop().execute(() -> sayGoodbye(farewell));
	}

	private void sayGoodbye(Farewell farewell) {
		if (this.goodbyeSaid) {
			return;
		}
		if (this.channel.pipeline().get(Http2FrameCodec.class) != null) {
			this.goodbyeSaid = true;
			// RFC 9113 §6.8: the streams that are on their way are still served
			DefaultHttp2GoAwayFrame goAway = new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR);
			goAway.setExtraStreamIds(Integer.MAX_VALUE);
			this.channel.writeAndFlush(goAway);
		}
		else if (ChannelOperations.get(this.channel) instanceof WebsocketOutbound webSocket) {
			this.goodbyeSaid = true;
			webSocket.sendClose(farewell.status(), farewell.reason()).subscribe((sent) -> {
			}, (failure) -> {
				// Closed already
			});
		}
	}

	@Override
	public void closeIfIdle() {
		this.channel.eventLoop().execute(() -> {
			boolean http2 = this.channel.pipeline().get(Http2FrameCodec.class) != null;
			if (this.active == 0 && (this.goodbyeSaid || !http2)) {
				this.channel.close();
			}
		});
	}

	@Override
	public void cut() {
		this.channel.eventLoop().execute(() -> this.channel.unsafe().close(this.channel.voidPromise()));
	}

}
