package io.mtlsboot.autoconfigure.server;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import javax.net.ssl.SSLSession;

import io.mtlsboot.autoconfigure.MtlsProperties;
import io.mtlsboot.handshake.HandshakeConnection;
import io.mtlsboot.handshake.HandshakeFailure;
import io.mtlsboot.handshake.HandshakeListener;
import io.mtlsboot.jsse.MtlsContext;
import io.mtlsboot.jsse.PeerVerdicts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.then;

/**
 * When a connection ends, without clock and chance.
 */
class ConnectionWatchTests {

	private static final List<X509Certificate> OTHER = LiveApplication.OTHER.chain();

	private final Recording connection = new Recording();

	private final List<HandshakeFailure> told = new ArrayList<>();

	private MtlsContext context = TestPki.serverContext(1, LiveApplication.OTHER_CA);

	private MtlsProperties.Mode mode = MtlsProperties.Mode.STRICT;

	@Test
	void beatWhenDistrustedThenLeavesSomewhereInTheWindowAndIsCutAtItsEnd() {
		ConnectionWatch watch = watch(Duration.ofSeconds(11), null, 0.5);
		distrust();
		beat(watch, 0);
		beat(watch, 4.9);
		assertThat(this.connection.calls).isEmpty();
		assertThat(this.told).isEmpty();
		beat(watch, 5);
		assertThat(this.connection.calls).containsExactly("leave 1008 ISSUER_UNKNOWN", "close");
		beat(watch, 10.9);
		assertThat(this.connection.calls).doesNotContain("cut");
		beat(watch, 11);
		assertThat(this.connection.calls).endsWith("cut");
		assertThat(this.told).hasSize(1);
	}

	@Test
	void beatWhenWindowIsZeroThenLeavesAtOnceAndIsCutAfterASecond() {
		ConnectionWatch watch = watch(Duration.ZERO, null, 0.99);
		distrust();
		beat(watch, 0);
		assertThat(this.connection.calls).containsExactly("leave 1008 ISSUER_UNKNOWN", "close");
		beat(watch, 1);
		assertThat(this.connection.calls).endsWith("cut");
	}

	@Test
	void beatWhenTrustComesBackInTimeThenNotTouched() {
		ConnectionWatch watch = watch(Duration.ofSeconds(11), null, 0.5);
		distrust();
		beat(watch, 0);
		this.context = TestPki.serverContext(3, LiveApplication.OTHER_CA);
		beat(watch, 5);
		beat(watch, 100);
		assertThat(this.connection.calls).isEmpty();
	}

	@Test
	void beatWhenRequestWasRefusedThenLeavesWithoutWaitingAndToldOnce() {
		ConnectionWatch watch = watch(Duration.ofSeconds(11), null, 0.5);
		distrust();
		watch.refused(watch.caller().judge(), OTHER, 0);
		watch.refused(watch.caller().judge(), OTHER, 0);
		beat(watch, 0);
		assertThat(this.connection.calls).containsExactly("leave 1008 ISSUER_UNKNOWN", "close");
		assertThat(this.told).hasSize(1);
	}

	@Test
	void beatWhenOldThenToldFirstClosedLaterAndNeverCut() {
		ConnectionWatch watch = watch(Duration.ZERO, Duration.ofSeconds(100), 1);
		beat(watch, 89.9);
		assertThat(this.connection.calls).isEmpty();
		beat(watch, 90);
		assertThat(this.connection.calls).containsExactly("leave 1001 max-connection-age");
		beat(watch, 92);
		assertThat(this.connection.calls).doesNotContain("close");
		beat(watch, 93);
		assertThat(this.connection.calls).endsWith("close");
		beat(watch, 10_000);
		assertThat(this.connection.calls).doesNotContain("cut");
		assertThat(this.told).isEmpty();
	}

	@Test
	void beatWhenItBeganAfterTheRoundThenLeftAlone() {
		ConnectionWatch watch = new ConnectionWatch(this.connection, trust(Duration.ZERO, null, 0), 1);
		assertThat(watch.beat(0)).isGreaterThan(System.currentTimeMillis());
		assertThat(this.connection.calls).isEmpty();
	}

	@Test
	void beatWhenHandshakeIsNotCompleteThenLeftAlone() {
		this.connection.session = Sessions.of(List.of());
		ConnectionWatch watch = watch(Duration.ZERO, Duration.ofSeconds(1), 0);
		beat(watch, 1000);
		assertThat(this.connection.calls).isEmpty();
	}

	@Test
	void beatWhenConnectionIsClosedThenLeftAlone() {
		ConnectionWatch watch = watch(Duration.ZERO, null, 0);
		beat(watch, 0);
		distrust();
		this.connection.session = null;
		beat(watch, 1);
		assertThat(this.connection.calls).isEmpty();
	}

