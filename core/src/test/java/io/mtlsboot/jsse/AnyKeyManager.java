package io.mtlsboot.jsse;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

import io.mtlsboot.devca.IssuedCertificate;

/**
 * Presents whatever it is given, as an attacker does.
 */
final class AnyKeyManager extends X509ExtendedKeyManager {

	private final IssuedCertificate own;

	AnyKeyManager(IssuedCertificate own) {
		this.own = own;
	}

	@Override
	public String[] getClientAliases(String keyType, Principal[] issuers) {
		return new String[] { "any" };
	}

	@Override
	public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
		return "any";
	}

	@Override
	public String chooseEngineClientAlias(String[] keyTypes, Principal[] issuers, SSLEngine engine) {
		return "any";
	}

	@Override
	public String[] getServerAliases(String keyType, Principal[] issuers) {
		return new String[] { "any" };
	}

	@Override
	public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
		return "any";
	}

	@Override
	public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
		return "any";
	}

	@Override
	public X509Certificate[] getCertificateChain(String alias) {
		return this.own.chain().toArray(new X509Certificate[0]);
	}

	@Override
	public PrivateKey getPrivateKey(String alias) {
		return this.own.privateKey();
	}

}
