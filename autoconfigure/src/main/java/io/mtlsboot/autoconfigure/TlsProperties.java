package io.mtlsboot.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How TLS is spoken.
 *
 * @param engine Who speaks it on the ports of the server, and for clients on Reactor
 * Netty. Other clients always have the JDK.
 * @param cryptoProvider Name or class of a JCA provider on the class path. Where the JDK
 * speaks TLS, handshakes of ours sign, verify and agree on keys with it; nothing else in
 * the JVM does.
 */
public record TlsProperties(@DefaultValue("auto") Engine engine, @Nullable String cryptoProvider) {

	/**
	 * Who speaks TLS.
	 */
	public enum Engine {

		/**
		 * BoringSSL if it is on the class path, runs here and can use the key, otherwise
		 * the JDK.
		 */
		AUTO,

		/**
		 * The JDK.
		 */
		JDK,

		/**
		 * BoringSSL, or no start.
		 */
		BORINGSSL

	}

}
