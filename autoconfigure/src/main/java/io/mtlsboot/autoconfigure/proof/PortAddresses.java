package io.mtlsboot.autoconfigure.proof;

import java.net.InetAddress;

import io.mtlsboot.autoconfigure.MtlsListeners.Listener;
import io.mtlsboot.autoconfigure.ProbeConnections;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Where our ports can be called from this machine: at the loopback address, unless a
 * server is bound to another one.
 *
 * @param environment the settings of the servers
 * @param connections where our calls are noted
 */
record PortAddresses(Environment environment, ProbeConnections connections) {

	PortProbe probe(Listener listener) {
		return new PortProbe(address(listener), listener.port(), this.connections);
	}

	private InetAddress address(Listener listener) {
		InetAddress bound = address(
				(listener.name().equals("management") ? "management.server" : "server") + ".address");
		return (bound == null || bound.isAnyLocalAddress()) ? InetAddress.getLoopbackAddress() : bound;
	}

	private @Nullable InetAddress address(String property) {
		return Binder.get(this.environment).bind(property, InetAddress.class).orElse(null);
	}

}
