package io.mtlsboot.jsse;

import java.math.BigInteger;
import java.security.cert.X509CRL;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.handshake.HandshakeSide;
import io.mtlsboot.material.KeyMaterial;
import io.mtlsboot.material.TlsMaterial;
import io.mtlsboot.material.TrustMaterial;
import io.mtlsboot.rotation.Generation;
import io.mtlsboot.trust.PeerAuthorizer;
import io.mtlsboot.trust.PeerVerifier;
import io.mtlsboot.trust.RejectionReason;
import io.mtlsboot.trust.RevocationPolicy;
import io.mtlsboot.trust.VerificationPolicy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class RevocationHandshakeTests {

	private static final IssuedCertificate SERVER = Peers.CA
		.issue((leaf) -> leaf.subject("CN=orders").dns("localhost").issuer(Peers.CA.serverIssuer()));

	private final RecordingListener serverListener = new RecordingListener();

	private final RecordingListener clientListener = new RecordingListener();

	@ParameterizedTest
	@MethodSource("profiles")
	void handshakeWhenNobodyIsRevokedThenCompletes(TlsProfile profile) {
		EngineHandshake handshake = handshake(profile, List.of());
		assertThat(handshake.isComplete()).as(handshake.failures()).isTrue();
		this.serverListener.onlySuccess();
		this.clientListener.onlySuccess();
	}

	@ParameterizedTest
	@MethodSource("profiles")
	void i5HandshakeWhenCallerIsRevokedThenTheServerRefusesIt(TlsProfile profile) {
		EngineHandshake handshake = handshake(profile, List.of(Peers.CLIENT));
		assertThat(handshake.serverReceivedAnything()).isFalse();
		assertThat(this.serverListener.onlyFailure(RejectionReason.REVOKED).detail())
			.contains(Peers.CLIENT.certificate().getSerialNumber().toString(16), "dev client CA");
	}

	@ParameterizedTest
	@MethodSource("profiles")
	void i5HandshakeWhenCalleeIsRevokedThenTheClientRefusesIt(TlsProfile profile) {
		EngineHandshake handshake = handshake(profile, List.of(SERVER));
		assertThat(handshake.clientReceivedAnything()).isFalse();
		assertThat(this.clientListener.onlyFailure(RejectionReason.REVOKED).detail())
			.contains(SERVER.certificate().getSerialNumber().toString(16), "dev server CA");
	}

	static Stream<TlsProfile> profiles() {
		return Stream.of(Peers.TLS12, Peers.TLS13);
	}

	private EngineHandshake handshake(TlsProfile profile, List<IssuedCertificate> revoked) {
		List<BigInteger> serials = revoked.stream().map((issued) -> issued.certificate().getSerialNumber()).toList();
		List<X509CRL> crls = Stream.of(Peers.CA.root(), Peers.CA.serverIssuer(), Peers.CA.clientIssuer())
			.map((issuer) -> Peers.CA.crl(issuer, serials))
			.toList();
		MtlsContext server = MtlsContext.create(HandshakeSide.SERVER, generation(SERVER, crls),
				RevocationHandshakeTests::verifier, PeerAuthorizer.anyVerifiedCaller(), profile, this.serverListener);
		MtlsContext client = MtlsContext.create(HandshakeSide.CLIENT, generation(Peers.CLIENT, crls),
				RevocationHandshakeTests::verifier, PeerAuthorizer.hostName(), profile, this.clientListener);
		return EngineHandshake.between(client.sslContext(), server.sslContext());
	}

	private static PeerVerifier verifier(TrustMaterial trust) {
		return PeerVerifier.pkix(trust,
				VerificationPolicy.DEFAULT.withRevocation(
						new RevocationPolicy(RevocationPolicy.Check.CRL, RevocationPolicy.OnUnknown.REJECT)),
				Clock.systemUTC());
	}

	private static Generation generation(IssuedCertificate own, List<X509CRL> crls) {
		KeyMaterial key = KeyMaterial.of(own.privateKey(), own.chain(), "test");
		TrustMaterial trust = TrustMaterial.of(List.of(Peers.CA.rootCertificate()), "test").withCrls(crls, "test");
		return new Generation(1, new TlsMaterial(key, trust), Instant.now());
	}

}
