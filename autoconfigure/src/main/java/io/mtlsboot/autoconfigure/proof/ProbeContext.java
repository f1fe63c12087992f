package io.mtlsboot.autoconfigure.proof;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

import org.jspecify.annotations.Nullable;

/**
 * TLS as a caller speaks it that believes one certificate and no CA: that of our own
 * current generation.
 */
final class ProbeContext {

	private ProbeContext() {
	}

	/**
	 * Sockets of such a caller.
	 * @param own what it presents, leaf first; empty for nothing
	 * @param key the key of that, or {@code null} for nothing
	 * @param expected the certificate that the port must have
	 * @return the sockets
	 */
	static SSLSocketFactory sockets(List<X509Certificate> own, @Nullable PrivateKey key, X509Certificate expected) {
		try {
			SSLContext context = SSLContext.getInstance("TLS");
			KeyManager[] keys = (key != null) ? new KeyManager[] { new Keys(own, key) } : new KeyManager[0];
			context.init(keys, new TrustManager[] { new Pin(expected) }, null);
			return context.getSocketFactory();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Unable to create an SSL context: the JDK's TLS is not available", ex);
		}
	}

	private static final class Keys extends X509ExtendedKeyManager {

		private static final String ALIAS = "probe";

		private final List<X509Certificate> chain;

		private final PrivateKey key;

		Keys(List<X509Certificate> chain, PrivateKey key) {
			this.chain = List.copyOf(chain);
			this.key = key;
		}

		@Override
		public String chooseClientAlias(String @Nullable [] keyTypes, Principal @Nullable [] issuers,
				@Nullable Socket socket) {
			return ALIAS;
		}

		@Override
		public String[] getClientAliases(@Nullable String keyType, Principal @Nullable [] issuers) {
			return new String[] { ALIAS };
		}

		@Override
		public String @Nullable [] getServerAliases(@Nullable String keyType, Principal @Nullable [] issuers) {
			return null;
		}

		@Override
		public @Nullable String chooseServerAlias(@Nullable String keyType, Principal @Nullable [] issuers,
				@Nullable Socket socket) {
			return null;
		}

		@Override
		public X509Certificate[] getCertificateChain(@Nullable String alias) {
			return this.chain.toArray(X509Certificate[]::new);
		}

		@Override
		public PrivateKey getPrivateKey(@Nullable String alias) {
			return this.key;
		}

	}

	private static final class Pin extends X509ExtendedTrustManager {

		private final X509Certificate expected;

		Pin(X509Certificate expected) {
			this.expected = expected;
		}

		private void check(X509Certificate @Nullable [] chain) throws CertificateException {
			if (chain == null || chain.length == 0 || !this.expected.equals(chain[0])) {
				throw new OtherCertificateException();
			}
		}

		@Override
		public void checkServerTrusted(X509Certificate @Nullable [] chain, @Nullable String authType)
				throws CertificateException {
			check(chain);
		}

		@Override
		public void checkServerTrusted(X509Certificate @Nullable [] chain, @Nullable String authType,
				@Nullable Socket socket) throws CertificateException {
			check(chain);
		}

		@Override
		public void checkServerTrusted(X509Certificate @Nullable [] chain, @Nullable String authType,
				@Nullable SSLEngine engine) throws CertificateException {
			check(chain);
		}

		@Override
		public void checkClientTrusted(X509Certificate @Nullable [] chain, @Nullable String authType)
				throws CertificateException {
			throw new CertificateException("no caller is expected");
		}

		@Override
		public void checkClientTrusted(X509Certificate @Nullable [] chain, @Nullable String authType,
				@Nullable Socket socket) throws CertificateException {
			throw new CertificateException("no caller is expected");
		}

		@Override
		public void checkClientTrusted(X509Certificate @Nullable [] chain, @Nullable String authType,
				@Nullable SSLEngine engine) throws CertificateException {
			throw new CertificateException("no caller is expected");
		}

		@Override
		public X509Certificate[] getAcceptedIssuers() {
			return new X509Certificate[0];
		}

	}

}
