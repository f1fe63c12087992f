package io.mtlsboot.autoconfigure.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mtlsboot.autoconfigure.HandshakeFailures;
import io.mtlsboot.handshake.HandshakeConnection;
import io.mtlsboot.handshake.HandshakeFailure;
import io.mtlsboot.handshake.HandshakeSide;
import io.mtlsboot.handshake.HandshakeSuccess;
import io.mtlsboot.trust.RejectionReason;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

class HandshakeMetersTests {

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final HandshakeMeters meters = new HandshakeMeters();

	@Test
	void verifyWhenHandshakeSucceedsThenTimesIt() {
		this.meters.bindTo(this.registry);
		this.meters.onSuccess(success(false));
		this.meters.onSuccess(success(true));
		this.meters.onSuccess(success(true));
		this.meters.onSuccess(success(null));
		assertThat(timer("server", "success", "none", "false").count()).isEqualTo(1);
		assertThat(timer("server", "success", "none", "true").count()).isEqualTo(2);
		assertThat(timer("server", "success", "none", "unknown").count()).isEqualTo(1);
		assertThat(timer("server", "success", "none", "false").totalTime(TimeUnit.MILLISECONDS)).isEqualTo(7);
		assertThat(timer("client", "success", "none", "false").count()).isZero();
	}

	@Test
	void verifyWhenHandshakeFailsThenTimesItByReason() {
		this.meters.bindTo(this.registry);
		this.meters.onFailure(failure(HandshakeSide.CLIENT, RejectionReason.HOST_NAME_MISMATCH));
		assertThat(timer("client", "failed", "HOST_NAME_MISMATCH", "unknown").count()).isEqualTo(1);
		assertThat(timer("server", "failed", "HOST_NAME_MISMATCH", "unknown").count()).isZero();
	}

	@Test
	void verifyWhenEverythingHappensThenThereAreNoMoreMetersThanAtTheBeginning() {
		this.meters.bindTo(this.registry);
		List<Meter> before = this.registry.getMeters();
		for (HandshakeSide side : HandshakeSide.values()) {
			for (RejectionReason reason : RejectionReason.values()) {
				this.meters.onFailure(failure(side, reason));
				assertThat(timer(side.toString(), "failed", reason.name(), "unknown").count()).isEqualTo(1);
			}
		}
		for (RejectionReason reason : RejectionReason.values()) {
			this.meters.onRefusedRequest(reason);
			assertThat(this.registry.get("mtls.requests.refused").tag("reason", reason.name()).counter().count())
				.isEqualTo(1);
		}
		assertThat(this.registry.getMeters()).hasSameSizeAs(before)
			.hasSize(2 * (3 + RejectionReason.values().length) + RejectionReason.values().length)
			.allSatisfy(
					(meter) -> assertThat(meter.getId().getName()).isIn("mtls.handshakes", "mtls.requests.refused"));
	}

	@Test
	void verifyWhenThereAreTwoRegistriesThenBothCount() {
		SimpleMeterRegistry other = new SimpleMeterRegistry();
		this.meters.bindTo(this.registry);
		this.meters.bindTo(other);
		this.meters.onSuccess(success(false));
		assertThat(timer("server", "success", "none", "false").count()).isEqualTo(1);
		assertThat(other.get("mtls.handshakes")
			.tag("result", "success")
			.tag("resumed", "false")
			.tag("side", "server")
			.timer()
			.count()).isEqualTo(1);
	}

	@Test
	void verifyWhenNoRegistryIsBoundThenDoesNothing() {
		assertThatNoException().isThrownBy(() -> {
			this.meters.onSuccess(success(false));
			this.meters.onFailure(failure(HandshakeSide.SERVER, RejectionReason.EXPIRED));
		});
	}

	@Test
	void verifyWhenMetersAreDeniedThenThereAreNone() {
		this.registry.config().meterFilter(MeterFilter.denyNameStartsWith("mtls"));
		this.meters.bindTo(this.registry);
		this.meters.onSuccess(success(false));
		assertThat(this.registry.getMeters()).isEmpty();
	}

	private Timer timer(String side, String result, String reason, String resumed) {
		return this.registry.get("mtls.handshakes")
			.tags("side", side, "result", result, "reason", reason, "resumed", resumed)
			.timer();
	}

	private static HandshakeSuccess success(@Nullable Boolean resumed) {
		return new HandshakeSuccess(HandshakeSide.SERVER, HandshakeConnection.UNKNOWN.withSession("TLSv1.3", resumed),
				null, Duration.ofMillis(7));
	}

	private static HandshakeFailure failure(HandshakeSide side, RejectionReason reason) {
		return HandshakeFailures.of(reason).side(side).at(Instant.EPOCH);
	}

}
