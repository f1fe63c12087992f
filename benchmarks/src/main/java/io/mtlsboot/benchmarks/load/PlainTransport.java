package io.mtlsboot.benchmarks.load;

import java.nio.ByteBuffer;

/**
 * HTTP as it is.
 */
final class PlainTransport implements Transport {

	private ByteBuffer pending = ByteBuffer.allocate(0);

	@Override
	public void receive(ByteBuffer wire, ByteBuffer plain) {
		plain.put(wire);
	}

	@Override
	public boolean isReady() {
		return true;
	}

	@Override
	public void send(ByteBuffer request) {
		this.pending = request;
	}

	@Override
	public void flush(ByteBuffer wire) {
		wire.put(this.pending);
	}

	@Override
	public boolean isResumed() {
		return false;
	}

	@Override
	public void close() {
	}

}
