package io.mtlsboot.benchmarks.app;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import io.mtlsboot.benchmarks.process.Fields;

/**
 * Counts the handshakes of this process: a connection has had one when its first request
 * arrives, and a full one asks the trust manager, which a resumed one does not.
 */
final class HandshakeCounter {

	// Tomcat gives no number to two of them
	private static final Set<String> CONNECTIONS = ConcurrentHashMap.newKeySet();

	private static final AtomicLong FULL = new AtomicLong();

	private HandshakeCounter() {
	}

	static void used(String connection) {
		CONNECTIONS.add(connection);
	}

	static void full() {
		FULL.incrementAndGet();
	}

	static String answer(String question) {
		return "HANDSHAKES " + question + " "
				+ Fields.empty().with("connections", CONNECTIONS.size()).with("full", FULL).line();
	}

}
