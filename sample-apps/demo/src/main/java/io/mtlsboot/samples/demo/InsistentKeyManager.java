package io.mtlsboot.samples.demo;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

import io.mtlsboot.devca.IssuedCertificate;
import org.jspecify.annotations.Nullable;

/**
 * Presents a certificate whether or not the server believes its issuer, as curl does. The
 * JDK's own key manager would keep it to itself.
 */
final class InsistentKeyManager extends X509ExtendedKeyManager {

	private static final String ALIAS = "caller";

	private final IssuedCertificate identity;

	InsistentKeyManager(IssuedCertificate identity) {
		this.identity = identity;
	}

	@Override
	public String chooseEngineClientAlias(String[] keyTypes, Principal @Nullable [] issuers, SSLEngine engine) {
		return ALIAS;
	}

	@Override
	public String chooseClientAlias(String[] keyTypes, Principal @Nullable [] issuers, Socket socket) {
		return ALIAS;
	}

	@Override
	public String[] getClientAliases(String keyType, Principal @Nullable [] issuers) {
		return new String[] { ALIAS };
	}

	@Override
	public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
		return null;
	}

	@Override
	public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, Socket socket) {
		return null;
	}

	@Override
	public X509Certificate[] getCertificateChain(String alias) {
		return this.identity.chain().toArray(X509Certificate[]::new);
	}

	@Override
	public PrivateKey getPrivateKey(String alias) {
		return this.identity.privateKey();
	}

}
