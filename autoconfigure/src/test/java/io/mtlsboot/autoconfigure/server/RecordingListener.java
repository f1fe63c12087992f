package io.mtlsboot.autoconfigure.server;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.mtlsboot.handshake.HandshakeFailure;
import io.mtlsboot.handshake.HandshakeListener;
import io.mtlsboot.handshake.HandshakeSuccess;
import io.mtlsboot.trust.RejectionReason;

/**
 * Keeps what the server saw.
 */
class RecordingListener implements HandshakeListener {

	private final BlockingQueue<HandshakeFailure> failures = new LinkedBlockingQueue<>();

	private final BlockingQueue<HandshakeFailure> distrusted = new LinkedBlockingQueue<>();

	private final BlockingQueue<HandshakeSuccess> successes = new LinkedBlockingQueue<>();

	@Override
	public void onSuccess(HandshakeSuccess success) {
		this.successes.add(success);
	}

	@Override
	public void onFailure(HandshakeFailure failure) {
		this.failures.add(failure);
	}

	@Override
	public void onDistrusted(HandshakeFailure failure) {
		this.distrusted.add(failure);
	}

	/**
	 * The failures that nobody has asked for yet.
	 */
	List<HandshakeFailure> failures() {
		return List.copyOf(this.failures);
	}

	HandshakeFailure nextFailure() {
		try {
			return this.failures.poll(20, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	List<HandshakeFailure> distrusted() {
		return List.copyOf(this.distrusted);
	}

	void clear() {
		this.distrusted.clear();
		this.failures.clear();
		this.successes.clear();
	}

	int successes() {
		return this.successes.size();
	}

	RejectionReason nextReason() {
		HandshakeFailure failure = nextFailure();
		return (failure != null) ? failure.reason() : null;
	}

}
