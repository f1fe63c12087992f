package io.mtlsboot.jsse;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.TrustManager;

import io.mtlsboot.AdjustableClock;
import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.handshake.HandshakeFailure;
import io.mtlsboot.handshake.HandshakeListener;
import io.mtlsboot.handshake.HandshakeSide;
import io.mtlsboot.handshake.HandshakeSuccess;
import io.mtlsboot.material.KeyMaterial;
import io.mtlsboot.material.TlsMaterial;
import io.mtlsboot.material.TrustMaterial;
import io.mtlsboot.rotation.Generation;
import io.mtlsboot.trust.PeerAuthorizer;
import io.mtlsboot.trust.PeerRejectedException;
import io.mtlsboot.trust.PeerVerifier;
import io.mtlsboot.trust.RejectionReason;
import io.mtlsboot.trust.RevocationPolicy;
import io.mtlsboot.trust.RevocationPolicy.Check;
import io.mtlsboot.trust.RevocationPolicy.OnUnknown;
import io.mtlsboot.trust.VerificationPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The caller is a plain client of the JDK: nothing of ours keeps it from offering the
 * session that it has, for as long as it likes.
 */
@Timeout(120)
class ResumptionTests {

	private static final DevCa OTHER = DevCa.create("other.example");

	private static final Duration LIFETIME = Duration.ofHours(1);

	private final AdjustableClock clock = new AdjustableClock(Instant.now());

	private final RecordingListener listener = new RecordingListener();

	private final AtomicInteger verifications = new AtomicInteger();

	private IssuedCertificate caller;

	static Stream<TlsProfile> versions() {
		return Stream.of(Peers.TLS12, Peers.TLS13);
	}

	static Stream<Arguments> wires() {
		return Stream.of(Wire.values()).flatMap((wire) -> versions().map((profile) -> Arguments.of(wire, profile)));
	}

	static Stream<Arguments> wiresAndChanges() {
		return wires().flatMap((wire) -> Stream.of(Change.values())
			.map((change) -> Arguments.of(wire.get()[0], wire.get()[1], change)));
	}

	@ParameterizedTest
	@MethodSource("wires")
	void resumeWhenNothingChangedThenIsResumedAndNobodyVerifiesAgain(Wire wire, TlsProfile profile) throws Exception {
		SSLContext caller = caller(profile);
		MtlsContext server = server(profile, Peers.CA.rootCertificate());
		for (int i = 0; i < 3; i++) {
			Wire.Result result = wire.exchange(caller, server.sslContext());
			assertThat(result.isComplete()).as(result.failures()).isTrue();
			assertThat(result.presented()).hasSize(2);
		}
		assertResumed(false, true, true);
		assertThat(this.verifications).hasValue(1);
	}

	@ParameterizedTest
	@MethodSource("wiresAndChanges")
	void i2i5ResumeWhenThePeerIsNoLongerBelievedThenIsRefused(Wire wire, TlsProfile profile, Change change)
			throws Exception {
		SSLContext caller = caller(profile);
		MtlsContext before = server(profile, change.before);
		assertThat(wire.exchange(caller, before.sslContext()).isComplete()).isTrue();
		this.listener.onlySuccess();
		RecordingListener told = new RecordingListener();
		MtlsContext after = change.after(this, profile, before, told);
		Wire.Result result = wire.exchange(caller, after.sslContext());
		assertThat(result.served()).as(result.failures()).isFalse();
		assertThat(result.answered()).isFalse();
		HandshakeFailure failure = (after != before) ? told.onlyFailure() : this.listener.failures().get(0);
		assertThat(failure.reason()).isEqualTo(change.reason);
		assertThat(failure.presented()).isNotEmpty();
		assertResumed(false);
	}

	@ParameterizedTest
	@MethodSource("wires")
	void i5ResumeWhenExpiredThenNeverHelpsAgain(Wire wire, TlsProfile profile) throws Exception {
		SSLContext caller = caller(profile);
		MtlsContext server = server(profile, Peers.CA.rootCertificate());
		wire.exchange(caller, server.sslContext());
		this.clock.advance(LIFETIME.plusMinutes(1));
		for (int i = 0; i < 3; i++) {
			assertThat(wire.exchange(caller, server.sslContext()).served()).isFalse();
		}
		assertThat(this.listener.failures()).extracting(HandshakeFailure::reason).containsOnly(RejectionReason.EXPIRED);
		assertThat(this.listener.failures().get(0).detail()).contains("notAfter");
	}

