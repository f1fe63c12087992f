package io.mtlsboot.autoconfigure.server;

import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.WebServerFactory;

/**
 * Gives one kind of web server our TLS.
 */
interface WebServerProtection {

	/**
	 * Whether this is for such factories.
	 * @param factory makes the web server
	 * @return whether {@link #protect} may be called
	 */
	boolean supports(WebServerFactory factory);

	/**
	 * Lets every web server that the factory will make have our TLS. Nothing is read
	 * before it makes one.
	 * @param factory makes the web server
	 */
	void protect(WebServerFactory factory);

	/**
	 * Whether a web server, whose ports are not open yet, was made by a factory that was
	 * protected.
	 * @param server the web server
	 * @return whether its ports have our TLS
	 */
	boolean isProtected(WebServer server);

}
