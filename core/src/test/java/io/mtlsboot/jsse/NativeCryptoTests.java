package io.mtlsboot.jsse;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.time.Clock;
import java.util.stream.Stream;

import javax.net.ssl.SSLContext;

import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.KeyAlgorithm;
import io.mtlsboot.handshake.HandshakeSide;
import io.mtlsboot.trust.PeerAuthorizer;
import io.mtlsboot.trust.PeerVerifier;
import io.mtlsboot.trust.VerificationPolicy;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Handshakes with the providers that our documentation names, as far as their libraries
 * load on this platform.
 */
@Timeout(120)
class NativeCryptoTests {

	static Stream<Arguments> providersAndKeys() {
		return Stream
			.of("com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider", "org.conscrypt.OpenSSLProvider")
			.flatMap((provider) -> Stream
				.of(KeyAlgorithm.EC_P256, KeyAlgorithm.EC_P384, KeyAlgorithm.RSA_2048, KeyAlgorithm.ED25519)
				.flatMap((key) -> Stream.of(Peers.TLS12, Peers.TLS13)
					.map((profile) -> Arguments.of(provider, key, profile))));
	}

	@ParameterizedTest
	@MethodSource("providersAndKeys")
	void handshakeWhenAProviderIsNativeThenBothSidesCompleteAndResume(String provider, KeyAlgorithm key,
			TlsProfile profile) throws Exception {
		try (HandshakeCrypto crypto = crypto(provider)) {
			SSLContext server = context(HandshakeSide.SERVER, crypto, Peers.server((leaf) -> leaf.keyAlgorithm(key)),
					PeerAuthorizer.anyVerifiedCaller(), profile);
			SSLContext client = context(HandshakeSide.CLIENT, crypto, Peers.client((leaf) -> leaf.keyAlgorithm(key)),
					PeerAuthorizer.hostName(), profile);
			for (int i = 0; i < 2; i++) {
				Wire.Result result = Wire.ENGINES.exchange(client, server);
				assertThat(result.isComplete()).as(result.failures()).isTrue();
			}
		}
	}

	private static HandshakeCrypto crypto(String provider) {
		try {
			return HandshakeCrypto.with((Provider) Class.forName(provider).getConstructor().newInstance());
		}
		catch (GeneralSecurityException | ReflectiveOperationException | LinkageError ex) {
			return Assumptions.abort("'" + provider + "' does not load on '" + System.getProperty("os.name") + "', '"
					+ System.getProperty("os.arch") + "': " + ex);
		}
	}

	private static SSLContext context(HandshakeSide side, HandshakeCrypto crypto, IssuedCertificate own,
			PeerAuthorizer authorizer, TlsProfile profile) {
		return MtlsContext
			.create(side, new MtlsContext.Options(ClientAuthentication.REQUIRED, profile, crypto.engines()),
					Peers.generation(1, own, Peers.CA),
					(trust) -> PeerVerifier.pkix(trust, VerificationPolicy.DEFAULT, Clock.systemUTC()), authorizer,
					new RecordingListener())
			.sslContext();
	}

}
