package io.mtlsboot.jsse;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.Purpose;
import io.mtlsboot.handshake.HandshakeSide;
import io.mtlsboot.identity.IdentityExtractor;
import io.mtlsboot.identity.IdentityType;
import io.mtlsboot.material.KeyMaterial;
import io.mtlsboot.material.TlsMaterial;
import io.mtlsboot.material.TrustMaterial;
import io.mtlsboot.revocation.RevocationServices;
import io.mtlsboot.rotation.Generation;
import io.mtlsboot.trust.PeerAuthorizer;
import io.mtlsboot.trust.PeerVerifier;
import io.mtlsboot.trust.RejectionReason;
import io.mtlsboot.trust.VerificationPolicy;
import io.mtlsboot.trust.VouchedNames;
import io.mtlsboot.trust.Vouching;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class VouchingHandshakeTests {

	private static final DevCa PARTNER = DevCa.create("partner.example");

	private static final TrustMaterial BOTH = TrustMaterial
		.of(List.of(Peers.CA.rootCertificate(), PARTNER.rootCertificate()), "test")
		.withBundles(
				Map.of("ours", List.of(Peers.CA.rootCertificate()), "partner", List.of(PARTNER.rootCertificate())));

	private static final List<VouchedNames> NAMES = List.of(
			VouchedNames.parse("ours", List.of("spiffe://shop.example/**", "dns:localhost", "dns:**.shop.example")),
			VouchedNames.parse("partner", List.of("spiffe://partner.example/**")));

	private static final IssuedCertificate FORGED_CALLER = PARTNER
		.issue((leaf) -> leaf.spiffeId("spiffe://shop.example/web").purposes(Purpose.CLIENT_AUTH));

	private static final IssuedCertificate FORGED_CALLEE = PARTNER
		.issue((leaf) -> leaf.dns("localhost").purposes(Purpose.SERVER_AUTH));

	private final RecordingListener serverListener = new RecordingListener();

	private final RecordingListener clientListener = new RecordingListener();

	@ParameterizedTest
	@MethodSource("profiles")
	void handshakeWhenOurAnchorVouchesForBothThenCompletes(TlsProfile profile) {
		EngineHandshake handshake = handshake(profile, Peers.CLIENT, Peers.SERVER);
		assertThat(handshake.isComplete()).as(handshake.failures()).isTrue();
	}

	@ParameterizedTest
	@MethodSource("profiles")
	void callerOfThePartnersCaWithOurNameIsRefusedByTheServer(TlsProfile profile) {
		EngineHandshake handshake = handshake(profile, FORGED_CALLER, Peers.SERVER);
		assertThat(handshake.serverReceivedAnything()).isFalse();
		assertThat(this.serverListener.onlyFailure(RejectionReason.ANCHOR_NOT_ALLOWED).detail())
			.contains("spiffe://shop.example/web", "'ours'", "'partner'");
	}

	@ParameterizedTest
	@MethodSource("profiles")
	void calleeOfThePartnersCaWithOurNameIsRefusedByTheClient(TlsProfile profile) {
		EngineHandshake handshake = handshake(profile, Peers.CLIENT, FORGED_CALLEE);
		assertThat(handshake.clientReceivedAnything()).isFalse();
		assertThat(this.clientListener.onlyFailure(RejectionReason.ANCHOR_NOT_ALLOWED).detail())
			.contains("dns:localhost", "'ours'", "'partner'");
	}

	static Stream<TlsProfile> profiles() {
		return Stream.of(Peers.TLS12, Peers.TLS13);
	}

	private EngineHandshake handshake(TlsProfile profile, IssuedCertificate caller, IssuedCertificate callee) {
		MtlsContext server = MtlsContext.create(HandshakeSide.SERVER, generation(callee),
				(trust) -> verifier(trust, IdentityExtractor.inOrder(List.of(IdentityType.SPIFFE_ID))),
				PeerAuthorizer.anyVerifiedCaller(), profile, this.serverListener);
		MtlsContext client = MtlsContext.create(HandshakeSide.CLIENT, generation(caller),
				(trust) -> verifier(trust, (leaf) -> Optional.empty()), PeerAuthorizer.hostName(), profile,
				this.clientListener);
		return EngineHandshake.between(client.sslContext(), server.sslContext());
	}

	private static PeerVerifier verifier(TrustMaterial trust, IdentityExtractor identities) {
		return PeerVerifier.pkix(trust, VerificationPolicy.DEFAULT, Vouching.of(NAMES, identities),
				RevocationServices.NONE, Clock.systemUTC());
	}

	private static Generation generation(IssuedCertificate own) {
		return new Generation(1, new TlsMaterial(KeyMaterial.of(own.privateKey(), own.chain(), "test"), BOTH),
				Instant.now());
	}

}
