package io.mtlsboot.autoconfigure.actuate;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.Purpose;
import io.mtlsboot.handshake.FailureCause;
import io.mtlsboot.handshake.HandshakeConnection;
import io.mtlsboot.handshake.HandshakeFailure;
import io.mtlsboot.handshake.HandshakeJournal;
import io.mtlsboot.handshake.HandshakeSide;
import io.mtlsboot.identity.IdentityExtractor;
import io.mtlsboot.identity.IdentityType;
import io.mtlsboot.trust.Check;
import io.mtlsboot.trust.RejectionReason;

/**
 * The example of the documentation: a job whose certificate has expired.
 */
final class ExpiredCaller {

	static final Instant NOW = Instant.parse("2026-11-22T14:12:08Z");

	private static final Instant END = Instant.parse("2026-11-22T14:07:22Z");

	private static final X509Certificate NIGHTLY = DevCa
		.create("shop.example", Clock.fixed(END.minus(Duration.ofDays(1)), ZoneOffset.UTC))
		.issue((leaf) -> leaf.subject("CN=nightly")
			.spiffeId("spiffe://shop.example/batch/nightly")
			.purposes(Purpose.CLIENT_AUTH)
			.serial(new BigInteger("50e27fe277b62112", 16))
			.notBefore(END.minus(Duration.ofDays(1)))
			.notAfter(END))
		.certificate();

	private ExpiredCaller() {
	}

	static HandshakeFailure failure() {
		return at(NOW);
	}

	static HandshakeFailure at(Instant time) {
		return new HandshakeFailure(time, HandshakeSide.SERVER,
				new HandshakeConnection(8443, "10.1.2.7", 53122, "orders.shop.example", "TLSv1.3", false),
				new FailureCause(RejectionReason.EXPIRED,
						"notAfter 2026-11-22T14:07:22Z, now 2026-11-22T14:12:08Z, tolerated skew 0s",
						Check.VALIDITY.results(), NIGHTLY),
				List.of(NIGHTLY), null, Duration.ofMillis(4));
	}

	static HandshakeJournal journal() {
		return new HandshakeJournal(Clock.fixed(NOW, ZoneOffset.UTC),
				IdentityExtractor.inOrder(List.of(IdentityType.values())), List.of());
	}

}
