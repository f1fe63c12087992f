package io.mtlsboot.benchmarks.load;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * What is between the bytes on the wire and HTTP, for one connection.
 */
interface Transport {

	/**
	 * Takes what was received and goes on with the handshake.
	 * @param wire what was received
	 * @param plain where what was in it is put
	 */
	void receive(ByteBuffer wire, ByteBuffer plain) throws IOException;

	/**
	 * Returns whether the handshake is complete.
	 * @return whether a request may be sent
	 */
	boolean isReady();

	/**
	 * Takes a request.
	 * @param request what to send
	 */
	void send(ByteBuffer request) throws IOException;

	/**
	 * Takes what is to be written to the wire.
	 * @param wire where to put it
	 */
	void flush(ByteBuffer wire);

	/**
	 * Returns whether the handshake went on with a session.
	 * @return whether no certificates were sent
	 */
	boolean isResumed();

	void close();

}
