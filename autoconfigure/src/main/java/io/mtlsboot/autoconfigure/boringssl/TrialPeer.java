package io.mtlsboot.autoconfigure.boringssl;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

import io.mtlsboot.material.KeyMaterial;
import org.jspecify.annotations.Nullable;

/**
 * Both sides of a handshake with ourselves, in memory: one has the key, the other wants
 * to see nothing but a signature of it. Never leaves this package, and never meets a
 * network.
 *
 * @param key the key
 */
record TrialPeer(KeyMaterial key) {

	X509ExtendedKeyManager keyManager() {
		return new KeyOnTrial(this.key);
	}

	X509ExtendedTrustManager trustManager() {
		return new Anybody();
	}

	/**
	 * Presents the key whatever is asked for.
	 */
	private static final class KeyOnTrial extends X509ExtendedKeyManager {

		private static final String ALIAS = "trial";

		private final KeyMaterial key;

		KeyOnTrial(KeyMaterial key) {
			this.key = key;
		}

		@Override
		public @Nullable String chooseEngineServerAlias(String keyType, Principal @Nullable [] issuers,
				@Nullable SSLEngine engine) {
			return keyType.equals(this.key.leaf().getPublicKey().getAlgorithm()) ? ALIAS : null;
		}

		@Override
		public X509Certificate[] getCertificateChain(String alias) {
			return this.key.chain().certificates().toArray(X509Certificate[]::new);
		}

		@Override
		public PrivateKey getPrivateKey(String alias) {
			return this.key.privateKey();
		}

		@Override
		public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
			return new String[] { ALIAS };
		}

		@Override
		public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers,
				@Nullable Socket socket) {
			return null;
		}

		@Override
		public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
			return null;
		}

		@Override
		public @Nullable String chooseClientAlias(String[] keyTypes, Principal @Nullable [] issuers,
				@Nullable Socket socket) {
			return null;
		}

	}

	/**
	 * Trusts the only peer that there is: ourselves.
	 */
	private static final class Anybody extends X509ExtendedTrustManager {

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String authType) {
		}

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String authType) {
		}

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String authType, @Nullable Socket socket) {
		}

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String authType, @Nullable Socket socket) {
		}

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String authType, @Nullable SSLEngine engine) {
		}

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String authType, @Nullable SSLEngine engine) {
		}

		@Override
		public X509Certificate[] getAcceptedIssuers() {
			return new X509Certificate[0];
		}

	}

}
