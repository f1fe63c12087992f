package io.mtlsboot.jsse;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;

import io.mtlsboot.handshake.HandshakeListener;
import io.mtlsboot.trust.RejectionReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ObservedSslEngineTests {

	private static final HandshakeListener NOBODY = new HandshakeListener() {
	};

	private final RecordingListener listener = new RecordingListener();

	private final SSLEngine server = Peers.server(Peers.SERVER, TlsProfile.DEFAULT, this.listener)
		.sslContext()
		.createSSLEngine();

	private final SSLEngine client = Peers.client(Peers.CLIENT, TlsProfile.DEFAULT, this.listener)
		.sslContext()
		.createSSLEngine("localhost", 8443);

	static Stream<TlsProfile> versions() {
		return Stream.of(Peers.TLS12, Peers.TLS13);
	}

	@Test
	void i1ServerWhenToldNotToNeedACertificateThenStillNeedsOne() throws Exception {
		this.server.setNeedClientAuth(false);
		assertRefusesNoCertificate();
	}

	@Test
	void i1ServerWhenToldToWantACertificateThenStillNeedsOne() throws Exception {
		this.server.setWantClientAuth(true);
		this.server.setWantClientAuth(false);
		assertRefusesNoCertificate();
	}

	@Test
	void i1ServerWhenParametersDoNotNeedACertificateThenStillNeedsOne() throws Exception {
		SSLParameters parameters = new SSLParameters();
		parameters.setNeedClientAuth(false);
		parameters.setWantClientAuth(true);
		this.server.setSSLParameters(parameters);
		assertRefusesNoCertificate();
	}

	@Test
	void i1ServerWhenParametersAreItsOwnWithoutNeedThenStillNeedsOne() throws Exception {
		SSLParameters parameters = this.server.getSSLParameters();
		parameters.setNeedClientAuth(false);
		this.server.setSSLParameters(parameters);
		assertRefusesNoCertificate();
	}

	private void assertRefusesNoCertificate() throws Exception {
		assertThat(this.server.getNeedClientAuth()).isTrue();
		assertThat(this.server.getSSLParameters().getNeedClientAuth()).isTrue();
		SSLEngine stranger = Peers.plainClient(Peers.TLS13, null).createSSLEngine("localhost", 8443);
		stranger.setUseClientMode(true);
		assertThat(new EngineHandshake(stranger, this.server).run().serverReceivedAnything()).isFalse();
		this.listener.onlyFailure(RejectionReason.NO_CERTIFICATE);
	}

	@Test
	void i1ServerWhenMadeAClientThenRefuses() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.server.setUseClientMode(true))
			.withMessageContaining("server");
		assertThat(this.server.getUseClientMode()).isFalse();
	}

	@Test
	void i1ClientWhenMadeAServerThenRefuses() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.client.setUseClientMode(false))
			.withMessageContaining("client");
		assertThat(this.client.getUseClientMode()).isTrue();
	}

	@Test
	void downgradeWhenAnOldVersionIsEnabledThenItIsLeftOut() {
		this.server.setEnabledProtocols(new String[] { "TLSv1", "TLSv1.1", "TLSv1.2" });
		assertThat(this.server.getEnabledProtocols()).containsExactly("TLSv1.2");
		SSLParameters parameters = new SSLParameters();
		parameters.setProtocols(new String[] { "TLSv1.1", "TLSv1.3" });
		this.client.setSSLParameters(parameters);
		assertThat(this.client.getEnabledProtocols()).containsExactly("TLSv1.3");
	}

	@Test
	void downgradeWhenOnlyOldVersionsAreEnabledThenThrows() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.server.setEnabledProtocols(new String[] { "TLSv1.1" }))
			.withMessageContaining("TLSv1.1");
		SSLParameters parameters = new SSLParameters();
		parameters.setProtocols(new String[] { "TLSv1" });
		assertThatIllegalArgumentException().isThrownBy(() -> this.server.setSSLParameters(parameters));
		assertThat(this.server.getEnabledProtocols()).containsExactly("TLSv1.3", "TLSv1.2");
	}

	@Test
	void downgradeWhenACipherSuiteWithoutForwardSecrecyIsEnabledThenItIsLeftOut() {
		this.server.setEnabledCipherSuites(
				new String[] { "TLS_RSA_WITH_AES_128_CBC_SHA", "TLS_AES_256_GCM_SHA384", "TLS_AES_128_GCM_SHA256" });
		assertThat(this.server.getEnabledCipherSuites()).containsExactly("TLS_AES_128_GCM_SHA256",
				"TLS_AES_256_GCM_SHA384");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.server.setEnabledCipherSuites(new String[] { "TLS_RSA_WITH_AES_128_CBC_SHA" }));
	}

	@Test
	void serverOrderWhenParametersPreferTheClientsThenStaysTheServers() {
		SSLParameters parameters = new SSLParameters();
		parameters.setUseCipherSuitesOrder(false);
		this.server.setSSLParameters(parameters);
		assertThat(this.server.getSSLParameters().getUseCipherSuitesOrder()).isTrue();
	}

	@Test
	void hostNameWhenEndpointIdentificationIsTurnedOffThenIsStillVerified() {
		SSLEngine engine = Peers.client(Peers.CLIENT, Peers.TLS13, this.listener)
			.sslContext()
			.createSSLEngine("audit.shop.example", 8443);
		SSLParameters parameters = engine.getSSLParameters();
		parameters.setEndpointIdentificationAlgorithm("");
		engine.setSSLParameters(parameters);
		new EngineHandshake(engine, Peers.server(Peers.SERVER, Peers.TLS13, NOBODY).sslContext().createSSLEngine())
			.run();
		this.listener.onlyFailure(RejectionReason.HOST_NAME_MISMATCH);
	}

	@Test
	void applicationProtocolWhenSelectedByCodeThenItSeesThisEngine() {
		SSLParameters parameters = this.client.getSSLParameters();
		parameters.setApplicationProtocols(new String[] { "h2", "http/1.1" });
		this.client.setSSLParameters(parameters);
		SSLEngine quiet = Peers.server(Peers.SERVER, Peers.TLS13, NOBODY).sslContext().createSSLEngine();
		quiet.setHandshakeApplicationProtocolSelector(
				(engine, protocols) -> (engine == quiet && protocols.contains("h2")) ? "h2" : "");
		assertThat(new EngineHandshake(this.client, quiet).run().isComplete()).isTrue();
		assertThat(this.client.getApplicationProtocol()).isEqualTo("h2");
		assertThat(quiet.getApplicationProtocol()).isEqualTo("h2");
		assertThat(quiet.getHandshakeApplicationProtocolSelector()).isNotNull();
	}

	@Test
	void unwrapWhenPeerSpeaksPlainHttpThenIsToldOnce() throws Exception {
		ByteBuffer request = ByteBuffer
			.wrap("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
		ByteBuffer out = ByteBuffer.allocate(100_000);
		assertThatExceptionOfType(SSLException.class).isThrownBy(() -> this.server.unwrap(request, out));
		this.server.unwrap(request, out);
		this.server.closeOutbound();
		this.listener.onlyFailure(RejectionReason.PLAINTEXT);
	}

	@Test
	void handshakeWhenVersionsDifferThenSaysSo() throws Exception {
		SSLContext strict = Peers.server(Peers.SERVER, Peers.TLS13, this.listener).sslContext();
		EngineHandshake.between(Peers.plainClient(Peers.TLS12, null), strict);
		this.listener.onlyFailure(RejectionReason.NO_SHARED_PROTOCOL);
	}

	@Test
	void handshakeWhenServerRefusesTheVersionThenTheClientSaysWhoDid() {
		EngineHandshake.between(Peers.client(Peers.CLIENT, Peers.TLS12, this.listener).sslContext(),
				Peers.server(Peers.SERVER, Peers.TLS13, NOBODY).sslContext());
		assertThat(this.listener.onlyFailure(RejectionReason.REFUSED_BY_PEER).detail()).contains("protocol_version");
	}

	@ParameterizedTest
	@MethodSource("versions")
	void handshakeWhenCipherSuitesDifferThenSaysSo(TlsProfile version) throws Exception {
		TlsProfile chacha = new TlsProfile(version.protocols(),
				List.of("TLS_CHACHA20_POLY1305_SHA256", "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256"));
		SSLEngine engine = Peers.plainClient(version, null).createSSLEngine("localhost", 8443);
		engine.setUseClientMode(true);
		engine.setEnabledProtocols(version.protocols().toArray(new String[0]));
		engine.setEnabledCipherSuites(
				new String[] { "TLS_AES_128_GCM_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256" });
		new EngineHandshake(engine, Peers.server(Peers.SERVER, chacha, this.listener).sslContext().createSSLEngine())
			.run();
		this.listener.onlyFailure(RejectionReason.NO_SHARED_CIPHER);
	}

	@Test
	void closeInboundWhenPeerVanishedInTheHandshakeThenIsToldOnce() throws Exception {
		ByteBuffer hello = ByteBuffer.allocate(100_000);
		this.client.wrap(ByteBuffer.allocate(0), hello);
		assertThatExceptionOfType(SSLException.class).isThrownBy(this.client::closeInbound);
		this.client.closeOutbound();
		this.listener.onlyFailure(RejectionReason.CONNECTION_CLOSED);
	}

	@Test
	void closeOutboundWhenHandshakeWasAbandonedThenIsTold() throws Exception {
		this.client.wrap(ByteBuffer.allocate(0), ByteBuffer.allocate(100_000));
		this.client.closeOutbound();
		this.listener.onlyFailure(RejectionReason.CONNECTION_CLOSED);
	}

	@Test
	void closeWhenNothingWasExchangedThenNobodyIsTold() throws Exception {
		this.server.unwrap(ByteBuffer.allocate(0), ByteBuffer.allocate(100_000));
		this.server.closeOutbound();
		this.listener.assertNothing();
	}

	@Test
	void confirmWhenTls13ServerIsSilentThenClosingTellsOfTheSuccess() throws Exception {
		SSLEngine quiet = Peers.server(Peers.SERVER, Peers.TLS13, NOBODY).sslContext().createSSLEngine();
		EngineHandshake handshake = new EngineHandshake(this.client, quiet);
		handshake.runUntilClientFinished();
		this.listener.assertNothing();
		this.client.closeOutbound();
		this.listener.onlySuccess();
	}

}
