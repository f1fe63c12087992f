package io.mtlsboot.samples.demo;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.mtlsboot.handshake.HandshakeFailure;
import io.mtlsboot.handshake.HandshakeListener;
import org.jspecify.annotations.Nullable;

/**
 * Collects what a service refuses in the handshake. Any bean of this kind is told.
 */
final class Refusals implements HandshakeListener {

	private static final int MAX_WAITING = 100;

	private final BlockingQueue<HandshakeFailure> failures = new LinkedBlockingQueue<>(MAX_WAITING);

	@Override
	public void onFailure(HandshakeFailure failure) {
		this.failures.offer(failure);
	}

	void forget() {
		this.failures.clear();
	}

	@Nullable HandshakeFailure next() throws InterruptedException {
		return this.failures.poll(5, TimeUnit.SECONDS);
	}

}
