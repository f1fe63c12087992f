package io.mtlsboot.autoconfigure.client;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.mtlsboot.handshake.HandshakeFailure;
import io.mtlsboot.handshake.HandshakeListener;
import io.mtlsboot.handshake.HandshakeSuccess;

/**
 * Remembers every handshake.
 */
final class RecordingListener implements HandshakeListener {

	final List<HandshakeSuccess> successes = new CopyOnWriteArrayList<>();

	final List<HandshakeFailure> failures = new CopyOnWriteArrayList<>();

	@Override
	public void onSuccess(HandshakeSuccess success) {
		this.successes.add(success);
	}

	@Override
	public void onFailure(HandshakeFailure failure) {
		this.failures.add(failure);
	}

}
