package io.mtlsboot.material;

import java.security.InvalidKeyException;
import java.security.InvalidParameterException;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;

/**
 * Keys that never leave their provider, as those of an HSM.
 */
public final class HardwareModule implements AutoCloseable {

	private final Provider provider = new ModuleProvider();

	public HardwareModule() {
		Security.addProvider(this.provider);
	}

	public PrivateKey hold(PrivateKey key) {
		return new HeldKey(key, true);
	}

	PrivateKey holdWithoutSigning(PrivateKey key) {
		return new HeldKey(key, false);
	}

	@Override
	public void close() {
		Security.removeProvider(this.provider.getName());
	}

	private static final class ModuleProvider extends Provider {

		private static final long serialVersionUID = 1L;

		private ModuleProvider() {
			super("TestModule", "1", "keys that cannot be extracted");
			putService(new Service(this, "Signature", "SHA256withECDSA", ModuleSignature.class.getName(), null, null) {

				@Override
				public Object newInstance(Object parameter) {
					return new ModuleSignature();
				}

				@Override
				public boolean supportsParameter(Object parameter) {
					return parameter instanceof HeldKey;
				}

			});
		}

	}

	private static final class HeldKey implements PrivateKey {

		private static final long serialVersionUID = 1L;

		private final transient PrivateKey key;

		private final transient boolean mayUse;

		private HeldKey(PrivateKey key, boolean mayUse) {
			this.key = key;
			this.mayUse = mayUse;
		}

		@Override
		public String getAlgorithm() {
			return this.key.getAlgorithm();
		}

		@Override
		public String getFormat() {
			return null;
		}

		@Override
		public byte[] getEncoded() {
			return null;
		}

		@Override
		public String toString() {
			return "held key";
		}

	}

	private static final class ModuleSignature extends SignatureSpi {

		private final Signature delegate;

		private ModuleSignature() {
			try {
				this.delegate = Signature.getInstance("SHA256withECDSA", "SunEC");
			}
			catch (NoSuchAlgorithmException | NoSuchProviderException ex) {
				throw new IllegalStateException(ex);
			}
		}

		@Override
		protected void engineInitVerify(PublicKey publicKey) throws InvalidKeyException {
			throw new InvalidKeyException("only signs");
		}

		@Override
		protected void engineInitSign(PrivateKey privateKey) throws InvalidKeyException {
			if (!(privateKey instanceof HeldKey held) || !held.mayUse) {
				throw new InvalidKeyException("function not permitted");
			}
			this.delegate.initSign(held.key);
		}

		@Override
		protected void engineUpdate(byte value) throws SignatureException {
			this.delegate.update(value);
		}

		@Override
		protected void engineUpdate(byte[] data, int offset, int length) throws SignatureException {
			this.delegate.update(data, offset, length);
		}

		@Override
		protected byte[] engineSign() throws SignatureException {
			return this.delegate.sign();
		}

		@Override
		protected boolean engineVerify(byte[] signature) {
			return false;
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
