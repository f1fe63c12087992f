package io.mtlsboot.jsse;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.mtlsboot.AdjustableClock;
import io.mtlsboot.devca.DevCa;
import io.mtlsboot.handshake.HandshakeListener;
import io.mtlsboot.handshake.HandshakeSide;
import io.mtlsboot.material.KeyMaterial;
import io.mtlsboot.material.TlsMaterial;
import io.mtlsboot.material.TrustMaterial;
import io.mtlsboot.rotation.Generation;
import io.mtlsboot.trust.PeerAuthorizer;
import io.mtlsboot.trust.PeerVerifier;
import io.mtlsboot.trust.RejectionReason;
import io.mtlsboot.trust.VerificationPolicy;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PeerVerdictsTests {

	private static final DevCa OTHER_CA = DevCa.create("other.example");

	private static final List<X509Certificate> CALLER = Peers.CLIENT.chain();

	private final AtomicInteger paths = new AtomicInteger();

	private final AdjustableClock clock = new AdjustableClock(Instant.now());

	private MtlsContext context = context(1, Peers.CA);

	private final PeerVerdicts verdicts = new PeerVerdicts(() -> this.context, this.clock);

	@Test
	void judgeWhenTrustedThenHoldsUntilPathExpires() {
		PeerVerdict verdict = this.verdicts.judge(CALLER);
		assertThat(verdict.isTrusted()).isTrue();
		assertThat(verdict.holdsUntil()).isEqualTo(CALLER.get(0).getNotAfter().toInstant());
	}

	@Test
	void judgeWhenKnownThenBuildsNoPath() throws Exception {
		this.verdicts.judge(CALLER);
		this.verdicts.judge(new ArrayList<>(CALLER));
		List<X509Certificate> parsedAgain = new ArrayList<>();
		for (X509Certificate certificate : CALLER) {
			parsedAgain.add((X509Certificate) CertificateFactory.getInstance("X.509")
				.generateCertificate(new ByteArrayInputStream(certificate.getEncoded())));
		}
		assertThat(this.verdicts.judge(parsedAgain).isTrusted()).isTrue();
		assertThat(this.paths).hasValue(1);
	}

	@Test
	void judgeWhenSameLeafWithOtherIssuersThenJudgedOnItsOwn() {
		this.verdicts.judge(CALLER);
		assertThat(this.verdicts.judge(CALLER.subList(0, 1)).isTrusted()).isFalse();
	}

	@Test
	void judgeWhenNextGenerationHasDroppedTheCaThenRefused() {
		assertThat(this.verdicts.judge(CALLER).isTrusted()).isTrue();
		this.context = context(2, OTHER_CA);
		assertThat(this.verdicts.judge(CALLER).reason()).isEqualTo(RejectionReason.ISSUER_UNKNOWN);
		assertThat(this.verdicts.judge(CALLER).cause()).isNotNull();
		assertThat(this.paths).hasValue(2);
		this.context = context(3, Peers.CA);
		assertThat(this.verdicts.judge(CALLER).isTrusted()).isTrue();
	}

	@Test
	void judgeWhenEarlierGenerationComesLateThenTheNextOneCounts() {
		MtlsContext earlier = this.context;
		this.context = context(2, OTHER_CA);
		this.verdicts.judge(CALLER);
		this.context = earlier;
		assertThat(this.verdicts.judge(CALLER).reason()).isEqualTo(RejectionReason.ISSUER_UNKNOWN);
	}

	@Test
	void judgeWhenAnchorMovesToAnotherBundleThenTheVerdictFollowsTheGeneration() {
		assertThat(this.verdicts.judge(CALLER).bundles()).isEmpty();
		TrustMaterial trust = TrustMaterial.of(List.of(Peers.CA.rootCertificate(), OTHER_CA.rootCertificate()), "test");
		this.context = context(2, trust.withBundles(
				Map.of("ours", List.of(Peers.CA.rootCertificate()), "partner", List.of(OTHER_CA.rootCertificate()))));
		assertThat(this.verdicts.judge(CALLER).bundles()).containsExactly("ours");
		this.context = context(3, trust.withBundles(Map.of("partner", trust.anchors())));
		assertThat(this.verdicts.judge(CALLER).bundles()).containsExactly("partner");
		this.context = context(4, OTHER_CA);
		assertThat(this.verdicts.judge(CALLER).bundles()).isEmpty();
	}

	@Test
	void judgeWhenCertificateExpiresThenRefused() {
		this.verdicts.judge(CALLER);
		this.clock.set(CALLER.get(0).getNotAfter().toInstant());
		assertThat(this.verdicts.judge(CALLER).isTrusted()).isTrue();
		// A certificate knows whole seconds, and its last one counts
		this.clock.advance(Duration.ofSeconds(1));
		assertThat(this.verdicts.judge(CALLER).reason()).isEqualTo(RejectionReason.EXPIRED);
	}

	@Test
	void judgeWhenBadVerdictIsOldThenJudgedAgain() {
		Instant issued = this.clock.instant();
		this.clock.set(issued.minus(Duration.ofDays(1000)));
		assertThat(this.verdicts.judge(CALLER).reason()).isEqualTo(RejectionReason.NOT_YET_VALID);
		this.clock.set(issued);
		assertThat(this.verdicts.judge(CALLER).isTrusted()).isTrue();
	}

	@Test
	void judgeWhenNothingIsPresentedThenRefused() {
		assertThat(this.verdicts.judge(List.of()).reason()).isEqualTo(RejectionReason.NO_CERTIFICATE);
	}

	@Test
	void judgeWhenThereIsNoContextThenRefusedAndNothingThrown() {
		PeerVerdicts broken = new PeerVerdicts(() -> {
			throw new IllegalStateException("broken");
		}, this.clock);
		assertThat(broken.judge(CALLER).isTrusted()).isFalse();
	}

	private MtlsContext context(long number, DevCa trusted) {
		return context(number, TrustMaterial.of(List.of(trusted.rootCertificate()), "test"));
	}

	private MtlsContext context(long number, TrustMaterial trusted) {
		TlsMaterial material = new TlsMaterial(KeyMaterial.of(Peers.SERVER.privateKey(), Peers.SERVER.chain(), "test"),
				trusted);
		return MtlsContext.create(HandshakeSide.SERVER, new Generation(number, material, Instant.EPOCH), (trust) -> {
			PeerVerifier pkix = PeerVerifier.pkix(trust, VerificationPolicy.DEFAULT, this.clock);
			return (presented, purpose) -> {
				this.paths.incrementAndGet();
				return pkix.verify(presented, purpose);
			};
		}, PeerAuthorizer.anyVerifiedCaller(), TlsProfile.DEFAULT, new HandshakeListener() {
		});
	}

}