	@ParameterizedTest
	@MethodSource("wires")
	void i2ResumeWhenTheNextGenerationIsTheSameThenVerifiesAnew(Wire wire, TlsProfile profile) throws Exception {
		SSLContext caller = caller(profile);
		wire.exchange(caller, server(profile, Peers.CA.rootCertificate()).sslContext());
		wire.exchange(caller, server(profile, Peers.CA.rootCertificate()).sslContext());
		assertResumed(false, false);
		assertThat(this.verifications).hasValue(2);
	}

	@ParameterizedTest
	@MethodSource("wires")
	void sessionWhenThePeerExpiresSoonThenIsNotKeptAndTheConnectionLives(Wire wire, TlsProfile profile)
			throws Exception {
		SSLContext caller = caller(profile);
		MtlsContext server = server(profile, Peers.CA.rootCertificate());
		this.clock.advance(LIFETIME.minusMinutes(5));
		for (int i = 0; i < 2; i++) {
			Wire.Result result = wire.exchange(caller, server.sslContext());
			assertThat(result.isComplete()).as(result.failures()).isTrue();
			assertThat(result.presented()).hasSize(2);
		}
		assertResumed(false, false);
	}

	@ParameterizedTest
	@MethodSource("wires")
	void sessionWhenItIsResumedAndThePeerExpiresSoonThenIsNotRenewed(Wire wire, TlsProfile profile) throws Exception {
		SSLContext caller = caller(profile);
		MtlsContext server = server(profile, Peers.CA.rootCertificate());
		wire.exchange(caller, server.sslContext());
		this.clock.advance(LIFETIME.minusMinutes(5));
		assertRunsOut(wire, caller, server);
	}

	@ParameterizedTest
	@MethodSource("wires")
	void sessionWhenThePeerHasNotProvedItsKeyForLongThenIsNotRenewed(Wire wire, TlsProfile profile) throws Exception {
		SSLContext caller = Peers.plainClient(profile, Peers.CLIENT);
		MtlsContext server = server(profile, Peers.CA.rootCertificate());
		wire.exchange(caller, server.sslContext());
		this.clock.advance(Duration.ofMinutes(61));
		assertRunsOut(wire, caller, server);
	}

	private void assertRunsOut(Wire wire, SSLContext caller, MtlsContext server) throws Exception {
		// JDK 25 gives two references to a session that is kept, JDK 17 gives one
		for (int i = 0; i < 3; i++) {
			assertThat(wire.exchange(caller, server.sslContext()).isComplete()).isTrue();
		}
		assertThat(this.listener.successes().get(1).resumed()).isTrue();
		assertThat(this.listener.successes().get(3).resumed()).isFalse();
	}

	@ParameterizedTest
	@MethodSource("wires")
	void sessionWhenItIsOlderThanADayThenIsRefused(Wire wire, TlsProfile profile) throws Exception {
		SSLContext caller = Peers.plainClient(profile, Peers.client((leaf) -> leaf.validFor(Duration.ofDays(30))));
		MtlsContext server = server(profile, Peers.CA.rootCertificate());
		wire.exchange(caller, server.sslContext());
		this.clock.advance(Duration.ofHours(25));
		assertThat(wire.exchange(caller, server.sslContext()).served()).isFalse();
		assertThat(this.listener.failures().get(0).reason()).isEqualTo(RejectionReason.HANDSHAKE_FAILED);
		assertThat(this.listener.failures().get(0).detail()).contains("up to 24 hours");
	}

