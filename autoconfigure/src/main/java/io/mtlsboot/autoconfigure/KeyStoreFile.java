package io.mtlsboot.autoconfigure;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.mtlsboot.material.KeyMaterial;
import io.mtlsboot.material.MaterialProblem;
import org.jspecify.annotations.Nullable;

/**
 * A PKCS#12 or JKS file that properties name.
 */
final class KeyStoreFile {

	private static final byte[] JKS_MAGIC = { (byte) 0xFE, (byte) 0xED, (byte) 0xFE, (byte) 0xED };

	private final MaterialFile file;

	private final Password password;

	KeyStoreFile(String property, String location, Password password) {
		this.file = new MaterialFile(property + ".location", location);
		this.password = password;
	}

	KeyMaterial key(@Nullable String alias, @Nullable String keyPassword) {
		return KeyStoreEntries.key(open(), alias, chars((keyPassword != null) ? keyPassword : this.password.get()),
				this.file);
	}

	List<X509Certificate> anchors() {
		return KeyStoreEntries.anchors(open(), this.file);
	}

	/**
	 * The files that are read.
	 * @return the key store, and the file with its password if there is one
	 */
	List<MaterialFile> files() {
		return Stream.concat(Stream.of(this.file), this.password.files().stream()).toList();
	}

	@Override
	public String toString() {
		return this.file.toString();
	}

	private KeyStore open() {
		byte[] content = this.file.read();
		boolean jks = content.length >= 4 && Arrays.equals(Arrays.copyOf(content, 4), JKS_MAGIC);
		try {
			KeyStore store = KeyStore.getInstance(jks ? "JKS" : "PKCS12");
			store.load(new ByteArrayInputStream(content), chars(this.password.get()));
			return store;
		}
		catch (IOException ex) {
			throw (ex.getCause() instanceof UnrecoverableKeyException)
					? this.file.failure(MaterialProblem.WRONG_PASSWORD, "the password does not open it", ex)
					: this.file.failure(MaterialProblem.MALFORMED,
							"it is damaged, or neither a PKCS#12 nor a JKS key store", ex);
		}
		catch (GeneralSecurityException ex) {
			throw this.file.failure(MaterialProblem.MALFORMED, "it has entries that cannot be read", ex);
		}
	}

	private static char @Nullable [] chars(@Nullable String password) {
		return (password != null) ? password.toCharArray() : null;
	}

}
