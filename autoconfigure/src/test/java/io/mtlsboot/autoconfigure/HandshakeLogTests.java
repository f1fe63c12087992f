package io.mtlsboot.autoconfigure;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.handshake.FailureCause;
import io.mtlsboot.handshake.HandshakeConnection;
import io.mtlsboot.handshake.HandshakeFailure;
import io.mtlsboot.handshake.HandshakeJournal;
import io.mtlsboot.handshake.HandshakeSide;
import io.mtlsboot.identity.IdentityExtractor;
import io.mtlsboot.identity.IdentityType;
import io.mtlsboot.trust.Check;
import io.mtlsboot.trust.RejectionReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class HandshakeLogTests {

	private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

	private static final X509Certificate web = DevCa.create("shop.example")
		.issue((leaf) -> leaf.subject("CN=web"))
		.certificate();

	private final HandshakeJournal journal = new HandshakeJournal(Clock.fixed(START, ZoneOffset.UTC),
			IdentityExtractor.inOrder(List.of(IdentityType.values())), List.of(new HandshakeLog()));

	@Test
	void verifyWhenHandshakeFailsThenLogsReasonEvidenceSubjectPeerPortAndRemedy(CapturedOutput output) {
		this.journal.onFailure(failure(RejectionReason.EXPIRED, "notAfter yesterday", "10.0.0.7"));
		assertThat(output).contains("TLS handshake refused on the server side: EXPIRED (notAfter yesterday)"
				+ " subject 'CN=web' peer '10.0.0.7' port 8443. The caller 'cn:web' at '10.0.0.7' must renew its"
				+ " certificate 'CN=web'");
	}

	@Test
	void verifyWhenCallerAskedForAHostThenLogsIt(CapturedOutput output) {
		this.journal.onFailure(new HandshakeFailure(START, HandshakeSide.SERVER,
				HandshakeConnection.UNKNOWN.withServerName("orders.shop.example"),
				FailureCause.of(RejectionReason.NO_CERTIFICATE, "none", Check.CERTIFICATE), List.of(), null,
				Duration.ZERO));
		assertThat(output)
			.contains("TLS handshake refused on the server side: NO_CERTIFICATE (none) SNI 'orders.shop.example'. The");
	}

	@Test
	void verifyWhenConnectionIsDistrustedThenLogsItApartFromHandshakes(CapturedOutput output) {
		this.journal.onFailure(failure(RejectionReason.EXPIRED, "notAfter yesterday", "10.0.0.7"));
		this.journal.onDistrusted(failure(RejectionReason.EXPIRED, "notAfter yesterday", "10.0.0.7"));
		this.journal.onDistrusted(failure(RejectionReason.EXPIRED, "notAfter yesterday", "10.0.0.7"));
		assertThat(output).containsOnlyOnce("Connection refused on the server side: EXPIRED (notAfter yesterday)"
				+ " subject 'CN=web' peer '10.0.0.7'");
	}

	@Test
	void verifyWhenRepeatedThenLogsOneLineAMinuteAndSaysHowManyThereWere(CapturedOutput output) {
		for (int i = 0; i < 50; i++) {
			this.journal.onFailure(failure(RejectionReason.EXPIRED, "again", null));
		}
		assertThat(lines(output)).isEqualTo(1);
		this.journal.onFailure(HandshakeFailures.of(RejectionReason.EXPIRED)
			.presented(web)
			.peer(null)
			.at(START.plus(Duration.ofMinutes(1))));
		assertThat(lines(output)).isEqualTo(2);
		assertThat(output).contains(" subject 'CN=web' port 8443, and 49 more like it since the last line. ");
	}

	@Test
	void verifyWhenReasonsDifferThenLogsEach(CapturedOutput output) {
		this.journal.onFailure(failure(RejectionReason.EXPIRED, "one", null));
		this.journal.onFailure(failure(RejectionReason.ISSUER_UNKNOWN, "other", null));
		assertThat(lines(output)).isEqualTo(2);
	}

	@Test
	void verifyWhenCallerLeavesBeforeItPresentsAnythingThenLogsNothing(CapturedOutput output) {
		for (RejectionReason noise : List.of(RejectionReason.CONNECTION_CLOSED, RejectionReason.HANDSHAKE_TIMEOUT)) {
			this.journal.onFailure(HandshakeFailures.of(noise).at(START));
		}
		assertThat(lines(output)).isZero();
		assertThat(this.journal.groups()).hasSize(2);
		this.journal
			.onFailure(HandshakeFailures.of(RejectionReason.CONNECTION_CLOSED).side(HandshakeSide.CLIENT).at(START));
		assertThat(lines(output)).isEqualTo(1);
	}

	@Test
	void scanOfManyAddressesFillsNoLog(CapturedOutput output) {
		for (int i = 0; i < 3000; i++) {
			this.journal.onFailure(failure(RejectionReason.NO_CERTIFICATE, "scan", "host-" + i));
		}
		assertThat(lines(output)).isLessThan(40);
	}

	@Test
	void lineFeedInACertificateForgesNoLogLine(CapturedOutput output) {
		X509Certificate forger = DevCa.create("shop.example")
			.issue((leaf) -> leaf.subject("CN=web\\0A2026-01-01 INFO all is well"))
			.certificate();
		this.journal.onFailure(HandshakeFailures.of(RejectionReason.EXPIRED)
			.detail("detail\nforged")
			.presented(forger)
			.peer("peer\nforged")
			.at(START));
		assertThat(output.getAll().lines().filter((line) -> line.startsWith("forged") || line.startsWith("2026-01-01")))
			.isEmpty();
		assertThat(lines(output)).isEqualTo(1);
	}

	private static long lines(CapturedOutput output) {
		return output.getAll().lines().filter((line) -> line.contains("TLS handshake refused")).count();
	}

	private static HandshakeFailure failure(RejectionReason reason, String detail, String peer) {
		return HandshakeFailures.of(reason).detail(detail).presented(web).peer(peer).at(START);
	}

}
