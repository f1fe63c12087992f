package io.mtlsboot.autoconfigure.server;

import java.security.cert.X509Certificate;
import java.util.List;

import io.mtlsboot.handshake.HandshakeConnection;

/**
 * A connection as one kind of web server has it. Nothing here blocks, and nothing fails
 * if the connection has been closed meanwhile.
 */
interface LiveConnection {

	/**
	 * What the peer presented.
	 * @return the certificates, leaf first; empty before the handshake is complete
	 */
	List<X509Certificate> presented();

	/**
	 * Where the peer is, and how it is connected.
	 * @return what is known of the connection
	 */
	HandshakeConnection connection();

	/**
	 * Asks the peer to leave: the next response of HTTP/1.1 says so, HTTP/2 sends GOAWAY,
	 * a WebSocket its closing frame. May be called again.
	 * @param farewell why
	 */
	void leave(Farewell farewell);

	/**
	 * Closes the connection if nothing goes on in it, and if the peer was told.
	 */
	void closeIfIdle();

	/**
	 * Closes the connection whatever goes on in it. May be called again.
	 */
	void cut();

}
