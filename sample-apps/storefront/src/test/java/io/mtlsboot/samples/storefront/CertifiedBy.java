package io.mtlsboot.samples.storefront;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import io.mtlsboot.devca.DevCaDirectory;
import io.mtlsboot.devca.IssuedCertificate;

/**
 * TLS of somebody who believes a development CA.
 *
 * @param ca the CA
 */
record CertifiedBy(DevCaDirectory ca) {

	SSLContext client(String name) throws GeneralSecurityException, IOException {
		return context(keys(this.ca.issueClient((leaf) -> leaf.spiffeId("spiffe://shop.example/" + name))));
	}

	SSLContext server(String name) throws GeneralSecurityException, IOException {
		return context(
				keys(this.ca.issueServer((leaf) -> leaf.spiffeId("spiffe://shop.example/" + name).dns("localhost"))));
	}

	SSLContext nobody() throws GeneralSecurityException, IOException {
		return context(new KeyManager[0]);
	}

	private SSLContext context(KeyManager[] keys) throws GeneralSecurityException, IOException {
		KeyStore anchors = KeyStore.getInstance(KeyStore.getDefaultType());
		anchors.load(null, null);
		anchors.setCertificateEntry("root", this.ca.rootCertificate());
		TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		trust.init(anchors);
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(keys, trust.getTrustManagers(), null);
		return context;
	}

	private static KeyManager[] keys(IssuedCertificate issued) throws GeneralSecurityException {
		char[] password = "in memory".toCharArray();
		KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		keys.init(issued.keyStore("PKCS12", password, "own"), password);
		return keys.getKeyManagers();
	}

}
