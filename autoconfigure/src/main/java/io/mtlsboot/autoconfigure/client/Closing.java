package io.mtlsboot.autoconfigure.client;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.DisposableBean;

/**
 * Closes what is no longer used, if it can be closed. What goes wrong is logged: the
 * request that found the next generation must not fail for it.
 */
final class Closing {

	private static final Log logger = LogFactory.getLog(Closing.class);

	private Closing() {
	}

	static void close(Object transport) {
		try {
			if (transport instanceof DisposableBean disposable) {
				disposable.destroy();
			}
			else if (transport instanceof AutoCloseable closeable) {
				closeable.close();
			}
		}
		catch (Exception ex) {
			logger.warn("Unable to close the connections of a former generation", ex);
		}
	}

}
