package io.mtlsboot.jsse;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.IntStream;

import io.mtlsboot.AdjustableClock;
import io.mtlsboot.devca.DevCa;
import io.mtlsboot.handshake.HandshakeListener;
import io.mtlsboot.handshake.HandshakeSide;
import io.mtlsboot.material.KeyMaterial;
import io.mtlsboot.material.TlsMaterial;
import io.mtlsboot.material.TrustMaterial;
import io.mtlsboot.rotation.Generation;
import io.mtlsboot.trust.PeerAuthorizer;
import io.mtlsboot.trust.PeerRejectedException;
import io.mtlsboot.trust.PeerVerifier;
import io.mtlsboot.trust.RejectionReason;
import io.mtlsboot.trust.VerificationPolicy;
import io.mtlsboot.trust.VerifiedPeer;
import io.mtlsboot.x509.KeyPurpose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FollowedPeer}: it remembers its verdict, and never for too long.
 */
class FollowedPeerTests {

	private static final DevCa OTHER_CA = DevCa.create("other.example");

	private static final List<X509Certificate> CALLER = Peers.CLIENT.chain();

	private final AtomicInteger paths = new AtomicInteger();

	private final AdjustableClock clock = new AdjustableClock(Instant.now());

	private MtlsContext context = context(1, Peers.CA);

	private final PeerVerdicts verdicts = new PeerVerdicts(() -> this.context, this.clock);

	private final FollowedPeer peer = this.verdicts.follow(CALLER);

	@Test
	void judgeWhenNothingIsNewThenTheSameVerdict() {
		PeerVerdict first = this.peer.judge();
		assertThat(first.isTrusted()).isTrue();
		assertThat(this.peer.judge()).isSameAs(first);
		assertThat(this.paths).hasValue(1);
	}

	@Test
	void judgeWhenAnotherConnectionHasTheSameCertificatesThenNoOtherPath() throws Exception {
		List<X509Certificate> resumed = new ArrayList<>();
		for (X509Certificate certificate : CALLER) {
			resumed.add((X509Certificate) CertificateFactory.getInstance("X.509")
				.generateCertificate(new ByteArrayInputStream(certificate.getEncoded())));
		}
		FollowedPeer other = this.verdicts.follow(resumed);
		assertThat(other.judge()).isSameAs(this.peer.judge());
		assertThat(this.paths).hasValue(1);
		this.context = context(2, OTHER_CA);
		assertThat(other.judge().isTrusted()).isFalse();
		assertThat(this.peer.judge().isTrusted()).isFalse();
	}

	@Test
	void i5JudgeWhenNextGenerationHasDroppedTheCaThenRefusedAndBackAgain() {
		assertThat(this.peer.judge().isTrusted()).isTrue();
		this.context = context(2, OTHER_CA);
		assertThat(this.peer.judge().reason()).isEqualTo(RejectionReason.ISSUER_UNKNOWN);
		this.context = context(3, Peers.CA);
		assertThat(this.peer.judge().isTrusted()).isTrue();
	}

	@Test
	void i5JudgeWhenCertificateExpiresThenRefused() {
		assertThat(this.peer.judge().isTrusted()).isTrue();
		this.clock.set(CALLER.get(0).getNotAfter().toInstant());
		assertThat(this.peer.judge().isTrusted()).isTrue();
		this.clock.advance(Duration.ofSeconds(1));
		assertThat(this.peer.judge().reason()).isEqualTo(RejectionReason.EXPIRED);
	}

	@Test
	void judgeWhenBadVerdictIsOldThenJudgedAgain() {
		Instant issued = this.clock.instant();
		this.clock.set(issued.minus(Duration.ofDays(1000)));
		assertThat(this.peer.judge().reason()).isEqualTo(RejectionReason.NOT_YET_VALID);
		this.clock.set(issued);
		assertThat(this.peer.judge().isTrusted()).isTrue();
	}

	@Test
	void judgeWhenThereIsNoContextThenRefusedAndJudgedAgainWhenThereIs() {
		MtlsContext good = this.context;
		this.context = null;
		assertThat(this.peer.judge().isTrusted()).isFalse();
		this.context = good;
		assertThat(this.peer.judge().isTrusted()).isTrue();
	}

	@Test
	void judgeWhenNothingIsPresentedThenRefused() {
		assertThat(this.verdicts.follow(List.of()).judge().reason()).isEqualTo(RejectionReason.NO_CERTIFICATE);
	}

	@Test
	void judgeWhenMoreCallersAreConnectedThanAreRememberedThenNobodyIsVerifiedAgain() throws Exception {
		VerifiedPeer verified = pkix(this.context.generation().material().trust()).verify(CALLER,
				KeyPurpose.CLIENT_AUTH);
		this.context = context(2, Peers.CA, (trust) -> (presented, purpose) -> {
			this.paths.incrementAndGet();
			return verified;
		});
		List<FollowedPeer> connected = IntStream.range(0, 10_000)
			.mapToObj((caller) -> this.verdicts.follow(anotherChain(caller)))
			.toList();
		connected.forEach(FollowedPeer::judge);
		assertThat(this.paths).hasValue(connected.size());
		connected.forEach(FollowedPeer::judge);
		assertThat(this.paths).hasValue(connected.size());
	}

	@Test
	void i5KnowledgeWhenGenerationOrRevocationIsNewThenAnotherNumber() {
		AtomicLong epoch = new AtomicLong();
		this.context = context(2, Peers.CA, (trust) -> new PeerVerifier() {

			@Override
			public VerifiedPeer verify(List<X509Certificate> presented, KeyPurpose purpose)
					throws PeerRejectedException {
				return pkix(trust).verify(presented, purpose);
			}

			@Override
			public long epoch() {
				return epoch.get();
			}

		});
		long before = this.verdicts.knowledge();
		assertThat(this.verdicts.knowledge()).isEqualTo(before);
		epoch.incrementAndGet();
		long revoked = this.verdicts.knowledge();
		assertThat(revoked).isNotEqualTo(before);
		this.context = context(3, Peers.CA);
		assertThat(this.verdicts.knowledge()).isNotIn(before, revoked);
		this.context = null;
		assertThat(this.verdicts.knowledge()).isEqualTo(-1);
	}

	// Of two certificates, in as many orders as are needed
	private static List<X509Certificate> anotherChain(int number) {
		List<X509Certificate> chain = new ArrayList<>();
		for (int bit = 0; bit < Integer.SIZE; bit++) {
			chain.add(CALLER.get((number >> bit) & 1));
		}
		return chain;
	}

	private MtlsContext context(long number, DevCa trusted) {
		return context(number, trusted, (trust) -> {
			PeerVerifier pkix = pkix(trust);
			return (presented, purpose) -> {
				this.paths.incrementAndGet();
				return pkix.verify(presented, purpose);
			};
		});
	}

	private PeerVerifier pkix(TrustMaterial trust) {
		return PeerVerifier.pkix(trust, VerificationPolicy.DEFAULT, this.clock);
	}

	private static MtlsContext context(long number, DevCa trusted, Function<TrustMaterial, PeerVerifier> verifier) {
		TlsMaterial material = new TlsMaterial(KeyMaterial.of(Peers.SERVER.privateKey(), Peers.SERVER.chain(), "test"),
				TrustMaterial.of(List.of(trusted.rootCertificate()), "test"));
		return MtlsContext.create(HandshakeSide.SERVER, new Generation(number, material, Instant.EPOCH), verifier,
				PeerAuthorizer.anyVerifiedCaller(), TlsProfile.DEFAULT, new HandshakeListener() {
				});
	}

}
