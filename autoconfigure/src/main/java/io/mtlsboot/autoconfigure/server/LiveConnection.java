package io.mtlsboot.autoconfigure.server;

import javax.net.ssl.SSLSession;

import io.mtlsboot.handshake.HandshakeConnection;
import org.jspecify.annotations.Nullable;

/**
 * A connection as one kind of web server has it. Nothing here blocks, and nothing fails
 * if the connection has been closed meanwhile.
 */
interface LiveConnection {

	/**
	 * The TLS session of the connection.
	 * @return another object after a renegotiation; {@code null} if there is no TLS or
	 * the connection is closed
	 */
	@Nullable SSLSession session();

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
