package io.mtlsboot.jsse;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

import io.mtlsboot.handshake.HandshakeListener;
import io.mtlsboot.handshake.HandshakeSide;
import io.mtlsboot.trust.PeerAuthorizer;
import io.mtlsboot.trust.PeerRejectedException;
import io.mtlsboot.trust.PeerVerifier;
import io.mtlsboot.trust.Presentation;
import io.mtlsboot.trust.RejectionReason;
import io.mtlsboot.trust.VerifiedPeer;
import io.mtlsboot.x509.KeyPurpose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

class VerifyingTrustManagerTests {

	private static final HandshakeListener NOBODY = new HandshakeListener() {
	};

	private final X509ExtendedTrustManager server = Peers.server(Peers.SERVER, Peers.TLS13, NOBODY).trustManager();

	private final X509ExtendedTrustManager client = Peers.client(Peers.CLIENT, Peers.TLS13, NOBODY).trustManager();

	private final X509Certificate[] callerChain = Peers.CLIENT.chain().toArray(new X509Certificate[0]);

	private final X509Certificate[] calleeChain = Peers.SERVER.chain().toArray(new X509Certificate[0]);

	@Test
	void checkClientTrustedWhenCallerIsGoodThenAccepts() {
		assertThatNoException().isThrownBy(() -> this.server.checkClientTrusted(this.callerChain, "EC"));
	}

	@Test
	void i1CheckServerTrustedWhenHostIsNotKnownThenRefuses() {
		assertThatExceptionOfType(PeerRejectedException.class)
			.isThrownBy(() -> this.client.checkServerTrusted(this.calleeChain, "EC"))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(RejectionReason.HOST_NAME_MISMATCH));
	}

	@Test
	void i1CheckServerTrustedWhenItIsForCallersThenRefuses() {
		assertThatExceptionOfType(PeerRejectedException.class)
			.isThrownBy(() -> this.server.checkServerTrusted(this.calleeChain, "EC"))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(RejectionReason.PURPOSE_NOT_ALLOWED));
	}

	@Test
	void i1CheckClientTrustedWhenItIsForCalleesThenRefuses() {
		assertThatExceptionOfType(PeerRejectedException.class)
			.isThrownBy(() -> this.client.checkClientTrusted(this.callerChain, "EC"));
	}

	@Test
	void checkWhenChainIsMissingThenRefusesWithNoCertificate() {
		assertThatExceptionOfType(PeerRejectedException.class)
			.isThrownBy(() -> this.server.checkClientTrusted(null, null, (SSLEngine) null))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(RejectionReason.NO_CERTIFICATE));
	}

	@Test
	void judgeAgainWhenSomethingBecameKnownDuringTheFirstVerdictThenVerifiesAgain() throws Exception {
		AtomicInteger verified = new AtomicInteger();
		PeerVerifier learning = new PeerVerifier() {
			@Override
			public VerifiedPeer verify(List<X509Certificate> presented, KeyPurpose purpose) {
				verified.incrementAndGet();
				return new VerifiedPeer(Peers.CLIENT.chain(), Peers.CA.rootCertificate(),
						Instant.now().plusSeconds(3600));
			}

			@Override
			public long epoch() {
				return Math.min(1, verified.get());
			}
		};
		VerifyingTrustManager manager = new VerifyingTrustManager(HandshakeSide.SERVER, learning,
				PeerAuthorizer.anyVerifiedCaller(), List.of(), Clock.systemUTC());
		manager.judge(Presentation.of(List.of()), () -> null);
		SessionWithoutStaples session = new SessionWithoutStaples("localhost");
		manager.judgeAgain(session);
		assertThat(verified).hasValue(2);
		manager.judgeAgain(session);
		assertThat(verified).hasValue(2);
	}

	@Test
	void checkWhenProviderKnowsNoStaplesThenThereAreNone() {
		assertThat(NegotiatedSessions.staples(new SessionWithoutStaples("localhost"))).isEmpty();
	}

	@Test
	void checkWhenAuthorizerOrVerifierThrowsAnythingThenOnlyACertificateExceptionLeaves() {
		PeerVerifier broken = (presented, purpose) -> {
			throw new IllegalStateException("broken");
		};
		VerifyingTrustManager manager = new VerifyingTrustManager(HandshakeSide.SERVER, broken,
				PeerAuthorizer.anyVerifiedCaller(), List.of(), Clock.systemUTC());
		assertThatExceptionOfType(CertificateException.class)
			.isThrownBy(() -> manager.checkClientTrusted(this.callerChain, "EC"));
	}

}
