package io.mtlsboot.autoconfigure;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How TLS is spoken.
 *
 * @param engine Who speaks it on our ports and in clients that use engines.
 */
public record TlsProperties(@DefaultValue("auto") Engine engine) {

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
