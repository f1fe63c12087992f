package io.mtlsboot.jsse;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.handshake.HandshakeListener;
import io.mtlsboot.handshake.HandshakeSide;
import io.mtlsboot.revocation.RevocationQuery;
import io.mtlsboot.revocation.RevocationServices;
import io.mtlsboot.revocation.RevocationSource;
import io.mtlsboot.revocation.RevocationStatus;
import io.mtlsboot.trust.PeerAuthorizer;
import io.mtlsboot.trust.PeerVerifier;
import io.mtlsboot.trust.RejectionReason;
import io.mtlsboot.trust.RevocationPolicy;
import io.mtlsboot.trust.RevocationPolicy.Check;
import io.mtlsboot.trust.RevocationPolicy.OnUnknown;
import io.mtlsboot.trust.RevocationPolicy.Scope;
import io.mtlsboot.trust.VerificationPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes known over the network, between two generations.
 */
class LiveRevocationTests {

	private static final HandshakeListener NOBODY = new HandshakeListener() {
	};

	private final RecordingListener serverListener = new RecordingListener();

	private final Responder responder = new Responder();

	@Test
	void i5JudgeWhenCallerIsRevokedBetweenGenerationsThenRefused() {
		MtlsContext server = server(Peers.TLS13);
		PeerVerdicts verdicts = new PeerVerdicts(() -> server, Clock.systemUTC());
		assertThat(verdicts.judge(Peers.CLIENT.chain()).isTrusted()).isTrue();
		this.responder.revoke();
		assertThat(verdicts.judge(Peers.CLIENT.chain()).reason()).isEqualTo(RejectionReason.REVOKED);
	}

	@Test
	void i5FollowWhenCallerIsRevokedBetweenGenerationsThenRefused() {
		MtlsContext server = server(Peers.TLS13);
		FollowedPeer caller = new PeerVerdicts(() -> server, Clock.systemUTC()).follow(Peers.CLIENT.chain());
		assertThat(caller.judge().isTrusted()).isTrue();
		this.responder.revoke();
		assertThat(caller.judge().reason()).isEqualTo(RejectionReason.REVOKED);
	}

	@Test
	void judgeWhenNothingIsKnownYetThenDoesNotWaitAndJudgesAgainWhenItIs() {
		MtlsContext server = server(Peers.TLS13);
		PeerVerdicts verdicts = new PeerVerdicts(() -> server, Clock.systemUTC());
		this.responder.status = new RevocationStatus.Unknown("asked");
		assertThat(verdicts.judge(Peers.CLIENT.chain()).reason()).isEqualTo(RejectionReason.REVOCATION_UNKNOWN);
		assertThat(this.responder.waited).isFalse();
		this.responder.answer(good());
		assertThat(verdicts.judge(Peers.CLIENT.chain()).isTrusted()).isTrue();
	}

	@ParameterizedTest
	@MethodSource("io.mtlsboot.jsse.RevocationHandshakeTests#profiles")
	void i5ResumeWhenCallerIsRevokedBetweenGenerationsThenRefused(TlsProfile profile) {
		MtlsContext server = server(profile);
		MtlsContext client = Peers.client(Peers.CLIENT, profile, NOBODY);
		EngineHandshake first = EngineHandshake.between(client.sslContext(), server.sslContext(), "localhost");
		assertThat(first.isComplete()).as(first.failures()).isTrue();
		assertThat(this.responder.waited).isTrue();
		this.serverListener.onlySuccess();
		this.responder.revoke();
		EngineHandshake second = EngineHandshake.between(client.sslContext(), server.sslContext(), "localhost");
		assertThat(second.serverReceivedAnything()).isFalse();
	}

	@Test
	void isOutdatedWhenCalleeIsRevokedBetweenGenerationsThenTrue() {
		MtlsContext client = client();
		handshake(client, Peers.SERVER);
		assertThat(client.isOutdated(Instant.now())).isFalse();
		this.responder.revoke();
		assertThat(client.isOutdated(Instant.now())).isTrue();
		this.responder.answer(good());
		assertThat(client.isOutdated(Instant.now())).as("once lost, always lost").isTrue();
	}

	@Test
	void isOutdatedWhenAnswerEndsAndAnotherIsThereThenGoesOn() {
		MtlsContext client = client();
		Instant now = Instant.now();
		this.responder.status = new RevocationStatus.Good(now.plusSeconds(60));
		handshake(client, Peers.SERVER);
		this.responder.status = new RevocationStatus.Good(now.plusSeconds(600));
		assertThat(client.isOutdated(now.plusSeconds(61))).isFalse();
		assertThat(client.isOutdated(now.plusSeconds(601))).isTrue();
	}

	private static RevocationStatus good() {
		return new RevocationStatus.Good(Instant.now().plus(Duration.ofHours(1)));
	}

	private void handshake(MtlsContext client, IssuedCertificate callee) {
		MtlsContext server = Peers.server(callee, TlsProfile.DEFAULT, NOBODY);
		EngineHandshake handshake = EngineHandshake.between(client.sslContext(), server.sslContext(), "localhost");
		assertThat(handshake.isComplete()).as(handshake.failures()).isTrue();
	}

	private MtlsContext server(TlsProfile profile) {
		return context(HandshakeSide.SERVER, Peers.SERVER, PeerAuthorizer.anyVerifiedCaller(), profile,
				this.serverListener);
	}

	private MtlsContext client() {
		return context(HandshakeSide.CLIENT, Peers.CLIENT, PeerAuthorizer.hostName(), Peers.TLS13, NOBODY);
	}

	private MtlsContext context(HandshakeSide side, IssuedCertificate own, PeerAuthorizer authorizer,
			TlsProfile profile, HandshakeListener listener) {
		VerificationPolicy policy = VerificationPolicy.DEFAULT
			.withRevocation(new RevocationPolicy(Check.OCSP, Scope.LEAF, OnUnknown.REJECT, Duration.ZERO));
		RevocationServices services = new RevocationServices(RevocationServices.NONE.crls(), this.responder);
		return MtlsContext.create(side, Peers.generation(1, own, Peers.CA),
				(trust) -> PeerVerifier.pkix(trust, policy, services, Clock.systemUTC()), authorizer, profile,
				listener);
	}

	private static final class Responder implements RevocationSource {

		private final AtomicLong epoch = new AtomicLong();

		private volatile RevocationStatus status = good();

		private volatile boolean waited;

		void revoke() {
			answer(new RevocationStatus.Revoked("revoked by the test"));
		}

		void answer(RevocationStatus status) {
			this.status = status;
			this.epoch.incrementAndGet();
		}

		@Override
		public RevocationStatus status(RevocationQuery query) {
			this.waited |= query.mayWait();
			return this.status;
		}

		@Override
		public long epoch() {
			return this.epoch.get();
		}

	}

}
