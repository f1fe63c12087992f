package io.mtlsboot.autoconfigure.boringssl;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.KeyAlgorithm;
import io.mtlsboot.devca.Purpose;
import io.mtlsboot.handshake.HandshakeSide;
import io.mtlsboot.jsse.ClientAuthentication;
import io.mtlsboot.jsse.MtlsContext;
import io.mtlsboot.jsse.TlsEngines;
import io.mtlsboot.jsse.TlsProfile;
import io.mtlsboot.trust.RejectionReason;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tests for the engines of BoringSSL.
 */
class BoringSslEngineTests {

	private static final TlsProfile TLS12 = new TlsProfile(List.of("TLSv1.2"), TlsProfile.DEFAULT.cipherSuites());

	private static final TlsProfile TLS13 = new TlsProfile(List.of("TLSv1.3"), TlsProfile.DEFAULT.cipherSuites());

	private final BoringSsl tls = new BoringSsl();

	@BeforeAll
	static void assumeAvailable() {
		BoringSsl.assumeAvailable();
	}

	static Stream<TlsProfile> versions() {
		return Stream.of(TLS12, TLS13);
	}

	static Stream<Arguments> versionsAndCallers() {
		return versions().flatMap((version) -> Stream.of(TlsEngines.jdk(), BoringSsl.ENGINES)
			.map((engines) -> Arguments.of(version, engines)));
	}

	@ParameterizedTest
	@MethodSource("versionsAndCallers")
	void handshakeWhenBothSidesAreVerifiedThenBothKnowTheOther(TlsProfile version, TlsEngines engines)
			throws Exception {
		MtlsContext client = this.tls.client(version, BoringSsl.CLIENT, engines);
		try (EnginePair pair = EnginePair.of(client.sslContext(), this.tls.server(version).sslContext())) {
			assertThat(pair.isComplete()).as(pair.server.failure + " " + pair.client.failure).isTrue();
			assertThat(pair.server.engine.getSession().getPeerCertificates())
				.containsExactlyElementsOf(BoringSsl.CLIENT.chain());
			assertThat(pair.client.engine.getSession().getPeerCertificates())
				.containsExactlyElementsOf(BoringSsl.SERVER.chain());
			assertThat(this.tls.successes).singleElement().satisfies((success) -> {
				assertThat(success.resumed()).isFalse();
				assertThat(success.connection().protocol()).isEqualTo(version.protocols().get(0));
				assertThat(success.connection().serverName()).isNull();
			});
		}
	}

	@ParameterizedTest
	@MethodSource("versions")
	void handshakeWhenCallerHasNoCertificateThenIsRefusedAndTold(TlsProfile version) throws Exception {
		SSLContext nobody = SSLContext.getInstance("TLS");
		TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		trust.init(BoringSsl.CA.trustStore());
		nobody.init(null, trust.getTrustManagers(), null);
		assertRefused(nobody, version, RejectionReason.NO_CERTIFICATE,
				version.equals(TLS13) ? "certificate_required" : "handshake_failure");
	}

	@ParameterizedTest
	@MethodSource("versions")
	void handshakeWhenCallerIsOfAnotherCaThenIsRefused(TlsProfile version) throws Exception {
		IssuedCertificate stranger = DevCa.create("other.example")
			.issue((leaf) -> leaf.subject("CN=web").purposes(Purpose.CLIENT_AUTH));
		assertRefused(this.tls.client(version, stranger, TlsEngines.jdk()).sslContext(), version,
				RejectionReason.ISSUER_UNKNOWN, "certificate_unknown");
	}

	private void assertRefused(SSLContext caller, TlsProfile version, RejectionReason reason, String alert) {
		try (EnginePair pair = EnginePair.of(caller, this.tls.server(version).sslContext())) {
			assertThat(pair.server.received).isEmpty();
			assertThat(pair.client.received).isEmpty();
			// The alert has arrived
			assertThat(pair.client.failure).hasStackTraceContaining(alert);
			assertThat(this.tls.failures).singleElement()
				.satisfies((failure) -> assertThat(failure.reason()).isEqualTo(reason));
		}
	}

	@ParameterizedTest
	@MethodSource("versionsAndCallers")
	void resumeWhenNothingChangedThenNobodyVerifiesAgain(TlsProfile version, TlsEngines engines) throws Exception {
		SSLContext client = this.tls.client(version, BoringSsl.CLIENT, engines).sslContext();
		SSLContext server = this.tls.server(version).sslContext();
		for (int i = 0; i < 3; i++) {
			try (EnginePair pair = EnginePair.of(client, server)) {
				assertThat(pair.isComplete()).isTrue();
				assertThat(pair.server.engine.getSession().getPeerCertificates())
					.containsExactlyElementsOf(BoringSsl.CLIENT.chain());
			}
		}
		assertResumed(false, true, true);
		assertThat(this.tls.verifications).hasValue(1);
	}

