package io.mtlsboot.autoconfigure.security;

import io.mtlsboot.autoconfigure.ConnectionCaller;
import io.netty.util.AttributeKey;
import org.jspecify.annotations.Nullable;
import reactor.netty.Connection;

import org.springframework.http.server.reactive.AbstractServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.util.ClassUtils;

/**
 * The callers of the connections of Reactor Netty. Apart, because it may not be on the
 * class path.
 */
final class NettyCallers {

	private static final boolean PRESENT = ClassUtils.isPresent("reactor.netty.Connection",
			NettyCallers.class.getClassLoader());

	private NettyCallers() {
	}

	/**
	 * The caller of a request.
	 * @param request the request
	 * @return the caller, or {@code null} if the request did not come in on a connection
	 * of ours
	 */
	static @Nullable ConnectionCaller of(ServerHttpRequest request) {
		return PRESENT ? Netty.of(request) : null;
	}

	/**
	 * What knows the classes of Netty.
	 */
	private static final class Netty {

		private static final AttributeKey<ConnectionCaller> CALLER = AttributeKey.valueOf(ConnectionCaller.ATTRIBUTE);

		static @Nullable ConnectionCaller of(ServerHttpRequest request) {
			return (nativeRequest(request) instanceof Connection connection) ? connection.channel().attr(CALLER).get()
					: null;
		}

		private static @Nullable Object nativeRequest(ServerHttpRequest request) {
			ServerHttpRequest bare = request;
			while (bare instanceof ServerHttpRequestDecorator decorated) {
				bare = decorated.getDelegate();
			}
			try {
				return (bare instanceof AbstractServerHttpRequest real) ? real.getNativeRequest() : null;
			}
			catch (IllegalStateException ex) {
				// A test without a server
				return null;
			}
		}

	}

}
