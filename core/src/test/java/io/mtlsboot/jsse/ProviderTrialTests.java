package io.mtlsboot.jsse;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.InvalidParameterException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyPairGeneratorSpi;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Security;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.security.spec.AlgorithmParameterSpec;
import java.util.function.Supplier;

import javax.crypto.KeyAgreementSpi;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link ProviderTrial}.
 */
class ProviderTrialTests {

	@Test
	void runWhenTheProviderWorksThenIsAccepted() {
		assertThatNoException().isThrownBy(() -> ProviderTrial.run(new BorrowedProvider()));
	}

	@Test
	void runWhenItHasNoSignaturesThenSaysThatItsLibraryMayNotLoad() {
		assertRefused(new Faulty(), "no Signature 'SHA256withECDSA'", "native library");
	}

	@Test
	void runWhenItsLibraryIsNotFoundThenIsRefused() {
		assertRefused(faulty("Signature", "SHA256withECDSA", () -> {
			throw new UnsatisfiedLinkError("no tc in java.library.path");
		}), "does not work", "UnsatisfiedLinkError", "no tc in");
	}

	@Test
	void runWhenItAgreesOnAnotherKeyThenIsRefused() {
		assertRefused(faulty("KeyAgreement", "ECDH", FixedAgreement::new), "agrees on another key");
	}

	@Test
	void attackRunWhenItVerifiesEverythingThenIsRefused() {
		assertRefused(faulty("Signature", "SHA256withECDSA", ApprovingSignature::new), "never signed");
	}

	@Test
	void attackRunWhenItsKeysAreAlwaysTheSameThenIsRefused() throws Exception {
		KeyPair pair = KeyPairGenerator.getInstance("EC", "SunEC").generateKeyPair();
		assertRefused(faulty("KeyPairGenerator", "EC", () -> new FixedKeyPair(pair)), "same key twice");
	}

	@Test
	void withWhenItIsRefusedThenNothingIsLeftBehind() {
		int before = Security.getProviders().length;
		assertThatExceptionOfType(GeneralSecurityException.class).isThrownBy(() -> HandshakeCrypto.with(new Faulty()));
		assertThat(Security.getProviders()).hasSize(before);
	}

	private static void assertRefused(Provider provider, String... words) {
		assertThatExceptionOfType(GeneralSecurityException.class).isThrownBy(() -> ProviderTrial.run(provider))
			.withMessageContainingAll(words);
	}

	private static Provider faulty(String type, String algorithm, Supplier<Object> fault) {
		Faulty provider = new Faulty();
		for (Provider.Service service : Security.getProvider("SunEC").getServices()) {
			provider.add(service.getType(), service.getAlgorithm(), () -> service.newInstance(null));
		}
		provider.add(type, algorithm, fault::get);
		return provider;
	}

	private static final class Faulty extends Provider {

		private static final long serialVersionUID = 1L;

		private Faulty() {
			super("Faulty", "1", "does not do what it should");
		}

		private void add(String type, String algorithm, Creation creation) {
			putService(new Service(this, type, algorithm, "any", null, null) {

				@Override
				public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
					return creation.create();
				}

			});
		}

	}

	@FunctionalInterface
	private interface Creation {

		Object create() throws NoSuchAlgorithmException;

	}

	private static final class FixedAgreement extends KeyAgreementSpi {

		@Override
		protected void engineInit(Key key, SecureRandom random) {
			// As if the key did not matter
		}

		@Override
		protected void engineInit(Key key, AlgorithmParameterSpec params, SecureRandom random) {
			// As if the key did not matter
		}

		@Override
		protected @Nullable Key engineDoPhase(Key key, boolean lastPhase) {
			return null;
		}

		@Override
		protected byte[] engineGenerateSecret() {
			return new byte[32];
		}

		@Override
		protected int engineGenerateSecret(byte[] sharedSecret, int offset) {
			return 32;
		}

		@Override
		protected SecretKey engineGenerateSecret(String algorithm) {
			return new SecretKeySpec(new byte[32], algorithm);
		}

	}

	private static final class FixedKeyPair extends KeyPairGeneratorSpi {

		private final KeyPair pair;

		private FixedKeyPair(KeyPair pair) {
			this.pair = pair;
		}

		@Override
		public void initialize(int size, SecureRandom random) {
			// As if it did not matter
		}

		@Override
		public void initialize(AlgorithmParameterSpec params, SecureRandom random) {
			// As if it did not matter
		}

		@Override
		public KeyPair generateKeyPair() {
			return this.pair;
		}

	}

	private static final class ApprovingSignature extends SignatureSpi {

		private final Signature signer;

		private ApprovingSignature() {
			try {
				this.signer = Signature.getInstance("SHA256withECDSA", "SunEC");
			}
			catch (GeneralSecurityException ex) {
				throw new IllegalStateException(ex);
			}
		}

		@Override
		protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
			this.signer.initVerify(key);
		}

		@Override
		protected void engineInitSign(PrivateKey key) throws InvalidKeyException {
			this.signer.initSign(key);
		}

		@Override
		protected void engineUpdate(byte value) throws SignatureException {
			this.signer.update(value);
		}

		@Override
		protected void engineUpdate(byte[] data, int offset, int length) throws SignatureException {
			this.signer.update(data, offset, length);
		}

		@Override
		protected byte[] engineSign() throws SignatureException {
			return this.signer.sign();
		}

		@Override
		protected boolean engineVerify(byte[] signature) {
			return true;
		}

		@Deprecated
		@Override
		protected void engineSetParameter(String parameter, Object value) {
			throw new InvalidParameterException(parameter);
		}

		@Deprecated
		@Override
		protected Object engineGetParameter(String parameter) {
			throw new InvalidParameterException(parameter);
		}

	}

}
