package io.mtlsboot.benchmarks;

import java.security.GeneralSecurityException;
import java.security.Provider;

import io.mtlsboot.jsse.HandshakeCrypto;
import io.mtlsboot.jsse.TlsEngines;

/**
 * Whose context a server has.
 */
enum HandshakeServer {

	/** The JDK's, with its own key and trust managers: what a bundle of Boot makes. */
	BARE {

		@Override
		HandshakePeers with(BenchmarkPki pki, String version) throws GeneralSecurityException {
			return HandshakePeers.of(pki.plainServer(), pki, version, () -> {
			});
		}

	},

	/** Ours, with the JDK's engines. */
	JDK {

		@Override
		HandshakePeers with(BenchmarkPki pki, String version) throws GeneralSecurityException {
			return HandshakePeers.of(pki.server(TlsEngines.jdk()), pki, version, () -> {
			});
		}

	},

	/** Ours, with Amazon Corretto Crypto Provider under the JDK's engines. */
	CORRETTO {

		@Override
		HandshakePeers with(BenchmarkPki pki, String version) throws GeneralSecurityException {
			return lent("com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider", pki, version);
		}

	},

	/** Ours, with Conscrypt's algorithms under the JDK's engines. */
	CONSCRYPT {

		@Override
		HandshakePeers with(BenchmarkPki pki, String version) throws GeneralSecurityException {
			return lent("org.conscrypt.OpenSSLProvider", pki, version);
		}

	};

	/**
	 * Makes a server of this kind, and a client for it.
	 * @param pki their certificates
	 * @param version the version of TLS
	 * @return both
	 * @throws GeneralSecurityException if that is not possible here
	 */
	abstract HandshakePeers with(BenchmarkPki pki, String version) throws GeneralSecurityException;

	private static HandshakePeers lent(String provider, BenchmarkPki pki, String version)
			throws GeneralSecurityException {
		HandshakeCrypto crypto = HandshakeCrypto.with(create(provider));
		return HandshakePeers.of(pki.server(crypto.engines()), pki, version, crypto::close);
	}

	private static Provider create(String provider) throws GeneralSecurityException {
		try {
			return Class.forName(provider).asSubclass(Provider.class).getConstructor().newInstance();
		}
		catch (ReflectiveOperationException | LinkageError ex) {
			throw new GeneralSecurityException("'" + provider + "' does not load here", ex);
		}
	}

}
