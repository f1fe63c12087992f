package io.mtlsboot.jsse;

import java.nio.ByteBuffer;
import java.util.Objects;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

import io.mtlsboot.handshake.HandshakeFailure;
import io.mtlsboot.handshake.HandshakeListener;
import io.mtlsboot.jsse.CalleeHandshakes.CallEnd;
import io.mtlsboot.trust.RejectionReason;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CalleeTrailTests {

	private static final HandshakeListener NOBODY = new HandshakeListener() {
	};

	private final SSLContext client = Peers.client(Peers.CLIENT, Peers.TLS13, NOBODY).sslContext();

	private final CalleeHandshakes handshakes = (CalleeHandshakes) this.client;

	private final SSLContext server = Peers.server(Peers.SERVER, Peers.TLS13, NOBODY).sslContext();

	@Test
	void verifyWhenNothingWasAnsweredAndTheConnectionIsClosedThenItWasProbablyARefusal() throws SSLException {
		long call = this.handshakes.mark();
		SSLEngine engine = finished("localhost");
		assertRefused(this.handshakes.failure("localhost", 8443, call, CallEnd.CLOSED));
		assertRefused(this.handshakes.failure("LOCALHOST", 8443, call, CallEnd.CLOSED));
		engine.closeOutbound();
		assertRefused(this.handshakes.failure("localhost", 8443, call, CallEnd.CLOSED));
	}

	@Test
	void verifyWhenCalleeIsSlowToAnswerThenATimeOutIsNoRefusal() throws SSLException {
		long call = this.handshakes.mark();
		finished("localhost");
		assertThat(this.handshakes.failure("localhost", 8443, call, CallEnd.TIMED_OUT)).isNull();
		assertThat(this.handshakes.failure("localhost", 8443, call, CallEnd.FAILED)).isNull();
	}

	@Test
	void verifyWhenAnotherHostOrPortWasCalledThenItsFailureIsNotOurs() throws SSLException {
		long call = this.handshakes.mark();
		finished("localhost");
		assertThat(this.handshakes.failure("orders.shop.example", 8443, call, CallEnd.CLOSED)).isNull();
		assertThat(this.handshakes.failure("localhost", 8444, call, CallEnd.CLOSED)).isNull();
	}

	@Test
	void verifyWhenAnotherContextWasUsedThenItsFailureIsNotOurs() throws SSLException {
		finished("localhost");
		CalleeHandshakes other = (CalleeHandshakes) Peers.client(Peers.CLIENT, Peers.TLS13, NOBODY).sslContext();
		assertThat(other.failure("localhost", 8443, 0, CallEnd.CLOSED)).isNull();
	}

	@Test
	void verifyWhenHandshakeEndedBeforeTheCallThenItsFailureIsNotOurs() throws SSLException {
		finished("localhost").closeOutbound();
		long call = this.handshakes.mark();
		assertThat(this.handshakes.failure("localhost", 8443, call, CallEnd.CLOSED)).isNull();
	}

	@Test
	void verifyWhenCalleeHasAnsweredThenAClosedConnectionIsNoRefusal() {
		long call = this.handshakes.mark();
		EngineHandshake handshake = EngineHandshake.between(this.client, this.server);
		assertThat(handshake.isComplete()).isTrue();
		assertThat(this.handshakes.failure("localhost", 8443, call, CallEnd.CLOSED)).isNull();
	}

	@Test
	void verifyWhenHandshakeIsUnderWayThenTheEndOfTheCallSaysHowItEnded() throws SSLException {
		long call = this.handshakes.mark();
		SSLEngine engine = this.client.createSSLEngine("localhost", 8443);
		engine.wrap(ByteBuffer.allocate(0), ByteBuffer.allocate(100_000));
		assertReason(call, CallEnd.TIMED_OUT, RejectionReason.HANDSHAKE_TIMEOUT);
		assertReason(call, CallEnd.CLOSED, RejectionReason.CONNECTION_CLOSED);
		assertReason(call, CallEnd.NOT_TLS, RejectionReason.PLAINTEXT);
		engine.closeOutbound();
		assertReason(call, CallEnd.TIMED_OUT, RejectionReason.HANDSHAKE_TIMEOUT);
		assertReason(call, CallEnd.CLOSED, RejectionReason.CONNECTION_CLOSED);
	}

	@Test
	void verifyWhenHandshakeFailedThenEveryEndTellsIt() {
		long call = this.handshakes.mark();
		EngineHandshake.between(this.client, this.server, "payments.shop.example");
		for (CallEnd end : CallEnd.values()) {
			HandshakeFailure failure = this.handshakes.failure("payments.shop.example", 8443, call, end);
			assertThat(Objects.requireNonNull(failure).reason()).isEqualTo(RejectionReason.HOST_NAME_MISMATCH);
		}
	}

	@Test
	void verifyWhenMoreHandshakesAreUnderWayThanAreRememberedThenTheOldestIsForgotten() throws SSLException {
		long call = this.handshakes.mark();
		ByteBuffer sent = ByteBuffer.allocate(100_000);
		for (int i = 0; i <= CalleeTrail.MAX_HANDSHAKES; i++) {
			this.client.createSSLEngine("host" + i, 8443).wrap(ByteBuffer.allocate(0), sent.clear());
		}
		assertThat(this.handshakes.failure("host0", 8443, call, CallEnd.CLOSED)).isNull();
		assertThat(this.handshakes.failure("host1", 8443, call, CallEnd.CLOSED)).isNotNull();
	}

	private SSLEngine finished(String host) throws SSLException {
		SSLEngine engine = this.client.createSSLEngine(host, 8443);
		new EngineHandshake(engine, this.server.createSSLEngine()).runUntilClientFinished();
		return engine;
	}

	private void assertReason(long call, CallEnd end, RejectionReason reason) {
		HandshakeFailure failure = this.handshakes.failure("localhost", 8443, call, end);
		assertThat(Objects.requireNonNull(failure).reason()).isEqualTo(reason);
	}

	private static void assertRefused(HandshakeFailure failure) {
		assertThat(failure.reason()).isEqualTo(RejectionReason.CONNECTION_CLOSED);
		assertThat(failure.detail()).isEqualTo("the callee closed the connection after we presented our certificate, "
				+ "before it answered anything: it probably refused it; its log says why");
		assertThat(Objects.requireNonNull(failure.own()).leaf()).isEqualTo(Peers.CLIENT.certificate());
	}

}
