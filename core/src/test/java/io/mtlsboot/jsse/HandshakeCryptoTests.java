package io.mtlsboot.jsse;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.net.ssl.SSLContext;

import io.mtlsboot.handshake.HandshakeSide;
import io.mtlsboot.material.HardwareModule;
import io.mtlsboot.material.KeyMaterial;
import io.mtlsboot.material.TlsMaterial;
import io.mtlsboot.material.TrustMaterial;
import io.mtlsboot.rotation.Generation;
import io.mtlsboot.trust.PeerAuthorizer;
import io.mtlsboot.trust.PeerRejectedException;
import io.mtlsboot.trust.PeerVerifier;
import io.mtlsboot.trust.RejectionReason;
import io.mtlsboot.trust.VerificationPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Handshakes of ours use the provider, and nobody else does.
 */
@Timeout(120)
class HandshakeCryptoTests {

	private final BorrowedProvider provider = new BorrowedProvider();

	private final RecordingListener listener = new RecordingListener();

	private final List<String> before = lookups();

	private HandshakeCrypto crypto;

	@BeforeEach
	void lend() throws GeneralSecurityException {
		this.crypto = HandshakeCrypto.with(this.provider);
	}

	@AfterEach
	void nobodyNoticed() {
		assertThat(lookups()).isEqualTo(this.before).noneMatch(BorrowedProvider.NAME::equals);
		this.crypto.close();
		assertThat(lookups()).isEqualTo(this.before);
		assertThat(ours()).isZero();
	}

	static Stream<Arguments> wires() {
		return ResumptionTests.wires();
	}

	@ParameterizedTest
	@MethodSource("wires")
	void handshakeWhenAProviderIsNamedThenSignsVerifiesAndAgreesWithIt(Wire wire, TlsProfile profile) throws Exception {
		int signatures = this.provider.uses("Signature");
		int agreements = this.provider.uses("KeyAgreement");
		int pairs = this.provider.uses("KeyPairGenerator");
		Wire.Result result = wire.exchange(caller(profile), server(profile, PeerAuthorizer.anyVerifiedCaller()));
		assertThat(result.isComplete()).as(result.failures()).isTrue();
		assertThat(this.provider.uses("Signature")).isGreaterThan(signatures);
		assertThat(this.provider.uses("KeyAgreement")).isGreaterThan(agreements);
		assertThat(this.provider.uses("KeyPairGenerator")).isGreaterThan(pairs);
	}

	@Test
	void handshakeWhenAProviderIsNamedThenNothingOfItStaysInCertificatesOrSessions() throws Exception {
		SSLContext server = server(Peers.TLS13, PeerAuthorizer.anyVerifiedCaller());
		int factories = this.provider.uses("KeyFactory");
		Wire.Result result = Wire.ENGINES.exchange(caller(Peers.TLS13), server);
		assertThat(this.provider.used()).containsExactlyInAnyOrder("Signature", "KeyAgreement", "KeyPairGenerator",
				"KeyFactory");
		// Only for our own key, when the context was made
		assertThat(this.provider.uses("KeyFactory")).isEqualTo(factories);
		X509Certificate presented = (X509Certificate) result.presented().get(0);
		assertThat(presented.getClass().getName()).startsWith("sun.security.");
		assertThat(presented.getPublicKey().getClass().getName()).startsWith("sun.security.");
	}

	@Test
	void lookupWhenAnotherThreadDoesItDuringAHandshakeThenIsAsBefore() throws Exception {
		List<List<String>> seen = new ArrayList<>();
		Wire.ENGINES.exchange(caller(Peers.TLS13), server(Peers.TLS13, (peer, host) -> {
			seen.add(lookups());
			seen.add(CompletableFuture.supplyAsync(HandshakeCryptoTests::lookups).join());
		}));
		assertThat(seen).hasSize(2);
		// The thread that works for the handshake has it, which shows that we look right
		assertThat(seen.get(0)).contains(BorrowedProvider.NAME);
		assertThat(seen.get(1)).isEqualTo(this.before);
	}

	@Test
	void lookupWhenTheHandshakeFailsThenIsAsBefore() throws Exception {
		RuntimeException failure = new IllegalStateException("a mistake");
		Wire.ENGINES.exchange(caller(Peers.TLS13), server(Peers.TLS13, (peer, host) -> {
			throw failure;
		}));
		assertThat(lookups()).isEqualTo(this.before);
		Wire.ENGINES.exchange(caller(Peers.TLS12), server(Peers.TLS12, (peer, host) -> {
			throw new PeerRejectedException(RejectionReason.IDENTITY_NOT_ADMITTED, "a refusal", null);
		}));
		assertThat(this.listener.failures()).hasSize(2);
	}

	@Test
	void handshakeWhenAnotherContextsRunsWithinItThenThatOneHasItsOwn() throws Exception {
		List<List<String>> seen = new ArrayList<>();
		SSLContext without = Peers
			.context(HandshakeSide.SERVER, Peers.generation(1, Peers.SERVER, Peers.CA),
					(peer, host) -> seen.add(lookups()), Peers.TLS13, this.listener)
			.sslContext();
		SSLContext inner = Peers.plainClient(Peers.TLS13, Peers.CLIENT);
		Wire.ENGINES.exchange(caller(Peers.TLS13), server(Peers.TLS13, (peer, host) -> {
			EngineHandshake.between(inner, without);
			seen.add(lookups());
		}));
		assertThat(seen.get(0)).isEqualTo(this.before);
		assertThat(seen.get(1)).contains(BorrowedProvider.NAME);
	}

