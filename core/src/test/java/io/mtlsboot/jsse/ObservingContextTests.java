package io.mtlsboot.jsse;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.Purpose;
import io.mtlsboot.handshake.HandshakeListener;
import io.mtlsboot.handshake.HandshakeSide;
import io.mtlsboot.handshake.HandshakeSuccess;
import io.mtlsboot.trust.PeerAuthorizer;
import io.mtlsboot.trust.PeerRejectedException;
import io.mtlsboot.trust.PeerVerifier;
import io.mtlsboot.trust.RejectionReason;
import io.mtlsboot.trust.VerificationPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * A context that admits whoever connects, which must be asked for by name.
 */
class ObservingContextTests {

	private static final IssuedCertificate STRANGER = DevCa.create("other.example")
		.issue((leaf) -> leaf.subject("CN=stranger").purposes(Purpose.CLIENT_AUTH));

	private static final IssuedCertificate EXPIRED = Peers.client((leaf) -> leaf.validFor(Duration.ofMinutes(-1)));

	private static final IssuedCertificate WRONG_PURPOSE = Peers.client((leaf) -> leaf.purposes(Purpose.SERVER_AUTH));

	private final RecordingListener listener = new RecordingListener();

	static Stream<TlsProfile> versions() {
		return Stream.of(Peers.TLS12, Peers.TLS13);
	}

	static Stream<Arguments> unverified() {
		return versions().flatMap((profile) -> Stream.of(null, STRANGER, EXPIRED, WRONG_PURPOSE)
			.map((certificate) -> Arguments.of(profile, certificate)));
	}

	@Test
	void i1ContextWhenNotCreatedToObserveThenRequiresACertificate() {
		for (MtlsContext context : List.of(Peers.server(Peers.SERVER, TlsProfile.DEFAULT, this.listener),
				create(HandshakeSide.SERVER, ClientAuthentication.REQUIRED, TlsProfile.DEFAULT, this.listener))) {
			assertThat(context.sslContext().createSSLEngine().getNeedClientAuth()).isTrue();
			assertThatExceptionOfType(PeerRejectedException.class).isThrownBy(() -> context.trustManager()
				.checkClientTrusted(STRANGER.chain().toArray(X509Certificate[]::new), "EC"));
		}
	}

	@Test
	void i1ClientSideWhenToldToObserveThenIsNotCreated() {
		assertThatIllegalArgumentException().isThrownBy(
				() -> create(HandshakeSide.CLIENT, ClientAuthentication.OBSERVED, TlsProfile.DEFAULT, this.listener))
			.withMessageContaining("a callee is always verified");
	}

	@Test
	void i1ObservingContextWhenUsedForACalleeThenVerifiesIt() {
		MtlsContext context = create(HandshakeSide.SERVER, ClientAuthentication.OBSERVED, TlsProfile.DEFAULT,
				this.listener);
		assertThatExceptionOfType(PeerRejectedException.class).isThrownBy(() -> context.trustManager()
			.checkServerTrusted(STRANGER.chain().toArray(X509Certificate[]::new), "EC"));
	}

	@Test
	void observeWhenEngineIsToldOtherwiseThenStillAsksForACertificate() {
		SSLEngine engine = create(HandshakeSide.SERVER, ClientAuthentication.OBSERVED, TlsProfile.DEFAULT,
				this.listener)
			.sslContext()
			.createSSLEngine();
		engine.setWantClientAuth(false);
		engine.setNeedClientAuth(true);
		SSLParameters parameters = engine.getSSLParameters();
		parameters.setNeedClientAuth(true);
		engine.setSSLParameters(parameters);
		assertThat(engine.getWantClientAuth()).isTrue();
		assertThat(engine.getNeedClientAuth()).isFalse();
	}

	@ParameterizedTest
	@MethodSource("unverified")
	void observeWhenCallerIsNotVerifiedThenConnectsAndIsStillJudgedAsBefore(TlsProfile profile,
			IssuedCertificate certificate) throws Exception {
		MtlsContext server = create(HandshakeSide.SERVER, ClientAuthentication.OBSERVED, profile, this.listener);
		SSLContext caller = Peers.plainClient(profile, certificate);
		EngineHandshake handshake = connect(caller, server);
		assertThat(handshake.isComplete()).as(handshake.failures()).isTrue();
		HandshakeSuccess success = this.listener.onlySuccess();
		assertThat(success.resumed()).isEqualTo((certificate != null) ? Boolean.FALSE : null);
		var presented = NegotiatedSessions.presented(handshake.server().getSession());
		assertThat(presented).isEqualTo((certificate != null) ? certificate.chain() : List.of());
		assertThatExceptionOfType(PeerRejectedException.class).isThrownBy(() -> server.judge(presented, null))
			.satisfies(
					(ex) -> assertThat(ex.reason() == RejectionReason.NO_CERTIFICATE).isEqualTo(certificate == null));
	}

	@ParameterizedTest
	@MethodSource("versions")
	void observeWhenCallerWithUnverifiedCertificateComesAgainThenItsSessionIsNotResumed(TlsProfile profile)
			throws Exception {
		MtlsContext server = create(HandshakeSide.SERVER, ClientAuthentication.OBSERVED, profile, this.listener);
		SSLContext stranger = Peers.plainClient(profile, STRANGER);
		SSLContext verified = Peers.plainClient(profile, Peers.CLIENT);
		for (int i = 0; i < 2; i++) {
			assertThat(connect(stranger, server).isComplete()).isTrue();
			assertThat(connect(verified, server).isComplete()).isTrue();
		}
		assertThat(this.listener.successes()).extracting(HandshakeSuccess::resumed)
			.containsExactly(false, false, false, true);
	}

	private static EngineHandshake connect(SSLContext caller, MtlsContext server) {
		SSLEngine client = caller.createSSLEngine("localhost", 8443);
		client.setUseClientMode(true);
		return new EngineHandshake(client, server.sslContext().createSSLEngine()).run();
	}

	private static MtlsContext create(HandshakeSide side, ClientAuthentication authentication, TlsProfile profile,
			HandshakeListener listener) {
		return MtlsContext.create(side, new MtlsContext.Options(authentication, profile, TlsEngines.jdk()),
				Peers.generation(1, Peers.SERVER, Peers.CA),
				(trust) -> PeerVerifier.pkix(trust, VerificationPolicy.DEFAULT, Clock.systemUTC()),
				PeerAuthorizer.anyVerifiedCaller(), listener);
	}

}
