package io.mtlsboot.autoconfigure;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.handshake.HandshakeFailure;
import io.mtlsboot.trust.RejectionReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class HandshakeLogTests {

	private static final X509Certificate web = DevCa.create("shop.example")
		.issue((leaf) -> leaf.subject("CN=web"))
		.certificate();

	private final SteppingClock clock = new SteppingClock();

	private final HandshakeLog log = new HandshakeLog(this.clock);

	@Test
	void onFailureThenLogsReasonEvidenceSubjectAndPeer(CapturedOutput output) {
		this.log.onFailure(failure(RejectionReason.EXPIRED, "notAfter yesterday", "10.0.0.7"));
		assertThat(output).contains("TLS handshake refused on the server side: EXPIRED (notAfter yesterday)"
				+ " subject 'CN=web' peer '10.0.0.7'");
	}

	@Test
	void onDistrustedThenLogsAConnectionApartFromHandshakes(CapturedOutput output) {
		this.log.onFailure(failure(RejectionReason.EXPIRED, "notAfter yesterday", "10.0.0.7"));
		this.log.onDistrusted(failure(RejectionReason.EXPIRED, "notAfter yesterday", "10.0.0.7"));
		this.log.onDistrusted(failure(RejectionReason.EXPIRED, "notAfter yesterday", "10.0.0.7"));
		assertThat(output).containsOnlyOnce("Connection refused on the server side: EXPIRED (notAfter yesterday)"
				+ " subject 'CN=web' peer '10.0.0.7'");
	}

	@Test
	void onFailureWhenRepeatedWithinAMinuteThenLogsOneLine(CapturedOutput output) {
		for (int i = 0; i < 50; i++) {
			this.log.onFailure(failure(RejectionReason.EXPIRED, "again", null));
		}
		assertThat(lines(output)).isEqualTo(1);
	}

	@Test
	void onFailureWhenAMinuteLaterThenSaysHowManyThereWere(CapturedOutput output) {
		for (int i = 0; i < 50; i++) {
			this.log.onFailure(failure(RejectionReason.EXPIRED, "again", null));
		}
		this.clock.step(Duration.ofMinutes(1));
		this.log.onFailure(failure(RejectionReason.EXPIRED, "again", null));
		assertThat(lines(output)).isEqualTo(2);
		assertThat(output).contains(", and 49 more like it since the last line");
	}

	@Test
	void onFailureWhenReasonsDifferThenLogsEach(CapturedOutput output) {
		this.log.onFailure(failure(RejectionReason.EXPIRED, "one", null));
		this.log.onFailure(failure(RejectionReason.ISSUER_UNKNOWN, "other", null));
		assertThat(lines(output)).isEqualTo(2);
	}

	@Test
	void scanOfManyAddressesFillsNeitherLogNorMemory(CapturedOutput output) {
		for (int i = 0; i < 3 * HandshakeLog.MAX_KINDS; i++) {
			this.log.onFailure(failure(RejectionReason.NO_CERTIFICATE, "scan", "host-" + i));
		}
		assertThat(this.log.kinds()).isLessThanOrEqualTo(HandshakeLog.MAX_KINDS + RejectionReason.values().length);
		assertThat(lines(output)).isLessThanOrEqualTo(HandshakeLog.MAX_KINDS + 1);
	}

	@Test
	void lineFeedInACertificateForgesNoLogLine(CapturedOutput output) {
		X509Certificate forger = DevCa.create("shop.example")
			.issue((leaf) -> leaf.subject("CN=web\\0A2026-01-01 INFO all is well"))
			.certificate();
		this.log.onFailure(HandshakeFailures.of(RejectionReason.EXPIRED)
			.detail("detail\nforged")
			.presented(forger)
			.peer("peer\nforged")
			.at(this.clock.instant()));
		assertThat(output.getAll().lines().filter((line) -> line.startsWith("forged") || line.startsWith("2026-01-01")))
			.isEmpty();
		assertThat(lines(output)).isEqualTo(1);
	}

	private static long lines(CapturedOutput output) {
		return output.getAll().lines().filter((line) -> line.contains("TLS handshake refused")).count();
	}

	private HandshakeFailure failure(RejectionReason reason, String detail, String peer) {
		return HandshakeFailures.of(reason).detail(detail).presented(web).peer(peer).at(this.clock.instant());
	}

	private static final class SteppingClock extends Clock {

		private Instant now = Instant.parse("2026-03-01T00:00:00Z");

		void step(Duration duration) {
			this.now = this.now.plus(duration);
		}

		@Override
		public Instant instant() {
			return this.now;
		}

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

	}

}