	@Test
	void beatWhenNothingIsNewThenLooksAtNoCertificate() throws Exception {
		ConnectionWatch watch = watch(Duration.ZERO, null, 0);
		for (int second = 0; second < 3; second++) {
			beat(watch, second);
		}
		then(this.connection.session).should().getPeerCertificates();
	}

	@Test
	void beatWhenTrustedThenHoldsUntilTheCertificateExpires() {
		ConnectionWatch watch = watch(Duration.ZERO, null, 0);
		assertThat(watch.beat(0)).isEqualTo(watch.caller().judge().holdsUntil().toEpochMilli())
			.isLessThanOrEqualTo(OTHER.get(0).getNotAfter().getTime());
	}

	@Test
	void beatWhenDistrustedThenHoldsForNothingUntilTrustComesBack() {
		ConnectionWatch watch = watch(Duration.ofSeconds(11), null, 0.5);
		distrust();
		assertThat(watch.beat(0)).isEqualTo(LastLook.OVER);
		this.context = TestPki.serverContext(3, LiveApplication.OTHER_CA);
		assertThat(watch.beat(0)).isGreaterThan(System.currentTimeMillis());
	}

	@Test
	void beatWhenYoungThenHoldsUntilItIsOld() {
		ConnectionWatch watch = watch(Duration.ZERO, Duration.ofSeconds(100), 0);
		long before = System.currentTimeMillis();
		assertThat(watch.beat(Duration.ofSeconds(40).toNanos())).isBetween(before + 60_000,
				System.currentTimeMillis() + 60_000);
		assertThat(watch.beat(Duration.ofSeconds(100).toNanos())).isEqualTo(LastLook.OVER);
		assertThat(watch.beat(Duration.ofSeconds(101).toNanos())).isEqualTo(LastLook.OVER);
	}

	@Test
	void callerWhoBecomesSomebodyElseOnItsConnectionLosesIt() {
		ConnectionWatch watch = watch(Duration.ZERO, null, 0);
		beat(watch, 0);
		assertThat(this.connection.calls).isEmpty();
		// A renegotiation of TLS 1.2
		this.connection.session = Sessions.of(TestPki.WEB.chain());
		beat(watch, 1);
		assertThat(this.connection.calls).containsExactly("leave 1008 ISSUER_UNKNOWN", "close");
	}

	@Test
	void strangerWhoWasNobodyDuringTheHandshakeDoesNotStayNobody() {
		SSLSession session = Sessions.of(List.of());
		this.connection.session = session;
		ConnectionWatch watch = watch(Duration.ZERO, null, 0);
		beat(watch, 0);
		// One of BoringSSL keeps the object
		Sessions.present(session, TestPki.WEB.chain());
		beat(watch, 1);
		assertThat(this.connection.calls).containsExactly("leave 1008 ISSUER_UNKNOWN", "close");
	}

	@Test
	void beatWhenObservingThenDistrustedConnectionsAreLeftAloneAndOldOnesEnd() {
		this.mode = MtlsProperties.Mode.OBSERVE;
		ConnectionWatch watch = watch(Duration.ZERO, Duration.ofSeconds(100), 1);
		distrust();
		beat(watch, 0);
		beat(watch, 89);
		assertThat(this.connection.calls).isEmpty();
		this.connection.session = Sessions.of(List.of());
		beat(watch, 90);
		assertThat(this.connection.calls).containsExactly("leave 1001 max-connection-age");
		assertThat(this.told).isEmpty();
	}

	private void distrust() {
		this.context = TestPki.serverContext(2, TestPki.CA);
	}

	private static void beat(ConnectionWatch watch, double seconds) {
		watch.beat((long) (seconds * 1e9));
	}

	private ConnectionWatch watch(Duration window, @Nullable Duration maxAge, double chance) {
		return new ConnectionWatch(this.connection, trust(window, maxAge, chance), 0);
	}

	private LiveTrust trust(Duration window, @Nullable Duration maxAge, double chance) {
		HandshakeListener listener = new HandshakeListener() {

			@Override
			public void onDistrusted(HandshakeFailure failure) {
				ConnectionWatchTests.this.told.add(failure);
			}

		};
		return new LiveTrust(new PeerVerdicts(() -> this.context, Clock.systemUTC()), listener, List.of(), List.of(),
				this.mode, new ConnectionLimits(window, maxAge, () -> chance), Clock.systemUTC());
	}

	private static final class Recording implements LiveConnection {

		private final List<String> calls = new ArrayList<>();

		private @Nullable SSLSession session = Sessions.of(OTHER);

		@Override
		public @Nullable SSLSession session() {
			return this.session;
		}

		@Override
		public HandshakeConnection connection() {
			return HandshakeConnection.with(8443, "192.0.2.1", 50000);
		}

		@Override
		public void leave(Farewell farewell) {
			this.calls.add("leave " + farewell.status() + " " + farewell.reason());
		}

		@Override
		public void closeIfIdle() {
			this.calls.add("close");
		}

		@Override
		public void cut() {
			this.calls.add("cut");
		}

	}

}