	@Test
	void handshakeWhenTheContextIsNotOursThenDoesNotUseIt() throws Exception {
		int before = this.provider.uses("Signature");
		SSLContext caller = Peers.plainClient(Peers.TLS13, Peers.CLIENT);
		EngineHandshake.between(caller, Peers.plainClient(Peers.TLS13, Peers.SERVER));
		EngineHandshake.between(caller, Peers.server(Peers.SERVER, Peers.TLS13, this.listener).sslContext());
		assertThat(this.listener.successes()).hasSize(1);
		assertThat(this.provider.uses("Signature")).isEqualTo(before);
	}

	@Test
	void handshakeWhenTheProviderCannotUseTheKeyThenTheOneThatCanDoes() throws Exception {
		try (HardwareModule module = new HardwareModule()) {
			PrivateKey key = module.hold(Peers.SERVER.privateKey());
			SSLContext server = context(KeyMaterial.of(key, Peers.SERVER.chain(), "test"), Peers.TLS13,
					PeerAuthorizer.anyVerifiedCaller());
			assertThat(EngineHandshake.between(caller(Peers.TLS13), server).isComplete()).isTrue();
		}
	}

	@Test
	void closeWhenAnotherApplicationUsesOneThenThatOneGoesOn() throws Exception {
		BorrowedProvider others = new BorrowedProvider();
		SSLContext caller = caller(Peers.TLS13);
		SSLContext server = server(Peers.TLS13, PeerAuthorizer.anyVerifiedCaller());
		try (HandshakeCrypto other = HandshakeCrypto.with(others)) {
			assertThat(ours()).isOne();
			this.crypto.close();
			this.crypto.close();
			assertThat(ours()).isOne();
			int used = others.uses("Signature");
			assertThat(EngineHandshake.between(caller, context(other, Peers.TLS13)).isComplete()).isTrue();
			assertThat(others.uses("Signature")).isGreaterThan(used);
		}
		assertThat(ours()).isZero();
		int used = this.provider.uses("Signature");
		assertThat(EngineHandshake.between(caller, server).isComplete()).isTrue();
		assertThat(this.provider.uses("Signature")).isEqualTo(used);
	}

	private static long ours() {
		return Stream.of(Security.getProviders())
			.filter((provider) -> provider.getName().startsWith(LentProvider.NAME))
			.peek((provider) -> assertThat(provider.getServices()).isEmpty())
			.count();
	}

	// The provider of each kind of algorithm that JSSE uses
	private static List<String> lookups() {
		try {
			Signature signature = Signature.getInstance("SHA256withECDSA");
			signature.initSign(Peers.SERVER.privateKey());
			KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
			agreement.init(Peers.SERVER.privateKey());
			return Stream
				.of(signature.getProvider(), agreement.getProvider(), KeyPairGenerator.getInstance("EC").getProvider(),
						KeyFactory.getInstance("EC").getProvider(),
						Cipher.getInstance("AES/GCM/NoPadding").getProvider(),
						Mac.getInstance("HmacSHA256").getProvider(), MessageDigest.getInstance("SHA-256").getProvider(),
						new SecureRandom().getProvider(), CertificateFactory.getInstance("X.509").getProvider())
				.map(Provider::getName)
				.toList();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static SSLContext caller(TlsProfile profile) throws Exception {
		return Peers.plainClient(profile, Peers.CLIENT);
	}

	private SSLContext server(TlsProfile profile, PeerAuthorizer authorizer) {
		return context(KeyMaterial.of(Peers.SERVER.privateKey(), Peers.SERVER.chain(), "test"), profile, authorizer);
	}

	private SSLContext context(KeyMaterial key, TlsProfile profile, PeerAuthorizer authorizer) {
		return context(this.crypto, key, profile, authorizer);
	}

	private SSLContext context(HandshakeCrypto used, TlsProfile profile) {
		return context(used, KeyMaterial.of(Peers.SERVER.privateKey(), Peers.SERVER.chain(), "test"), profile,
				PeerAuthorizer.anyVerifiedCaller());
	}

	private SSLContext context(HandshakeCrypto used, KeyMaterial key, TlsProfile profile, PeerAuthorizer authorizer) {
		TrustMaterial trust = TrustMaterial.of(List.of(Peers.CA.rootCertificate()), "test");
		return MtlsContext
			.create(HandshakeSide.SERVER,
					new MtlsContext.Options(ClientAuthentication.REQUIRED, profile, used.engines()),
					new Generation(1, new TlsMaterial(key, trust), Instant.now()),
					(anchors) -> PeerVerifier.pkix(anchors, VerificationPolicy.DEFAULT, Clock.systemUTC()), authorizer,
					this.listener)
			.sslContext();
	}

}
