package io.mtlsboot.autoconfigure.client;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.DisposableBean;

/**
 * Closes what is no longer used, if it can be closed, on a thread of its own: the one
 * that ended the last request may be a thread of the library itself, which waits for its
 * end, and one that rotates material must not wait for a peer. What goes wrong is logged.
 */
final class Closing {

	private static final Log logger = LogFactory.getLog(Closing.class);

	private Closing() {
	}

	static void close(Object transport) {
		if (transport instanceof DisposableBean disposable) {
			later(disposable::destroy);
		}
		else if (transport instanceof AutoCloseable closeable) {
			later(closeable::close);
		}
	}

	static void later(Action action) {
		Thread thread = new Thread(() -> run(action), "mtls-close");
		thread.setDaemon(true);
		thread.start();
	}

	private static void run(Action action) {
		try {
			action.run();
		}
		catch (Exception ex) {
			logger.warn("Unable to close the connections of a former generation", ex);
		}
	}

	/**
	 * How something is closed.
	 */
	@FunctionalInterface
	interface Action {

		void run() throws Exception;

	}

}
