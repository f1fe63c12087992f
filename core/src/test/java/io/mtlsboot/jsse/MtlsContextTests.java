package io.mtlsboot.jsse;

import java.security.KeyManagementException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import javax.net.ssl.SSLContext;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.KeyAlgorithm;
import io.mtlsboot.devca.LeafSpec;
import io.mtlsboot.devca.Purpose;
import io.mtlsboot.handshake.HandshakeFailure;
import io.mtlsboot.handshake.HandshakeListener;
import io.mtlsboot.handshake.HandshakeSide;
import io.mtlsboot.handshake.HandshakeSuccess;
import io.mtlsboot.identity.IdentityPattern;
import io.mtlsboot.trust.PeerAuthorizer;
import io.mtlsboot.trust.PeerRejectedException;
import io.mtlsboot.trust.RejectionReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class MtlsContextTests {

	private static final HandshakeListener NOBODY = new HandshakeListener() {
	};

	private final RecordingListener serverListener = new RecordingListener();

	private final RecordingListener clientListener = new RecordingListener();

	static Stream<TlsProfile> versions() {
		return Stream.of(Peers.TLS12, Peers.TLS13);
	}

	static Stream<Arguments> versionsAndKeys() {
		return versions().flatMap((profile) -> Stream
			.of(KeyAlgorithm.RSA_2048, KeyAlgorithm.EC_P256, KeyAlgorithm.EC_P384, KeyAlgorithm.ED25519)
			.map((algorithm) -> Arguments.of(profile, algorithm)));
	}

	static Stream<Arguments> versionsAndBadCertificates() {
		Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
		DevCa other = DevCa.create("other.example");
		DevCa impostor = Peers.CA.impostor();
		Map<RejectionReason, List<Bad>> bad = Map.of(RejectionReason.EXPIRED,
				List.of(new Bad(Peers.CA,
						(leaf) -> leaf.notBefore(now.minusSeconds(60)).notAfter(now.minusSeconds(1)))),
				RejectionReason.NOT_YET_VALID,
				List.of(new Bad(Peers.CA, (leaf) -> leaf.notBefore(now.plusSeconds(3600)))),
				RejectionReason.ISSUER_UNKNOWN, List.of(new Bad(other, (leaf) -> {
				}), new Bad(Peers.CA, LeafSpec::selfSigned)), RejectionReason.ANCHOR_KEY_MISMATCH,
				List.of(new Bad(impostor, (leaf) -> {
				})), RejectionReason.PATH_NOT_ALLOWED,
				List.of(new Bad(Peers.CA, (leaf) -> leaf.extension("1.2.3.4", true, new byte[] { 5, 0 }))),
				RejectionReason.ALGORITHM_NOT_ALLOWED,
				List.of(new Bad(Peers.CA, (leaf) -> leaf.signatureAlgorithm("SHA1withECDSA"))));
		return versions().flatMap((profile) -> bad.entrySet()
			.stream()
			.flatMap((entry) -> entry.getValue()
				.stream()
				.map((certificate) -> Arguments.of(profile, entry.getKey(), certificate))));
	}

	@ParameterizedTest
	@MethodSource("versionsAndKeys")
	void handshakeWhenBothAreGoodThenCompletesAndIsToldOnce(TlsProfile profile, KeyAlgorithm algorithm) {
		IssuedCertificate server = Peers.server((leaf) -> leaf.keyAlgorithm(algorithm));
		IssuedCertificate client = Peers.client((leaf) -> leaf.keyAlgorithm(algorithm));
		EngineHandshake handshake = EngineHandshake.between(
				Peers.client(client, profile, this.clientListener).sslContext(),
				Peers.server(server, profile, this.serverListener).sslContext());
		assertThat(handshake.isComplete()).as(handshake.failures()).isTrue();
		HandshakeSuccess success = this.serverListener.onlySuccess();
		assertThat(success.side()).isEqualTo(HandshakeSide.SERVER);
		assertThat(success.connection().protocol()).isEqualTo(profile.protocols().get(0));
		assertThat(success.resumed()).isFalse();
		assertThat(success.duration()).isPositive();
		assertThat(this.clientListener.onlySuccess().side()).isEqualTo(HandshakeSide.CLIENT);
		assertThat(this.clientListener.onlySuccess().resumed()).isFalse();
	}

	@ParameterizedTest
	@MethodSource("versionsAndBadCertificates")
	void i1HandshakeWhenClientCertificateIsBadThenTheServerRefusesAndBothSidesAreToldOnce(TlsProfile profile,
			RejectionReason reason, Bad bad) {
		IssuedCertificate client = bad.issue("web", Purpose.CLIENT_AUTH);
		EngineHandshake handshake = EngineHandshake.between(
				Peers.client(client, profile, this.clientListener).sslContext(),
				Peers.server(Peers.SERVER, profile, this.serverListener).sslContext());
		assertThat(handshake.serverReceivedAnything()).isFalse();
		HandshakeFailure failure = this.serverListener.onlyFailure(reason);
		assertThat(failure.side()).isEqualTo(HandshakeSide.SERVER);
		assertThat(failure.presented()).startsWith(client.certificate());
		assertThat(failure.time()).isNotNull();
		this.clientListener.onlyFailure(RejectionReason.REFUSED_BY_PEER);
		assertThat(handshake.serverFailure()).hasStackTraceContaining("PeerRejectedException");
	}

	@ParameterizedTest
	@MethodSource("versionsAndBadCertificates")
	void i1HandshakeWhenServerCertificateIsBadThenTheClientRefusesAndBothSidesAreToldOnce(TlsProfile profile,
			RejectionReason reason, Bad bad) {
		IssuedCertificate server = bad.issue("localhost", Purpose.SERVER_AUTH);
		EngineHandshake handshake = EngineHandshake.between(
				Peers.client(Peers.CLIENT, profile, this.clientListener).sslContext(),
				Peers.server(server, profile, this.serverListener).sslContext());
		assertThat(handshake.serverReceivedAnything()).isFalse();
		HandshakeFailure failure = this.clientListener.onlyFailure(reason);
		assertThat(failure.presented()).startsWith(server.certificate());
		assertThat(failure.peer()).isEqualTo("localhost");
		this.serverListener.onlyFailure(RejectionReason.REFUSED_BY_PEER);
	}

	@ParameterizedTest
	@MethodSource("versions")
	void i1HandshakeWhenClientHasAServerCertificateThenTheServerRefuses(TlsProfile profile) {
		EngineHandshake.between(Peers.client(Peers.SERVER, profile, this.clientListener).sslContext(),
				Peers.server(Peers.SERVER, profile, this.serverListener).sslContext());
		// It has both purposes, but one that only has the other is refused
		this.serverListener.onlySuccess();
		RecordingListener listener = new RecordingListener();
		EngineHandshake.between(
				Peers.client(Peers.server((leaf) -> leaf.purposes(Purpose.SERVER_AUTH)), profile, NOBODY).sslContext(),
				Peers.server(Peers.SERVER, profile, listener).sslContext());
		listener.onlyFailure(RejectionReason.PURPOSE_NOT_ALLOWED);
	}

	@ParameterizedTest
	@MethodSource("versions")
	void i1HandshakeWhenServerHasAClientCertificateThenTheClientRefuses(TlsProfile profile) {
		IssuedCertificate server = Peers.server((leaf) -> leaf.purposes(Purpose.CLIENT_AUTH));
		EngineHandshake.between(Peers.client(Peers.CLIENT, profile, this.clientListener).sslContext(),
				Peers.server(server, profile, NOBODY).sslContext());
		this.clientListener.onlyFailure(RejectionReason.PURPOSE_NOT_ALLOWED);
	}

	@ParameterizedTest
	@MethodSource("versions")
	void i1HandshakeWhenClientHasNoCertificateThenTheServerRefuses(TlsProfile profile) throws Exception {
		EngineHandshake handshake = EngineHandshake.between(Peers.plainClient(profile, null),
				Peers.server(Peers.SERVER, profile, this.serverListener).sslContext());
		assertThat(handshake.serverReceivedAnything()).isFalse();
		this.serverListener.onlyFailure(RejectionReason.NO_CERTIFICATE);
	}

	@ParameterizedTest
	@MethodSource("versions")
	void i1HandshakeWhenTheKeyIsAnothersThenTheServerRefuses(TlsProfile profile) throws Exception {
		IssuedCertificate thief = Peers.CLIENT.withKeyOf(Peers.SERVER);
		EngineHandshake handshake = EngineHandshake.between(Peers.plainClient(profile, thief),
				Peers.server(Peers.SERVER, profile, this.serverListener).sslContext());
		assertThat(handshake.serverReceivedAnything()).isFalse();
		this.serverListener.onlyFailure(RejectionReason.SIGNATURE_INVALID);
	}

	@ParameterizedTest
	@MethodSource("versions")
	void handshakeWhenCallerIsNotAdmittedThenTheServerRefuses(TlsProfile profile) {
		PeerAuthorizer nobody = (peer, host) -> {
			assertThat(host).isNull();
			throw new PeerRejectedException(RejectionReason.IDENTITY_NOT_ADMITTED, "admitted: nobody", peer.leaf());
		};
		MtlsContext server = Peers.context(HandshakeSide.SERVER, Peers.generation(1, Peers.SERVER, Peers.CA), nobody,
				profile, this.serverListener);
		EngineHandshake.between(Peers.client(Peers.CLIENT, profile, NOBODY).sslContext(), server.sslContext());
		assertThat(this.serverListener.onlyFailure(RejectionReason.IDENTITY_NOT_ADMITTED).detail())
			.isEqualTo("admitted: nobody");
	}

	@ParameterizedTest
	@MethodSource("versions")
	void handshakeWhenHostIsAnotherThenTheClientRefuses(TlsProfile profile) {
		EngineHandshake.between(Peers.client(Peers.CLIENT, profile, this.clientListener).sslContext(),
				Peers.server(Peers.SERVER, profile, NOBODY).sslContext(), "audit.shop.example");
		assertThat(this.clientListener.onlyFailure(RejectionReason.HOST_NAME_MISMATCH).detail())
			.contains("'audit.shop.example'")
			.contains("'localhost'");
	}

	@ParameterizedTest
	@MethodSource("versions")
	void i1HandshakeWhenHostIsNotKnownThenTheClientRefuses(TlsProfile profile) {
		EngineHandshake.between(Peers.client(Peers.CLIENT, profile, this.clientListener).sslContext(),
				Peers.server(Peers.SERVER, profile, NOBODY).sslContext(), null);
		this.clientListener.onlyFailure(RejectionReason.HOST_NAME_MISMATCH);
	}

	@ParameterizedTest
	@MethodSource("versions")
	void handshakeWhenSpiffeCalleeHasNoHostNameThenItsIdentityStandsIn(TlsProfile profile) {
		IssuedCertificate server = Peers.CA
			.issue((leaf) -> leaf.subject("CN=orders").spiffeId("spiffe://shop.example/orders"));
		MtlsContext client = Peers.context(HandshakeSide.CLIENT, Peers.generation(1, Peers.CLIENT, Peers.CA),
				PeerAuthorizer.callee(IdentityPattern.parse("spiffe://shop.example/orders")), profile,
				this.clientListener);
		EngineHandshake.between(client.sslContext(), Peers.server(server, profile, NOBODY).sslContext(), null);
		this.clientListener.onlySuccess();
	}

	@ParameterizedTest
	@MethodSource("versions")
	void handshakeWhenSessionIsResumedThenSaysSo(TlsProfile profile) {
		SSLContext client = Peers.client(Peers.CLIENT, profile, this.clientListener).sslContext();
		SSLContext server = Peers.server(Peers.SERVER, profile, this.serverListener).sslContext();
		EngineHandshake.between(client, server);
		assertThat(EngineHandshake.between(client, server).isComplete()).isTrue();
		assertThat(this.serverListener.successes()).extracting(HandshakeSuccess::resumed).containsExactly(false, true);
		assertThat(this.clientListener.successes()).extracting(HandshakeSuccess::resumed).containsExactly(false, true);
	}

	@ParameterizedTest
	@MethodSource("versions")
	void i2HandshakeWhenServerHasTheNextGenerationThenAnOldSessionDoesNotResume(TlsProfile profile) {
		SSLContext client = Peers.client(Peers.CLIENT, profile, this.clientListener).sslContext();
		EngineHandshake.between(client, Peers.server(Peers.SERVER, profile, this.serverListener).sslContext());
		EngineHandshake.between(client, Peers.server(Peers.SERVER, profile, this.serverListener).sslContext());
		assertThat(this.serverListener.successes()).extracting(HandshakeSuccess::resumed).containsExactly(false, false);
	}

	@ParameterizedTest
	@MethodSource("versions")
	void i2HandshakeWhenTheNextGenerationTrustsAnotherCaThenAnOldSessionDoesNotHelp(TlsProfile profile) {
		SSLContext client = Peers.client(Peers.CLIENT, profile, NOBODY).sslContext();
		EngineHandshake.between(client, Peers.server(Peers.SERVER, profile, NOBODY).sslContext());
		MtlsContext next = Peers.context(HandshakeSide.SERVER,
				Peers.generation(2, Peers.SERVER, DevCa.create("next.example")), PeerAuthorizer.anyVerifiedCaller(),
				profile, this.serverListener);
		assertThat(EngineHandshake.between(client, next.sslContext()).serverReceivedAnything()).isFalse();
		this.serverListener.onlyFailure(RejectionReason.ISSUER_UNKNOWN);
	}

	@Test
	void i2InitWhenContextExistsThenRefuses() {
		SSLContext context = Peers.server(Peers.SERVER, Peers.TLS13, NOBODY).sslContext();
		assertThatExceptionOfType(KeyManagementException.class).isThrownBy(() -> context.init(null, null, null));
	}

	@Test
	void handshakeWhenListenerThrowsThenTheConnectionGoesOn() {
		HandshakeListener broken = new HandshakeListener() {

			@Override
			public void onSuccess(HandshakeSuccess success) {
				throw new IllegalStateException("broken");
			}

		};
		assertThat(EngineHandshake
			.between(Peers.client(Peers.CLIENT, Peers.TLS13, broken).sslContext(),
					Peers.server(Peers.SERVER, Peers.TLS13, broken).sslContext())
			.isComplete()).isTrue();
	}

	@Test
	void createWhenNothingOfTheProfileIsSupportedThenThrows() {
		TlsProfile profile = new TlsProfile(List.of("TLSv9"), TlsProfile.DEFAULT.cipherSuites());
		assertThatIllegalArgumentException().isThrownBy(() -> Peers.server(Peers.SERVER, profile, NOBODY))
			.withMessageContaining("TLSv9");
	}

	@Test
	void createThenHoldsWhatItWasMadeOf() {
		MtlsContext context = Peers.server(Peers.SERVER, Peers.TLS13, NOBODY);
		assertThat(context.generation().number()).isOne();
		assertThat(context.profile()).isEqualTo(Peers.TLS13);
		assertThat(context.trustManager().getAcceptedIssuers()).containsExactly(Peers.CA.rootCertificate());
		assertThat(context.sslContext().getDefaultSSLParameters().getProtocols()).containsExactly("TLSv1.3");
		assertThat(context.sslContext().getServerSessionContext().getSessionTimeout()).isEqualTo(600);
	}

	record Bad(DevCa ca, Consumer<LeafSpec> customizer) {

		IssuedCertificate issue(String name, Purpose purpose) {
			return this.ca
				.issue((leaf) -> this.customizer.accept(leaf.subject("CN=" + name).dns(name).purposes(purpose)));
		}

	}

}
