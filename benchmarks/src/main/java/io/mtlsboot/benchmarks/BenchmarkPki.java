package io.mtlsboot.benchmarks;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.Purpose;
import io.mtlsboot.handshake.HandshakeListener;
import io.mtlsboot.handshake.HandshakeSide;
import io.mtlsboot.jsse.MtlsContext;
import io.mtlsboot.jsse.TlsProfile;
import io.mtlsboot.material.KeyMaterial;
import io.mtlsboot.material.TlsMaterial;
import io.mtlsboot.material.TrustMaterial;
import io.mtlsboot.rotation.Generation;
import io.mtlsboot.trust.PeerAuthorizer;
import io.mtlsboot.trust.PeerVerifier;
import io.mtlsboot.trust.VerificationPolicy;

/**
 * A server and the callers that it believes: one intermediate, EC P-256.
 *
 * @param ca issues their certificates
 * @param context the server's context
 */
record BenchmarkPki(DevCa ca, MtlsContext context) {

	static BenchmarkPki create() {
		DevCa ca = DevCa.create("shop.example");
		IssuedCertificate own = ca.issue((leaf) -> leaf.subject("CN=orders").dns("orders.shop.example"));
		TlsMaterial material = new TlsMaterial(KeyMaterial.of(own.privateKey(), own.chain(), "benchmark"),
				TrustMaterial.of(List.of(ca.rootCertificate()), "benchmark"));
		return new BenchmarkPki(ca,
				MtlsContext.create(HandshakeSide.SERVER, new Generation(1, material, Instant.now()),
						(trust) -> PeerVerifier.pkix(trust, VerificationPolicy.DEFAULT, Clock.systemUTC()),
						PeerAuthorizer.anyVerifiedCaller(), TlsProfile.DEFAULT, new HandshakeListener() {
						}));
	}

	/**
	 * What a caller presents.
	 * @param name tells callers apart
	 * @return its chain, leaf first
	 */
	List<X509Certificate> caller(String name) {
		return this.ca
			.issue((leaf) -> leaf.subject("CN=" + name)
				.spiffeId("spiffe://shop.example/" + name)
				.purposes(Purpose.CLIENT_AUTH))
			.chain();
	}

}
