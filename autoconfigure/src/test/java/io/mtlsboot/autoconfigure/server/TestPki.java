package io.mtlsboot.autoconfigure.server;

import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509KeyManager;
import javax.net.ssl.X509TrustManager;

import io.mtlsboot.autoconfigure.MaterialSources;
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
 * The certificates of a server and of good and bad callers.
 */
final class TestPki {

	static final DevCa CA = DevCa.create("shop.example");

	static final IssuedCertificate SERVER = CA.issue((leaf) -> leaf.subject("CN=orders").dns("localhost"));

	static final IssuedCertificate WEB = caller(CA, "web");

	static final IssuedCertificate BATCH = caller(CA, "batch");

	static final IssuedCertificate FOREIGN = caller(CA.impostor(), "web");

	static final IssuedCertificate EXPIRED = CA.issue((leaf) -> leaf.subject("CN=web")
		.spiffeId("spiffe://shop.example/web")
		.purposes(Purpose.CLIENT_AUTH)
		.validFor(Duration.ofMinutes(-1)));

	static final IssuedCertificate SERVER_AUTH_ONLY = CA
		.issue((leaf) -> leaf.subject("CN=web").spiffeId("spiffe://shop.example/web").purposes(Purpose.SERVER_AUTH));

	private TestPki() {
	}

	static MaterialSources sources() {
		return (scope) -> () -> new TlsMaterial(KeyMaterial.of(SERVER.privateKey(), SERVER.chain(), "test"),
				TrustMaterial.of(List.of(CA.rootCertificate()), "test"));
	}

	static MtlsContext serverContext(long generation, DevCa trusted) {
		TlsMaterial material = new TlsMaterial(KeyMaterial.of(SERVER.privateKey(), SERVER.chain(), "test"),
				TrustMaterial.of(List.of(trusted.rootCertificate()), "test"));
		return MtlsContext.create(HandshakeSide.SERVER, new Generation(generation, material, Instant.now()),
				(trust) -> PeerVerifier.pkix(trust, VerificationPolicy.DEFAULT, Clock.systemUTC()),
				PeerAuthorizer.anyVerifiedCaller(), TlsProfile.DEFAULT, new HandshakeListener() {
				});
	}

	/**
	 * The context of a caller that trusts our CA, without any of our own code in it.
	 * @param certificate of the caller, or {@code null} for none
	 * @return a new context
	 */
	static SSLContext callerContext(IssuedCertificate certificate) {
		try {
			SSLContext context = SSLContext.getInstance("TLS");
			context.init((certificate != null) ? new KeyManager[] { keyManager(certificate) } : null,
					new TrustManager[] { trustManager() }, null);
			return context;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static X509KeyManager keyManager(IssuedCertificate certificate) {
		try {
			KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
			keys.init(certificate.keyStore("PKCS12", new char[0], "caller"), new char[0]);
			return (X509KeyManager) keys.getKeyManagers()[0];
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static X509TrustManager trustManager() {
		try {
			TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
			trust.init(CA.trustStore());
			return (X509TrustManager) trust.getTrustManagers()[0];
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static IssuedCertificate caller(DevCa ca, String name) {
		return ca.issue((leaf) -> leaf.subject("CN=" + name)
			.spiffeId("spiffe://shop.example/" + name)
			.purposes(Purpose.CLIENT_AUTH));
	}

}
