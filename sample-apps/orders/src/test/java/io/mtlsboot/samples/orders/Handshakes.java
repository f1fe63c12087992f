package io.mtlsboot.samples.orders;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.mtlsboot.handshake.HandshakeFailure;
import io.mtlsboot.handshake.HandshakeListener;
import io.mtlsboot.handshake.HandshakeSuccess;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The handshakes as the server saw them.
 */
final class Handshakes implements HandshakeListener {

	private final BlockingQueue<HandshakeSuccess> successes = new LinkedBlockingQueue<>();

	private final BlockingQueue<HandshakeFailure> failures = new LinkedBlockingQueue<>();

	@Override
	public void onSuccess(HandshakeSuccess success) {
		this.successes.add(success);
	}

	@Override
	public void onFailure(HandshakeFailure failure) {
		this.failures.add(failure);
	}

	void forget() {
		this.successes.clear();
		this.failures.clear();
	}

	HandshakeSuccess nextSuccess() throws InterruptedException {
		HandshakeSuccess success = this.successes.poll(10, TimeUnit.SECONDS);
		assertThat(success).as("a handshake that the server completed").isNotNull();
		return success;
	}

	HandshakeFailure nextFailure() throws InterruptedException {
		HandshakeFailure failure = this.failures.poll(10, TimeUnit.SECONDS);
		assertThat(failure).as("a handshake that the server refused").isNotNull();
		return failure;
	}

}
