package io.mtlsboot.devca;

import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A certificate, what leads up to the root, and the private key. Immutable.
 */
public final class IssuedCertificate {

	private final List<X509Certificate> chain;

	private final PrivateKey privateKey;

	IssuedCertificate(List<X509Certificate> chain, PrivateKey privateKey) {
		this.chain = List.copyOf(chain);
		this.privateKey = privateKey;
	}

	/**
	 * Returns the certificate itself.
	 * @return the first of the chain
	 */
	public X509Certificate certificate() {
		return this.chain.get(0);
	}

	/**
	 * Returns what is presented to a peer.
	 * @return the certificate, then the intermediates, without the root
	 */
	public List<X509Certificate> chain() {
		return this.chain;
	}

	/**
	 * Returns the private key.
	 * @return the key
	 */
	public PrivateKey privateKey() {
		return this.privateKey;
	}

	/**
	 * Returns the same certificate and key with nothing between it and the root, as a
	 * misconfigured peer would present it.
	 * @return a copy whose chain has one element
	 */
	public IssuedCertificate withoutIntermediates() {
		return new IssuedCertificate(this.chain.subList(0, 1), this.privateKey);
	}

	/**
	 * Returns the same key with another chain, right or wrong.
	 * @param chain what is presented to a peer
	 * @return a copy with that chain
	 */
	public IssuedCertificate withChain(List<X509Certificate> chain) {
		if (chain.isEmpty()) {
			throw new DevCaException("Unable to use an empty chain: expected at least one certificate");
		}
		return new IssuedCertificate(chain, this.privateKey);
	}

	/**
	 * Returns the same chain with the key of another certificate, which does not match.
	 * @param other whose key to take
	 * @return a copy with that key
	 */
	public IssuedCertificate withKeyOf(IssuedCertificate other) {
		return new IssuedCertificate(this.chain, other.privateKey);
	}

	/**
	 * Returns the chain as PEM.
	 * @return one block for each certificate, leaf first
	 */
	public String certificatePem() {
		return Pem.certificates(this.chain);
	}

	/**
	 * Returns the key as PEM, in PKCS#8, not encrypted.
	 * @return a {@code PRIVATE KEY} block
	 */
	public String privateKeyPem() {
		return PrivateKeyPem.pkcs8(this.privateKey);
	}

	/**
	 * Returns the key as PEM, in PKCS#8, encrypted with PBES2 and AES-256.
	 * @param password what decrypts it
	 * @return an {@code ENCRYPTED PRIVATE KEY} block
	 */
	public String privateKeyPem(char[] password) {
		return PrivateKeyPem.encryptedPkcs8(this.privateKey, password);
	}

	/**
	 * Returns the key as PEM in the form that is older than PKCS#8. There is none for
	 * Ed25519.
	 * @return an {@code RSA PRIVATE KEY} (PKCS#1) or {@code EC PRIVATE KEY} (SEC1) block
	 */
	public String traditionalPrivateKeyPem() {
		return PrivateKeyPem.traditional(this.privateKey, certificate().getPublicKey());
	}

	/**
	 * Writes {@code <name>.crt} with the chain and {@code <name>.key} with the key, which
	 * only the owner can read. Each is replaced in one step; the directory is created if
	 * it does not exist.
	 * @param directory where to write
	 * @param name first part of the file names
	 */
	public void writePem(Path directory, String name) {
		SafeFiles.createDirectory(directory);
		SafeFiles.writePrivate(directory.resolve(name + ".key"), privateKeyPem());
		SafeFiles.writePublic(directory.resolve(name + ".crt"), certificatePem());
	}

	/**
	 * Writes a key store with the key and the chain, which only the owner can read.
	 * @param file the file to write
	 * @param type {@code PKCS12} or {@code JKS}
	 * @param password of the store and of the key
	 * @param alias name of the entry
	 */
	public void writeKeyStore(Path file, String type, char[] password, String alias) {
		SafeFiles.writePrivate(file, KeyStores.encode(keyStore(type, password, alias), password));
	}

	/**
	 * Returns a key store with the key and the chain.
	 * @param type {@code PKCS12} or {@code JKS}
	 * @param password of the key
	 * @param alias name of the entry
	 * @return a new key store in memory
	 */
	public KeyStore keyStore(String type, char[] password, String alias) {
		return KeyStores.create(type,
				(store) -> store.setKeyEntry(alias, this.privateKey, password, this.chain.toArray(new Certificate[0])));
	}

	@Override
	public String toString() {
		return "IssuedCertificate[subject=" + Text.escape(certificate().getSubjectX500Principal().getName())
				+ ", serial=" + certificate().getSerialNumber().toString(16) + ", chain=" + this.chain.size()
				+ ", privateKey=<redacted>]";
	}

}