	@ParameterizedTest
	@MethodSource("wires")
	void sessionWhenItIsNegotiatedThenIsKeptByTheServerAndNotByTheTicket(Wire wire, TlsProfile profile)
			throws Exception {
		String before = System.getProperty("jdk.tls.server.enableSessionTicketExtension");
		MtlsContext server = server(profile, Peers.CA.rootCertificate());
		assertThat(System.getProperty("jdk.tls.server.enableSessionTicketExtension")).isEqualTo(before);
		SSLContext caller = caller(profile);
		wire.exchange(caller, server.sslContext());
		SSLSessionContext sessions = server.sslContext().getServerSessionContext();
		assertThat(sessions.getIds().hasMoreElements()).isTrue();
		Collections.list(sessions.getIds()).forEach((id) -> sessions.getSession(id).invalidate());
		wire.exchange(caller, server.sslContext());
		assertResumed(false, false);
	}

	@ParameterizedTest
	@MethodSource("wires")
	void sessionWhenTheContextIsNotOursThenIsNeverResumed(Wire wire, TlsProfile profile) throws Exception {
		SSLContext foreign = SSLContext.getInstance("TLS");
		MtlsContext server = server(profile, Peers.CA.rootCertificate());
		foreign.init(new KeyManager[] { new AnyKeyManager(Peers.SERVER) }, new TrustManager[] { server.trustManager() },
				null);
		SSLContext caller = caller(profile);
		for (int i = 0; i < 2; i++) {
			assertThat(wire.exchange(caller, foreign).isComplete()).isTrue();
		}
		assertThat(this.verifications).hasValue(2);
	}

	@ParameterizedTest
	@MethodSource("versions")
	void i5EngineWhenTheApplicationIgnoresTheRefusalThenGetsNoData(TlsProfile profile) throws Exception {
		SSLContext caller = caller(profile);
		SSLContext server = server(profile, Peers.CA.rootCertificate()).sslContext();
		EngineHandshake.between(caller, server);
		this.clock.advance(LIFETIME.plusMinutes(1));
		// It goes on after a failure
		EngineHandshake handshake = EngineHandshake.between(caller, server);
		assertThat(handshake.serverFailure()).hasRootCauseInstanceOf(PeerRejectedException.class);
		assertThat(handshake.run().serverReceivedAnything()).isFalse();
		assertThat(handshake.server().isInboundDone()).isTrue();
		assertThat(handshake.server().isOutboundDone()).isTrue();
	}

	@Test
	void sessionsWhenAWebServerWantsThemForLongerThenItsDefaultsDoNotCount() {
		SSLSessionContext sessions = server(Peers.TLS13, Peers.CA.rootCertificate()).sslContext()
			.getServerSessionContext();
		sessions.setSessionTimeout(86_400);
		sessions.setSessionCacheSize(0);
		assertThat(sessions.getSessionTimeout()).isEqualTo(600);
		assertThat(sessions.getSessionCacheSize()).isEqualTo(10_000);
		sessions.setSessionTimeout(60);
		sessions.setSessionCacheSize(100);
		assertThat(sessions.getSessionTimeout()).isEqualTo(60);
		assertThat(sessions.getSessionCacheSize()).isEqualTo(100);
	}

	@ParameterizedTest
	@MethodSource("wires")
	void calleeWhenItsSessionIsResumedAfterItExpiredThenOurClientRefuses(Wire wire, TlsProfile profile)
			throws Exception {
		Instant now = this.clock.instant();
		SSLContext callee = Peers.plainClient(profile,
				Peers.server((leaf) -> leaf.notBefore(now.minusSeconds(60)).notAfter(now.plus(LIFETIME))));
		MtlsContext client = context(HandshakeSide.CLIENT, PeerAuthorizer.hostName(), profile, Peers.CLIENT,
				this.listener, PeerVerifier::pkix, Peers.CA.rootCertificate());
		assertThat(wire.exchange(client.sslContext(), callee).isComplete()).isTrue();
		assertThat(wire.exchange(client.sslContext(), callee).isComplete()).isTrue();
		assertResumed(false, true);
		this.clock.advance(LIFETIME.plusMinutes(1));
		Wire.Result result = wire.exchange(client.sslContext(), callee);
		assertThat(result.served()).as(result.failures()).isFalse();
		assertThat(result.answered()).isFalse();
		assertThat(this.listener.failures()).extracting(HandshakeFailure::reason)
			.containsExactly(RejectionReason.EXPIRED);
	}

