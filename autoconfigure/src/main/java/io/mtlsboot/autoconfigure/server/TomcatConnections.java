package io.mtlsboot.autoconfigure.server;

import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.mtlsboot.jsse.PeerVerdict;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.AbstractProtocol;
import org.apache.tomcat.util.net.AbstractEndpoint;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * The open connections of one connector. Tomcat itself knows which they are, so that none
 * is missed and none is remembered after its end for longer than until the next round.
 */
final class TomcatConnections implements ConnectionPatrol.Beat {

	private final Map<SocketWrapperBase<?>, ConnectionWatch> watches = new ConcurrentHashMap<>();

	/** Peers of whose refusal the watch knows: a connection may refuse many requests. */
	private final Set<String> refused = ConcurrentHashMap.newKeySet();

	private final AbstractEndpoint<?, ?> endpoint;

	private final LiveTrust trust;

	private final LastLook last;

	TomcatConnections(Connector connector, LiveTrust trust) {
		this.endpoint = endpointOf(connector);
		this.trust = trust;
		this.last = new LastLook(trust);
	}

	// Only subclasses of the protocol may have it, although all that it has is public
	private static AbstractEndpoint<?, ?> endpointOf(Connector connector) {
		try {
			Method method = AbstractProtocol.class.getDeclaredMethod("getEndpoint");
			method.setAccessible(true);
			return (AbstractEndpoint<?, ?>) method.invoke(connector.getProtocolHandler());
		}
		catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException | InaccessibleObjectException
				| ClassCastException ex) {
			throw Refusals.connections(connector.toString(), ex);
		}
	}

	@Override
	public void beat(long now, boolean thorough) {
		this.refused.clear();
		if (thorough || !this.last.holds()) {
			this.last.take(() -> look(now));
		}
	}

	private long look(long now) {
		long holds = LastLook.HOLDS;
		for (SocketWrapperBase<?> wrapper : this.endpoint.getConnections()) {
			holds = Math.min(holds, watch(wrapper, now).beat(now));
		}
		this.watches.keySet().removeIf(SocketWrapperBase::isClosed);
		return holds;
	}

	/**
	 * A request was refused.
	 * @param verdict why
	 * @param presented what the peer presented
	 * @param address the address of the peer
	 * @param port the port of the peer
	 */
	void refused(PeerVerdict verdict, List<X509Certificate> presented, String address, int port) {
		if (!this.refused.add(address + ' ' + port)) {
			return;
		}
		long now = System.nanoTime();
		for (SocketWrapperBase<?> wrapper : this.endpoint.getConnections()) {
			if (wrapper.getRemotePort() == port && address.equals(wrapper.getRemoteAddr())) {
				watch(wrapper, now).refused(verdict, presented, now);
			}
		}
	}

	@Override
	public int size() {
		return this.watches.size();
	}

	private ConnectionWatch watch(SocketWrapperBase<?> wrapper, long now) {
		ConnectionWatch known = this.watches.get(wrapper);
		return (known != null) ? known : this.watches.computeIfAbsent(wrapper,
				(key) -> new ConnectionWatch(new TomcatConnection(key, this.endpoint.getExecutor()), this.trust, now));
	}

}