	@ParameterizedTest
	@MethodSource("versions")
	void i5ResumeWhenCallerIsRevokedSinceThenIsRefused(TlsProfile version) {
		SSLContext client = this.tls.client(version, BoringSsl.CLIENT, TlsEngines.jdk()).sslContext();
		SSLContext server = this.tls.server(version).sslContext();
		EnginePair.of(client, server).close();
		this.tls.revoked = true;
		this.tls.epoch.incrementAndGet();
		try (EnginePair pair = EnginePair.of(client, server)) {
			assertThat(pair.server.received).isEmpty();
			assertThat(pair.client.received).isEmpty();
		}
		assertThat(this.tls.failures).singleElement()
			.satisfies((failure) -> assertThat(failure.reason()).isEqualTo(RejectionReason.REVOKED));
	}

	@ParameterizedTest
	@MethodSource("versionsAndCallers")
	void i2ResumeWhenTheNextGenerationIsTheSameThenVerifiesAnew(TlsProfile version, TlsEngines engines) {
		SSLContext client = this.tls.client(version, BoringSsl.CLIENT, engines).sslContext();
		EnginePair.of(client, this.tls.server(version).sslContext()).close();
		try (EnginePair pair = EnginePair.of(client, this.tls.server(version).sslContext())) {
			assertThat(pair.isComplete()).isTrue();
		}
		assertResumed(false, false);
	}

	@ParameterizedTest
	@MethodSource("versionsAndCallers")
	void sessionWhenThePeerExpiresSoonThenIsNotResumed(TlsProfile version, TlsEngines engines) {
		IssuedCertificate soon = BoringSsl.CA
			.issue((leaf) -> leaf.subject("CN=web").purposes(Purpose.CLIENT_AUTH).validFor(Duration.ofMinutes(5)));
		SSLContext client = this.tls.client(version, soon, engines).sslContext();
		SSLContext server = this.tls.server(version).sslContext();
		for (int i = 0; i < 4; i++) {
			try (EnginePair pair = EnginePair.of(client, server)) {
				assertThat(pair.isComplete()).isTrue();
			}
		}
		assertResumed(false, false, false, false);
	}

	@Test
	void sessionWhenItIsNegotiatedThenEndsAfterTenMinutes() {
		SSLContext client = this.tls.client(TLS13, BoringSsl.CLIENT, TlsEngines.jdk()).sslContext();
		BoringSslContexts contexts = new BoringSslContexts(
				new TlsEngines.Settings(HandshakeSide.SERVER, ClientAuthentication.REQUIRED, TLS13,
						BoringSsl.key(BoringSsl.SERVER), new TrialPeer(BoringSsl.key(BoringSsl.SERVER)).keyManager(),
						new TrialPeer(BoringSsl.key(BoringSsl.SERVER)).trustManager()));
		BoringSslEngine server = new BoringSslEngine(contexts, null, -1);
		try (EnginePair pair = new EnginePair(client.createSSLEngine("localhost", 1), server).run()) {
			assertThat(pair.isComplete()).isTrue();
			assertThat(((BoringSslSession) server.getSession()).resumableFor()).isPositive()
				.isLessThanOrEqualTo(Duration.ofMinutes(10));
			server.getSession().invalidate();
			assertThat(((BoringSslSession) server.getSession()).resumableFor()).isZero();
		}
		contexts.release();
	}

	@ParameterizedTest
	@MethodSource("versionsAndCallers")
	void handshakeWhenApplicationProtocolsAreOfferedThenOneIsAgreedOn(TlsProfile version, TlsEngines engines) {
		SSLEngine client = withProtocols(
				this.tls.client(version, BoringSsl.CLIENT, engines).sslContext().createSSLEngine("localhost", 8443),
				"http/1.1", "h2");
		SSLEngine server = withProtocols(this.tls.server(version).sslContext().createSSLEngine(), "h2", "http/1.1");
		try (EnginePair pair = new EnginePair(client, server).run()) {
			assertThat(pair.isComplete()).isTrue();
			assertThat(server.getApplicationProtocol()).isEqualTo("h2");
			assertThat(client.getApplicationProtocol()).isEqualTo("h2");
		}
	}

	private static SSLEngine withProtocols(SSLEngine engine, String... protocols) {
		SSLParameters parameters = engine.getSSLParameters();
		parameters.setApplicationProtocols(protocols);
		engine.setSSLParameters(parameters);
		return engine;
	}

	@Test
	void handshakeWhenVersionIsNarrowedThenNoOtherIsSpoken() {
		SSLEngine server = this.tls.server(TlsProfile.DEFAULT).sslContext().createSSLEngine();
		server.setEnabledProtocols(new String[] { "TLSv1.2" });
		SSLContext client = this.tls.client(TlsProfile.DEFAULT, BoringSsl.CLIENT, TlsEngines.jdk()).sslContext();
		try (EnginePair pair = new EnginePair(client.createSSLEngine("localhost", 1), server).run()) {
			assertThat(pair.isComplete()).isTrue();
			assertThat(server.getSession().getProtocol()).isEqualTo("TLSv1.2");
		}
	}