	private void assertResumed(Boolean... resumed) {
		assertThat(this.listener.successes()).extracting(HandshakeSuccess::resumed).containsExactly(resumed);
	}

	private SSLContext caller(TlsProfile profile) throws Exception {
		Instant now = this.clock.instant();
		this.caller = Peers.client((leaf) -> leaf.notBefore(now.minusSeconds(60)).notAfter(now.plus(LIFETIME)));
		return Peers.plainClient(profile, this.caller);
	}

	private MtlsContext server(TlsProfile profile, X509Certificate... anchors) {
		return server(profile, this.listener, PeerVerifier::pkix, anchors);
	}

	private MtlsContext server(TlsProfile profile, HandshakeListener listener, Verifiers verifiers,
			X509Certificate... anchors) {
		return context(HandshakeSide.SERVER, PeerAuthorizer.anyVerifiedCaller(), profile, Peers.SERVER, listener,
				verifiers, anchors);
	}

	private MtlsContext context(HandshakeSide side, PeerAuthorizer authorizer, TlsProfile profile,
			IssuedCertificate own, HandshakeListener listener, Verifiers verifiers, X509Certificate... anchors) {
		KeyMaterial key = KeyMaterial.of(own.privateKey(), own.chain(), "test");
		TlsMaterial material = new TlsMaterial(key, TrustMaterial.of(List.of(anchors), "test"));
		return MtlsContext.create(side, new Generation(1, material, Instant.now()), (trust) -> {
			PeerVerifier verifier = verifiers.create(trust, VerificationPolicy.DEFAULT, this.clock);
			return (presented, purpose) -> {
				this.verifications.incrementAndGet();
				return verifier.verify(presented, purpose);
			};
		}, authorizer, profile, new HandshakeObservation.Watch(listener, this.clock, System::nanoTime));
	}

	// The next generation has lists, and the caller is on one of them
	private PeerVerifier withRevoked(TrustMaterial trust, VerificationPolicy policy) {
		List<X509CRL> crls = List.of(Peers.CA.crl(Peers.CA.root(), List.of()),
				Peers.CA.crl(Peers.CA.clientIssuer(), List.of(this.caller.certificate().getSerialNumber())));
		return PeerVerifier.pkix(trust.withCrls(crls, "test"),
				policy.withRevocation(new RevocationPolicy(Check.CRL, OnUnknown.REJECT)), this.clock);
	}

	/**
	 * Why a peer is no longer believed.
	 */
	enum Change {

		EXPIRY(RejectionReason.EXPIRED, Peers.CA.rootCertificate()) {

			@Override
			MtlsContext after(ResumptionTests test, TlsProfile profile, MtlsContext before,
					HandshakeListener listener) {
				test.clock.advance(LIFETIME.plusSeconds(1));
				return before;
			}

		},

		REVOCATION(RejectionReason.REVOKED, Peers.CA.rootCertificate()) {

			@Override
			MtlsContext after(ResumptionTests test, TlsProfile profile, MtlsContext before,
					HandshakeListener listener) {
				return test.server(profile, listener, (trust, policy, clock) -> test.withRevoked(trust, policy),
						this.before);
			}

		},

		CA_DROPPED(RejectionReason.ISSUER_UNKNOWN, OTHER.rootCertificate(), Peers.CA.rootCertificate()),

		ISSUER_DROPPED(RejectionReason.ISSUER_UNKNOWN, Peers.CA.serverIssuer().certificate(),
				Peers.CA.clientIssuer().certificate());

		final RejectionReason reason;

		final X509Certificate[] before;

		Change(RejectionReason reason, X509Certificate... before) {
			this.reason = reason;
			this.before = before;
		}

		/** A context of the next generation: the last anchor is gone. */
		MtlsContext after(ResumptionTests test, TlsProfile profile, MtlsContext before, HandshakeListener listener) {
			return test.server(profile, listener, PeerVerifier::pkix, this.before[0]);
		}

	}

	@FunctionalInterface
	private interface Verifiers {

		PeerVerifier create(TrustMaterial trust, VerificationPolicy policy, AdjustableClock clock);

	}

}
