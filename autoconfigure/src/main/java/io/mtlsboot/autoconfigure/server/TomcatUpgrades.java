package io.mtlsboot.autoconfigure.server;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.coyote.http11.upgrade.UpgradeProcessorInternal;
import org.apache.coyote.http2.Http2Protocol;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * What Tomcat does not show of connections that do not speak HTTP/1.1 any more. Where it
 * cannot be seen after all, the connection is not closed until it is cut.
 */
final class TomcatUpgrades {

	private static final boolean HAS_WEB_SOCKET = ClassUtils
		.isPresent("org.apache.tomcat.websocket.server.WsHttpUpgradeHandler", TomcatUpgrades.class.getClassLoader());

	private static final @Nullable Field ACTIVE_STREAMS = field("org.apache.coyote.http2.Http2UpgradeHandler",
			"activeRemoteStreamCount");

	private TomcatUpgrades() {
	}

	// HTTP/2 without an open stream
	static boolean isIdleHttp2(UpgradeProcessorInternal upgraded) {
		Object handler = upgraded.getUpgradeToken().httpUpgradeHandler();
		return ACTIVE_STREAMS != null && ACTIVE_STREAMS.getDeclaringClass().isInstance(handler)
				&& get(ACTIVE_STREAMS, handler) instanceof AtomicInteger active && active.get() == 0;
	}

	// Whether it is a WebSocket, whose closing frame is then sent
	static boolean closeWebSocket(UpgradeProcessorInternal upgraded, Farewell farewell) {
		return HAS_WEB_SOCKET && TomcatWebSockets.close(upgraded.getUpgradeToken().httpUpgradeHandler(), farewell);
	}

	static @Nullable Field field(String type, String name) {
		try {
			Field field = ClassUtils.forName(type, Http2Protocol.class.getClassLoader()).getDeclaredField(name);
			field.setAccessible(true);
			return field;
		}
		catch (ClassNotFoundException | NoSuchFieldException | LinkageError | InaccessibleObjectException ex) {
			return null;
		}
	}

	static @Nullable Object get(Field field, Object target) {
		try {
			return field.get(target);
		}
		catch (IllegalAccessException ex) {
			return null;
		}
	}

}
