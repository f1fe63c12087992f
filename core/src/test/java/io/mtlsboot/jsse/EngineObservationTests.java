package io.mtlsboot.jsse;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

import io.mtlsboot.handshake.HandshakeFailure;
import io.mtlsboot.handshake.HandshakeListener;
import io.mtlsboot.trust.RejectionReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

@Timeout(60)
class EngineObservationTests {

	private static final HandshakeListener NOBODY = new HandshakeListener() {
	};

	private final RecordingListener listener = new RecordingListener();

	@Test
	void handshakeWhenCodeOfTheApplicationThrowsThenIsToldWhatItThrew() {
		SSLEngine server = Peers.server(Peers.SERVER, Peers.TLS13, this.listener).sslContext().createSSLEngine();
		server.setHandshakeApplicationProtocolSelector((engine, protocols) -> {
			throw new IllegalStateException("selector is broken");
		});
		SSLEngine client = Peers.client(Peers.CLIENT, Peers.TLS13, NOBODY)
			.sslContext()
			.createSSLEngine("localhost", 8443);
		SSLParameters parameters = client.getSSLParameters();
		parameters.setApplicationProtocols(new String[] { "h2" });
		client.setSSLParameters(parameters);
		// Newer JDKs make an SSLException of it
		Throwable thrown = catchThrowable(() -> new EngineHandshake(client, server).run());
		assertThat(thrown == null || thrown instanceof IllegalStateException).isTrue();
		server.closeOutbound();
		assertThat(this.listener.onlyFailure(RejectionReason.HANDSHAKE_FAILED).detail())
			.containsAnyOf("selector is broken", "Unhandled exception");
	}

	@Test
	void i1ParametersWhenTheyAreRefusedHalfwayThenNothingIsWeakened() {
		SSLEngine server = Peers.server(Peers.SERVER, TlsProfile.DEFAULT, NOBODY).sslContext().createSSLEngine();
		SSLParameters parameters = new SSLParameters(
				new String[] { "TLS_RSA_WITH_AES_128_CBC_SHA", "TLS_AES_128_GCM_SHA256" },
				new String[] { "TLSv1.2", "TLSv9" });
		assertThatIllegalArgumentException().isThrownBy(() -> server.setSSLParameters(parameters));
		assertThat(server.getEnabledCipherSuites()).isSubsetOf(TlsProfile.DEFAULT.cipherSuites());
	}

	@Test
	void i1ParametersWhenTheyThrowHalfwayThenACertificateIsStillNeeded() {
		SSLEngine server = Peers.server(Peers.SERVER, TlsProfile.DEFAULT, NOBODY).sslContext().createSSLEngine();
		SSLParameters parameters = new SSLParameters() {

			@Override
			public String[] getApplicationProtocols() {
				throw new IllegalStateException("broken");
			}

		};
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> server.setSSLParameters(parameters));
		assertThat(server.getNeedClientAuth()).isTrue();
	}

	@Test
	void listenerWhenItWaitsForAnotherThreadThatClosesThenNothingIsLocked() throws Exception {
		AtomicReference<SSLEngine> closing = new AtomicReference<>();
		AtomicBoolean closed = new AtomicBoolean();
		HandshakeListener waiting = new HandshakeListener() {

			@Override
			public void onFailure(HandshakeFailure failure) {
				CompletableFuture<Void> other = CompletableFuture.runAsync(() -> closing.get().closeOutbound());
				try {
					other.get(30, TimeUnit.SECONDS);
					closed.set(true);
				}
				catch (TimeoutException ex) {
					closed.set(false);
				}
				catch (Exception ex) {
					throw new IllegalStateException(ex);
				}
			}

		};
		SSLEngine client = Peers.client(Peers.CLIENT, Peers.TLS13, waiting)
			.sslContext()
			.createSSLEngine("localhost", 8443);
		closing.set(client);
		client.wrap(ByteBuffer.allocate(0), ByteBuffer.allocate(100_000));
		client.closeOutbound();
		assertThat(closed).isTrue();
	}

}
