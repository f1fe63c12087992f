package io.mtlsboot.autoconfigure;

import java.security.GeneralSecurityException;
import java.security.Provider;

import io.mtlsboot.jsse.HandshakeCrypto;
import io.mtlsboot.jsse.TlsEngines;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * The TLS of the JDK, with the algorithms that {@code mtls.tls.crypto-provider} says for
 * as long as the application runs.
 */
final class JdkTls implements AutoCloseable {

	private final @Nullable HandshakeCrypto crypto;

	private JdkTls(@Nullable HandshakeCrypto crypto) {
		this.crypto = crypto;
	}

	/**
	 * Uses a provider.
	 * @param provider its name or class, or {@code null} for those of the JVM
	 * @return the TLS of the JDK, to be closed
	 * @throws MtlsConfigurationException if the provider is not there or does not work
	 */
	static JdkTls with(@Nullable String provider) {
		if (!StringUtils.hasText(provider)) {
			return new JdkTls(null);
		}
		Provider found = CryptoProviders.find(provider);
		try {
			return new JdkTls(HandshakeCrypto.with(found));
		}
		catch (GeneralSecurityException ex) {
			MtlsConfigurationException refused = CryptoProviders.unusable(provider, ex.getMessage());
			refused.initCause(ex);
			throw refused;
		}
	}

	TlsEngines engines() {
		return (this.crypto != null) ? this.crypto.engines() : TlsEngines.jdk();
	}

	@Override
	public void close() {
		if (this.crypto != null) {
			this.crypto.close();
		}
	}

}
