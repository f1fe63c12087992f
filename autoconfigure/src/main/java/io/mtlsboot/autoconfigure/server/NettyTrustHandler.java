package io.mtlsboot.autoconfigure.server;

import java.security.cert.X509Certificate;
import java.util.List;

import io.mtlsboot.autoconfigure.ConnectionCaller;
import io.mtlsboot.autoconfigure.Problem;
import io.mtlsboot.jsse.PeerVerdict;
import io.mtlsboot.trust.RejectionReason;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AttributeKey;
import io.netty.util.ReferenceCountUtil;
import reactor.core.publisher.Mono;
import reactor.netty.channel.ChannelOperations;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Lets a request pass only if the peer of its connection is trusted now. It is the last
 * handler before the one that hands requests to the application.
 */
@SuppressWarnings("FutureReturnValueIgnored")
final class NettyTrustHandler extends ChannelDuplexHandler {

	static final String NAME = "mtls.trust";

	/** The attribute of a channel, for those who ask who is calling. */
	private static final AttributeKey<ConnectionCaller> CALLER = AttributeKey.valueOf(ConnectionCaller.ATTRIBUTE);

	private final LiveTrust trust;

	private final ConnectionPatrol patrol;

	private final NettyConnection connection;

	NettyTrustHandler(LiveTrust trust, ConnectionPatrol patrol, NettyConnection connection) {
		this.trust = trust;
		this.patrol = patrol;
		this.connection = connection;
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		if (message instanceof HttpRequest) {
			this.connection.requestBegan(context.channel());
			ConnectionCaller caller = this.connection.watch().caller();
			PeerVerdict verdict = caller.judge();
			RejectionReason reason = verdict.reason();
			context.channel().attr(CALLER).set((reason != null) ? null : caller);
			if (reason != null) {
				boolean complete = message instanceof LastHttpContent;
				ReferenceCountUtil.release(message);
				refuse(context, verdict, caller.presented(), reason);
				if (complete) {
					context.fireChannelRead(LastHttpContent.EMPTY_LAST_CONTENT);
				}
				return;
			}
		}
		context.fireChannelRead(message);
	}

	private void refuse(ChannelHandlerContext context, PeerVerdict verdict, List<X509Certificate> presented,
			RejectionReason reason) {
		this.connection.watch().refused(verdict, presented, System.nanoTime());
		this.trust.tellOfRequest(reason);
		ChannelOperations<?, ?> operations = ChannelOperations.get(context.channel());
		if (operations instanceof HttpServerResponse response) {
			Problem problem = Problem.distrusted(reason);
			byte[] body = problem.body();
			Mono.from(response.status(problem.status())
				.keepAlive(false)
				.header("WWW-Authenticate", Problem.CHALLENGE)
				.header("Content-Type", Problem.MEDIA_TYPE)
				.header("Content-Length", String.valueOf(body.length))
				.sendByteArray(Mono.just(body))).subscribe(operations.disposeSubscriber());
		}
		else {
			context.close();
		}
		this.patrol.wake();
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
		// Also a 100 and the 101 of a WebSocket, which has no end but that of its
		// connection
		boolean informational = message instanceof HttpResponse response
				&& response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
		if (message instanceof HttpResponse response && !informational && this.connection.isLeaving()) {
			HttpUtil.setKeepAlive(response, false);
		}
		if (message instanceof LastHttpContent && !informational) {
			context.write(message,
					promise.unvoid().addListener((written) -> this.connection.requestEnded(context.channel())));
		}
		else {
			context.write(message, promise);
		}
	}

}
