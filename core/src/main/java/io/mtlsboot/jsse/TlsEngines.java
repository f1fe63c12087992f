package io.mtlsboot.jsse;

import java.security.GeneralSecurityException;
import java.security.Provider;

import javax.net.ssl.SSLContext;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

import io.mtlsboot.handshake.HandshakeSide;
import io.mtlsboot.material.KeyMaterial;
import org.jspecify.annotations.Nullable;

/**
 * Who speaks TLS for us: where the engines and sockets of a context come from. Whatever
 * they are, they are guarded and observed alike. Safe for use by many threads.
 */
public interface TlsEngines {

	/**
	 * The engines of the JDK.
	 * @return the one that is always there
	 */
	static TlsEngines jdk() {
		return JdkEngines.PLAIN;
	}

	/**
	 * What users call it.
	 * @return a word, such as {@code jdk}
	 */
	String name();

	/**
	 * Makes a context for one generation of material. If it holds anything outside the
	 * heap it is a {@link NativeResources}, and so are its engines.
	 * @param settings what it is for
	 * @return a context that nobody else has
	 * @throws GeneralSecurityException if there is none with these settings
	 */
	SSLContext contextFor(Settings settings) throws GeneralSecurityException;

	/**
	 * Whose algorithms handshakes use where the engines do not bring their own.
	 * @return a provider, or {@code null} for those of the JVM
	 */
	default @Nullable Provider crypto() {
		return null;
	}

	/**
	 * What a context is for.
	 *
	 * @param side the side of its connections
	 * @param authentication what the server side asks of callers
	 * @param profile versions and cipher suites, of which engines speak no others
	 * @param key who we are
	 * @param keyManager presents that; it wants to be asked in each handshake
	 * @param trustManager judges peers in each full handshake
	 */
	record Settings(HandshakeSide side, ClientAuthentication authentication, TlsProfile profile, KeyMaterial key,
			X509ExtendedKeyManager keyManager, X509ExtendedTrustManager trustManager) {
	}

}
