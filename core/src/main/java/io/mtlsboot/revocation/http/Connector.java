package io.mtlsboot.revocation.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;

/**
 * Connects to an address.
 */
@FunctionalInterface
interface Connector {

	/** So that a request fits into the socket and writing it does not block. */
	int SEND_BUFFER = 64 * 1024;

	/**
	 * Connects to an address.
	 * @param address the address
	 * @param port the port
	 * @param millis how long it may take
	 * @return a connected socket
	 * @throws IOException if nobody answers, or not in time
	 */
	Socket connect(InetAddress address, int port, int millis) throws IOException;

	/**
	 * Connects without a detour. The socket of a channel, unlike any other, knows no
	 * proxy, and an interrupt ends what it does.
	 * @param address the address
	 * @param port the port
	 * @param millis how long it may take
	 * @return a connected socket
	 * @throws IOException if nobody answers, or not in time
	 */
	static Socket direct(InetAddress address, int port, int millis) throws IOException {
		Socket socket = SocketChannel.open().socket();
		try {
			socket.setSendBufferSize(SEND_BUFFER);
			socket.connect(new InetSocketAddress(address, port), millis);
			return socket;
		}
		catch (IOException | RuntimeException ex) {
			socket.close();
			throw ex;
		}
	}

}
