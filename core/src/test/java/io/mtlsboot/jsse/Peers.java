package io.mtlsboot.jsse;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.LeafSpec;
import io.mtlsboot.devca.Purpose;
import io.mtlsboot.handshake.HandshakeListener;
import io.mtlsboot.handshake.HandshakeSide;
import io.mtlsboot.material.KeyMaterial;
import io.mtlsboot.material.TlsMaterial;
import io.mtlsboot.material.TrustMaterial;
import io.mtlsboot.rotation.Generation;
import io.mtlsboot.trust.PeerAuthorizer;
import io.mtlsboot.trust.PeerVerifier;
import io.mtlsboot.trust.VerificationPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Contexts for both sides of a connection, over certificates of one CA.
 */
final class Peers {

	static final DevCa CA = DevCa.create("shop.example");

	static final IssuedCertificate SERVER = server((leaf) -> {
	});

	static final IssuedCertificate CLIENT = client((leaf) -> {
	});

	static final TlsProfile TLS12 = new TlsProfile(List.of("TLSv1.2"), TlsProfile.DEFAULT.cipherSuites());

	static final TlsProfile TLS13 = new TlsProfile(List.of("TLSv1.3"), TlsProfile.DEFAULT.cipherSuites());

	private Peers() {
	}

	static IssuedCertificate server(Consumer<LeafSpec> customizer) {
		return CA.issue((leaf) -> customizer.accept(leaf.subject("CN=orders").dns("localhost", "orders.shop.example")));
	}

	static IssuedCertificate client(Consumer<LeafSpec> customizer) {
		return CA.issue((leaf) -> customizer
			.accept(leaf.subject("CN=web").spiffeId("spiffe://shop.example/web").purposes(Purpose.CLIENT_AUTH)));
	}

	/**
	 * A client that believes our CA and is not bound by anything else that we do.
	 */
	static SSLContext plainClient(TlsProfile profile, @Nullable IssuedCertificate own)
			throws GeneralSecurityException, IOException {
		TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		trust.init(CA.trustStore());
		KeyManager[] keys = (own != null) ? new KeyManager[] { new AnyKeyManager(own) } : new KeyManager[0];
		SSLContext context = SSLContext.getInstance(profile.protocols().get(0));
		context.init(keys, trust.getTrustManagers(), null);
		return context;
	}

	static Generation generation(long number, IssuedCertificate own, DevCa trusted) {
		KeyMaterial key = KeyMaterial.of(own.privateKey(), own.chain(), "test");
		TrustMaterial trust = TrustMaterial.of(List.of(trusted.rootCertificate()), "test");
		return new Generation(number, new TlsMaterial(key, trust), Instant.now());
	}

	static MtlsContext server(IssuedCertificate own, TlsProfile profile, HandshakeListener listener) {
		return context(HandshakeSide.SERVER, generation(1, own, CA), PeerAuthorizer.anyVerifiedCaller(), profile,
				listener);
	}

	static MtlsContext client(IssuedCertificate own, TlsProfile profile, HandshakeListener listener) {
		return context(HandshakeSide.CLIENT, generation(1, own, CA), PeerAuthorizer.hostName(), profile, listener);
	}

	static MtlsContext context(HandshakeSide side, Generation generation, PeerAuthorizer authorizer, TlsProfile profile,
			HandshakeListener listener) {
		return MtlsContext.create(side, generation,
				(trust) -> PeerVerifier.pkix(trust, VerificationPolicy.DEFAULT, Clock.systemUTC()), authorizer, profile,
				listener);
	}

}
