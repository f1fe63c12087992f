package io.mtlsboot.jsse;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.X509ExtendedKeyManager;

import io.mtlsboot.handshake.OwnCertificate;
import io.mtlsboot.material.KeyMaterial;
import io.mtlsboot.x509.PrintableText;
import org.jspecify.annotations.Nullable;

/**
 * Presents our one identity.
 * <p>
 * Issuer names that the peer hints at are not compared: they are often incomplete, and a
 * peer that does not know our issuer shall say so instead of finding no certificate at
 * all. Only a key type that the peer cannot verify keeps the certificate back.
 */
final class GenerationKeyManager extends X509ExtendedKeyManager {

	static final String ALIAS = "mtls";

	private final PrivateKey privateKey;

	private final X509Certificate[] chain;

	private final String keyType;

	private final OwnCertificate own;

	GenerationKeyManager(KeyMaterial material) {
		this(material, null);
	}

	GenerationKeyManager(KeyMaterial material, @Nullable Provider crypto) {
		this.privateKey = (crypto != null) ? translated(material.privateKey(), crypto) : material.privateKey();
		this.chain = material.chain().certificates().toArray(new X509Certificate[0]);
		this.keyType = keyType(material.leaf().getPublicKey().getAlgorithm());
		this.own = new OwnCertificate(material.leaf(),
				Stream.of(this.chain).map(X509Certificate::getIssuerX500Principal).distinct().toList(), false,
				List.of(), List.of());
	}

	// A provider would otherwise read the key anew in each handshake
	private static PrivateKey translated(PrivateKey key, Provider crypto) {
		try {
			Key its = KeyFactory.getInstance(key.getAlgorithm(), crypto).translateKey(key);
			return (its instanceof PrivateKey translated) ? translated : key;
		}
		catch (GeneralSecurityException | RuntimeException ex) {
			// As a key in hardware, which only its own provider can use
			return key;
		}
	}

	private static String keyType(String algorithm) {
		return algorithm.startsWith("Ed") ? "EdDSA" : algorithm;
	}

	@Override
	public @Nullable String chooseEngineClientAlias(String @Nullable [] keyTypes, Principal @Nullable [] issuers,
			@Nullable SSLEngine engine) {
		return choose(keyTypes, issuers, () -> NegotiatedSessions.of(engine));
	}

	@Override
	public @Nullable String chooseEngineServerAlias(@Nullable String keyType, Principal @Nullable [] issuers,
			@Nullable SSLEngine engine) {
		return answer(isOurs(keyType), types(keyType), null, () -> NegotiatedSessions.of(engine));
	}

	@Override
	public @Nullable String chooseClientAlias(String @Nullable [] keyTypes, Principal @Nullable [] issuers,
			@Nullable Socket socket) {
		return choose(keyTypes, issuers, () -> NegotiatedSessions.of(socket));
	}

	@Override
	public @Nullable String chooseServerAlias(@Nullable String keyType, Principal @Nullable [] issuers,
			@Nullable Socket socket) {
		return answer(isOurs(keyType), types(keyType), null, () -> NegotiatedSessions.of(socket));
	}

	@Override
	public String @Nullable [] getClientAliases(@Nullable String keyType, Principal @Nullable [] issuers) {
		return aliases(keyType);
	}

	@Override
	public String @Nullable [] getServerAliases(@Nullable String keyType, Principal @Nullable [] issuers) {
		return aliases(keyType);
	}

	private String @Nullable [] aliases(@Nullable String keyType) {
		return isOurs(keyType) ? new String[] { ALIAS } : null;
	}

	private static String @Nullable [] types(@Nullable String keyType) {
		return (keyType != null) ? new String[] { keyType } : null;
	}

	private @Nullable String choose(String @Nullable [] keyTypes, Principal @Nullable [] issuers,
			Supplier<@Nullable SSLSession> session) {
		return answer(keyTypes != null && Arrays.stream(keyTypes).anyMatch(this::isOurs), keyTypes, issuers, session);
	}

	private @Nullable String answer(boolean sent, String @Nullable [] keyTypes, Principal @Nullable [] issuers,
			Supplier<@Nullable SSLSession> session) {
		PeerEvidence evidence = HandshakeObservation.current();
		if (evidence != null) {
			evidence.asked(this.own, sent, keyTypes, issuers);
			SSLSession negotiated = session.get();
			if (negotiated != null) {
				evidence.negotiating(negotiated);
			}
		}
		return sent ? ALIAS : null;
	}

	private boolean isOurs(@Nullable String keyType) {
		return this.keyType.equals(keyType);
	}

	@Override
	public X509Certificate @Nullable [] getCertificateChain(@Nullable String alias) {
		return ALIAS.equals(alias) ? this.chain.clone() : null;
	}

	@Override
	public @Nullable PrivateKey getPrivateKey(@Nullable String alias) {
		return ALIAS.equals(alias) ? this.privateKey : null;
	}

	@Override
	public String toString() {
		return "key manager of '" + PrintableText.of(this.chain[0].getSubjectX500Principal()) + "'";
	}

}
