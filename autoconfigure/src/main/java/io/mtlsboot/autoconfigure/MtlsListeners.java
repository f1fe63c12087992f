package io.mtlsboot.autoconfigure;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The open ports that speak mutual TLS. The server adapters add to it, Actuator reads it.
 */
public final class MtlsListeners {

	private final List<Listener> listeners = new CopyOnWriteArrayList<>();

	/**
	 * Notes an open port.
	 * @param listener the port
	 */
	public void add(Listener listener) {
		this.listeners.add(listener);
	}

	/**
	 * The open ports, in the order in which they were opened.
	 * @return an unmodifiable list
	 */
	public List<Listener> all() {
		return List.copyOf(this.listeners);
	}

	/**
	 * Whether a certificate that came in on a port was verified by us. A port with TLS of
	 * somebody else, such as that of {@code management.server.ssl}, may believe others.
	 * @param port the local port of a connection
	 * @return {@code true} if the port is one of {@link #all()}, or if none is open, as
	 * in a test
	 */
	public boolean vouchFor(int port) {
		return this.listeners.isEmpty() || this.listeners.stream().anyMatch((listener) -> listener.port() == port);
	}

	/**
	 * An open port.
	 *
	 * @param name what it serves: {@code server} or {@code management}
	 * @param port the port number
	 * @param mode whom it admits
	 */
	public record Listener(String name, int port, MtlsProperties.Mode mode) {
	}

}