	@Test
	void handshakeWhenSuiteIsNarrowedThenNoOtherIsSpoken() {
		SSLEngine server = this.tls.server(TLS12).sslContext().createSSLEngine();
		server.setEnabledCipherSuites(new String[] { "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256" });
		SSLContext client = this.tls.client(TlsProfile.DEFAULT, BoringSsl.CLIENT, TlsEngines.jdk()).sslContext();
		try (EnginePair pair = new EnginePair(client.createSSLEngine("localhost", 1), server).run()) {
			assertThat(pair.isComplete()).isTrue();
			assertThat(server.getSession().getCipherSuite()).isEqualTo("TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256");
		}
	}

	@Test
	void setWhenOneSuiteOfTls13IsWantedThenIsRefused() {
		SSLEngine server = this.tls.server(TLS13).sslContext().createSSLEngine();
		assertThatIllegalArgumentException()
			.isThrownBy(() -> server.setEnabledCipherSuites(new String[] { "TLS_AES_256_GCM_SHA384" }))
			.withMessageContaining("all of TLS 1.3 or none");
		TlsProfile one = new TlsProfile(List.of("TLSv1.3"), List.of("TLS_AES_256_GCM_SHA384"));
		assertThatThrownBy(() -> this.tls.server(one)).hasStackTraceContaining("all of TLS 1.3 or none");
	}

	@Test
	void contextWhenItIsRetiredThenItsConnectionsGoOnAndItCanBeUsedAgain() {
		SSLContext client = this.tls.client(TLS13, BoringSsl.CLIENT, TlsEngines.jdk()).sslContext();
		MtlsContext server = this.tls.server(TLS13);
		SSLEngine early = server.sslContext().createSSLEngine();
		early.getSession();
		server.retire();
		server.retire();
		try (EnginePair pair = new EnginePair(client.createSSLEngine("localhost", 1), early).run()) {
			assertThat(pair.isComplete()).isTrue();
		}
		try (EnginePair pair = EnginePair.of(client, server.sslContext())) {
			assertThat(pair.isComplete()).isTrue();
		}
	}

	@Test
	void engineWhenItIsReleasedThenIsClosedAndStillKnowsItsPeer() throws Exception {
		EnginePair pair = EnginePair.of(this.tls.client(TLS13, BoringSsl.CLIENT, BoringSsl.ENGINES).sslContext(),
				this.tls.server(TLS13).sslContext());
		pair.close();
		pair.close();
		assertThat(pair.server.engine.isInboundDone()).isTrue();
		assertThat(pair.server.engine.isOutboundDone()).isTrue();
		assertThat(pair.server.engine.getSession().getPeerCertificates()).hasSize(2);
	}

	@ParameterizedTest
	@EnumSource(names = { "RSA_2048", "EC_P256", "EC_P384" })
	void refusalWhenKeyIsOrdinaryThenThereIsNone(KeyAlgorithm algorithm) {
		IssuedCertificate certificate = BoringSsl.CA
			.issue((leaf) -> leaf.subject("CN=orders").dns("localhost").keyAlgorithm(algorithm));
		assertThat(BoringSsl.ENGINES.refusal(BoringSsl.key(certificate))).isNull();
	}

	@Test
	void refusalWhenKeyIsOnP521ThenThereIsNone() throws Exception {
		KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
		generator.initialize(new ECGenParameterSpec("secp521r1"));
		KeyPair keys = generator.generateKeyPair();
		IssuedCertificate certificate = BoringSsl.CA
			.issue((leaf) -> leaf.subject("CN=orders").dns("localhost").keyPair(keys));
		assertThat(BoringSsl.ENGINES.refusal(BoringSsl.key(certificate))).isNull();
	}

	@Test
	void refusalWhenKeyIsOfATypeThatNettyDoesNotChooseThenSaysWhatFails() throws Exception {
		KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
		IssuedCertificate certificate = BoringSsl.CA
			.issue((leaf) -> leaf.subject("CN=orders").dns("localhost").keyPair(keys));
		assertThat(BoringSsl.ENGINES.refusal(BoringSsl.key(certificate))).contains("a handshake")
			.contains("key material");
	}

	@Test
	void verifyingWhenNoTaskOfOursRunsThenNobodyIsTrusted() {
		BoringSslTrustManager manager = new BoringSslTrustManager(
				new TrialPeer(BoringSsl.key(BoringSsl.SERVER)).trustManager());
		assertThatThrownBy(() -> manager.checkClientTrusted(
				BoringSsl.CLIENT.chain().toArray(java.security.cert.X509Certificate[]::new), "EC",
				this.tls.server(TLS13).sslContext().createSSLEngine()))
			.isInstanceOf(GeneralSecurityException.class)
			.hasMessageContaining("expected a task");
	}

	private void assertResumed(Boolean... resumed) {
		assertThat(this.tls.successes).extracting((success) -> success.resumed()).containsExactly(resumed);
	}

}
