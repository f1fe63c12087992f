package io.mtlsboot.autoconfigure.server;

import java.io.IOException;
import java.lang.reflect.Field;

import jakarta.websocket.CloseReason;
import org.apache.tomcat.websocket.WsSession;
import org.apache.tomcat.websocket.server.WsHttpUpgradeHandler;
import org.jspecify.annotations.Nullable;

/**
 * The WebSockets of Tomcat. Apart, because they may not be on the class path.
 */
final class TomcatWebSockets {

	private static final @Nullable Field SESSION = TomcatUpgrades.field(WsHttpUpgradeHandler.class.getName(),
			"wsSession");

	private TomcatWebSockets() {
	}

	static boolean close(Object handler, Farewell farewell) {
		if (!(handler instanceof WsHttpUpgradeHandler)) {
			return false;
		}
		if (SESSION != null && TomcatUpgrades.get(SESSION, handler) instanceof WsSession session) {
			try {
				session
					.close(new CloseReason(CloseReason.CloseCodes.getCloseCode(farewell.status()), farewell.reason()));
			}
			catch (IOException | IllegalStateException ex) {
				// Closed already
			}
		}
		return true;
	}

}
