package io.mtlsboot.jsse;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.mtlsboot.handshake.HandshakeFailure;
import io.mtlsboot.handshake.HandshakeListener;
import io.mtlsboot.handshake.HandshakeSuccess;
import io.mtlsboot.trust.RejectionReason;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Remembers what it was told.
 */
final class RecordingListener implements HandshakeListener {

	private final List<HandshakeSuccess> successes = new CopyOnWriteArrayList<>();

	private final List<HandshakeFailure> failures = new CopyOnWriteArrayList<>();

	@Override
	public void onSuccess(HandshakeSuccess success) {
		this.successes.add(success);
	}

	@Override
	public void onFailure(HandshakeFailure failure) {
		this.failures.add(failure);
	}

	void assertNothing() {
		assertThat(this.successes).isEmpty();
		assertThat(this.failures).isEmpty();
	}

	HandshakeSuccess onlySuccess() {
		assertThat(this.failures).isEmpty();
		assertThat(this.successes).hasSize(1);
		return this.successes.get(0);
	}

	HandshakeFailure onlyFailure() {
		assertThat(this.successes).isEmpty();
		assertThat(this.failures).hasSize(1);
		return this.failures.get(0);
	}

	HandshakeFailure onlyFailure(RejectionReason reason) {
		HandshakeFailure failure = onlyFailure();
		assertThat(failure.reason()).as(failure.toString()).isEqualTo(reason);
		return failure;
	}

	List<HandshakeFailure> failures() {
		return this.failures;
	}

	List<HandshakeSuccess> successes() {
		return this.successes;
	}

}
