package io.mtlsboot.handshake;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.mtlsboot.trust.Check;
import io.mtlsboot.trust.RejectionReason;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HandshakeListenersTests {

	private final List<Object> told = new ArrayList<>();

	private final HandshakeListener listener = HandshakeListener.all(List.of(new Broken(), new Collecting(this.told)));

	@Test
	void tellWhenOneThrowsThenTheOthersAreToldAllTheSame() {
		HandshakeSuccess success = new HandshakeSuccess(HandshakeSide.SERVER, HandshakeConnection.UNKNOWN, null,
				Duration.ZERO);
		HandshakeFailure failure = failure(RejectionReason.EXPIRED);
		this.listener.onSuccess(success);
		this.listener.onFailure(failure);
		this.listener.onDistrusted(failure);
		assertThat(this.told).containsExactly(success, failure, failure);
	}

	@Test
	void tellWhenOneThrowsACheckedExceptionThenItIsDropped() {
		HandshakeListener unchecked = new HandshakeListener() {

			@Override
			public void onFailure(HandshakeFailure failure) {
				HandshakeListenersTests.<RuntimeException>sneak(new IOException("broken"));
			}

		};
		HandshakeFailure failure = failure(RejectionReason.HANDSHAKE_FAILED);
		HandshakeListener.all(List.of(unchecked, new Collecting(this.told))).onFailure(failure);
		assertThat(this.told).containsExactly(failure);
	}

	private static HandshakeFailure failure(RejectionReason reason) {
		return new HandshakeFailure(Instant.EPOCH, HandshakeSide.SERVER, HandshakeConnection.UNKNOWN,
				FailureCause.of(reason, "detail", Check.TLS), List.of(), null, Duration.ZERO);
	}

	/** As languages do that do not check exceptions. */
	@SuppressWarnings({ "unchecked", "TypeParameterUnusedInFormals" })
	private static <E extends Exception> void sneak(Exception exception) throws E {
		throw (E) exception;
	}

	record Broken() implements HandshakeListener {

		@Override
		public void onSuccess(HandshakeSuccess success) {
			throw new IllegalStateException("broken");
		}

		@Override
		public void onFailure(HandshakeFailure failure) {
			throw new IllegalStateException("broken");
		}

		@Override
		public void onDistrusted(HandshakeFailure failure) {
			throw new IllegalStateException("broken");
		}

	}

	record Collecting(List<Object> told) implements HandshakeListener {

		@Override
		public void onSuccess(HandshakeSuccess success) {
			this.told.add(success);
		}

		@Override
		public void onFailure(HandshakeFailure failure) {
			this.told.add(failure);
		}

		@Override
		public void onDistrusted(HandshakeFailure failure) {
			this.told.add(failure);
		}

	}

}
