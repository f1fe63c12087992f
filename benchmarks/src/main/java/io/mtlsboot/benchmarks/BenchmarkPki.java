package io.mtlsboot.benchmarks;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.Purpose;
import io.mtlsboot.handshake.HandshakeListener;
import io.mtlsboot.handshake.HandshakeSide;
import io.mtlsboot.jsse.ClientAuthentication;
import io.mtlsboot.jsse.MtlsContext;
import io.mtlsboot.jsse.TlsEngines;
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
 * @param own the server's certificate
 * @param context the server's context
 */
public record BenchmarkPki(DevCa ca, IssuedCertificate own, MtlsContext context) {

	/**
	 * Makes new ones.
	 * @return a server and its CA
	 */
	public static BenchmarkPki create() {
		DevCa ca = DevCa.create("shop.example");
		IssuedCertificate own = ca.issue((leaf) -> leaf.subject("CN=orders").dns("orders.shop.example"));
		return new BenchmarkPki(ca, own, context(ca, own, TlsEngines.jdk()));
	}

	private static MtlsContext context(DevCa ca, IssuedCertificate own, TlsEngines engines) {
		TlsMaterial material = new TlsMaterial(KeyMaterial.of(own.privateKey(), own.chain(), "benchmark"),
				TrustMaterial.of(List.of(ca.rootCertificate()), "benchmark"));
		return MtlsContext.create(HandshakeSide.SERVER,
				new MtlsContext.Options(ClientAuthentication.REQUIRED, TlsProfile.DEFAULT, engines),
				new Generation(1, material, Instant.now()),
				(trust) -> PeerVerifier.pkix(trust, VerificationPolicy.DEFAULT, Clock.systemUTC()),
				PeerAuthorizer.anyVerifiedCaller(), new HandshakeListener() {
				});
	}

	/**
	 * A context of ours for the server.
	 * @param engines who speaks TLS
	 * @return a new context
	 */
	SSLContext server(TlsEngines engines) {
		return context(this.ca, this.own, engines).sslContext();
	}

	/**
	 * A context of the JDK for the server, as a bundle of Boot makes it.
	 * @return a new context
	 * @throws GeneralSecurityException if there is none
	 */
	SSLContext plainServer() throws GeneralSecurityException {
		return plain(this.own);
	}

	/**
	 * A context of the JDK for a caller.
	 * @return a new context
	 * @throws GeneralSecurityException if there is none
	 */
	SSLContext plainClient() throws GeneralSecurityException {
		return plain(issue("web"));
	}

	private SSLContext plain(IssuedCertificate certificate) throws GeneralSecurityException {
		try {
			KeyStore store = KeyStore.getInstance("PKCS12");
			store.load(null, null);
			store.setKeyEntry("own", certificate.privateKey(), new char[0],
					certificate.chain().toArray(new X509Certificate[0]));
			KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
			keys.init(store, new char[0]);
			TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
			trust.init(this.ca.trustStore());
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
			return context;
		}
		catch (IOException ex) {
			throw new GeneralSecurityException(ex);
		}
	}

	/**
	 * What a caller presents.
	 * @param name tells callers apart
	 * @return its chain, leaf first
	 */
	public List<X509Certificate> caller(String name) {
		return issue(name).chain();
	}

	private IssuedCertificate issue(String name) {
		return this.ca.issue((leaf) -> leaf.subject("CN=" + name)
			.spiffeId("spiffe://shop.example/" + name)
			.purposes(Purpose.CLIENT_AUTH));
	}

}
