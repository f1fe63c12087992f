package io.mtlsboot.devca;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class PemTests {

	private static final DevCa CA = DevCa.create("shop.example");

	private static final char[] PASSWORD = "correct horse".toCharArray();

	@TempDir
	Path directory;

	@Test
	void verifyWhenChainIsWrittenThenReadBackInOrder() throws Exception {
		IssuedCertificate web = CA.issue((spec) -> spec.purposes(Purpose.CLIENT_AUTH));
		byte[] pem = web.certificatePem().getBytes(StandardCharsets.US_ASCII);
		assertThat(CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem)))
			.isEqualTo(web.chain());
	}

	@ParameterizedTest
	@EnumSource
	void verifyWhenKeyIsWrittenThenReadBack(KeyAlgorithm algorithm) throws Exception {
		IssuedCertificate web = CA.issue((spec) -> spec.keyAlgorithm(algorithm));
		PrivateKey key = web.privateKey();
		assertThat(readPkcs8(key.getAlgorithm(), der("PRIVATE KEY", web.privateKeyPem()))).isEqualTo(key);
		EncryptedPrivateKeyInfo encrypted = new EncryptedPrivateKeyInfo(
				der("ENCRYPTED PRIVATE KEY", web.privateKeyPem(PASSWORD)));
		Cipher cipher = Cipher.getInstance(encrypted.getAlgParameters().toString());
		cipher.init(Cipher.DECRYPT_MODE, SecretKeyFactory.getInstance(encrypted.getAlgParameters().toString())
			.generateSecret(new PBEKeySpec(PASSWORD)), encrypted.getAlgParameters());
		assertThat(KeyFactory.getInstance(key.getAlgorithm()).generatePrivate(encrypted.getKeySpec(cipher)))
			.isEqualTo(key);
	}

	@ParameterizedTest
	@EnumSource
	void verifyWhenKeyIsWrittenThenOpensslReadsTheSameKey(KeyAlgorithm algorithm) throws Exception {
		assumeOpenssl();
		IssuedCertificate web = CA.issue((spec) -> spec.keyAlgorithm(algorithm));
		String expected = openssl("x509", "-noout", "-pubkey", "-in", file("web.crt", web.certificatePem()));
		assertThat(expected).contains("BEGIN PUBLIC KEY");
		assertThat(openssl("pkey", "-pubout", "-in", file("web.key", web.privateKeyPem()))).isEqualTo(expected);
		assertThat(openssl("pkey", "-pubout", "-passin", "pass:correct horse", "-in",
				file("encrypted.key", web.privateKeyPem(PASSWORD))))
			.isEqualTo(expected);
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "ED25519")
	void verifyWhenKeyIsWrittenInTraditionalFormThenOpensslReadsTheSameKey(KeyAlgorithm algorithm) throws Exception {
		assumeOpenssl();
		IssuedCertificate web = CA.issue((spec) -> spec.keyAlgorithm(algorithm));
		String expected = openssl("x509", "-noout", "-pubkey", "-in", file("web.crt", web.certificatePem()));
		String pem = web.traditionalPrivateKeyPem();
		assertThat(pem).startsWith(
				web.privateKey().getAlgorithm().equals("RSA") ? "-----BEGIN RSA PRIVATE" : "-----BEGIN EC PRIVATE");
		assertThat(openssl("pkey", "-pubout", "-in", file("web.key", pem))).isEqualTo(expected);
	}

	@Test
	void verifyWhenChainIsWrittenThenOpensslVerifiesItsPurpose() throws Exception {
		assumeOpenssl();
		IssuedCertificate web = CA.issue((spec) -> spec.purposes(Purpose.CLIENT_AUTH));
		String anchors = file("ca.crt", CA.root().certificatePem());
		String chain = file("web.crt", web.certificatePem());
		assertThat(openssl("verify", "-x509_strict", "-purpose", "sslclient", "-CAfile", anchors, "-untrusted", chain,
				chain))
			.endsWith("OK\n");
		assertThat(openssl("verify", "-purpose", "sslserver", "-CAfile", anchors, "-untrusted", chain, chain))
			.contains("unsuitable certificate purpose")
			.doesNotContain("OK\n");
	}

	@Test
	void verifyWhenKeyHasNoTraditionalFormThenRefused() {
		IssuedCertificate web = CA.issue((spec) -> spec.keyAlgorithm(KeyAlgorithm.ED25519));
		assertThatExceptionOfType(DevCaException.class).isThrownBy(web::traditionalPrivateKeyPem)
			.withMessageContaining("'EdDSA'");
	}

	@Test
	void verifyWhenFilesAreWrittenThenOnlyOwnerReadsKey() throws Exception {
		assumeTrue(SafeFiles.isPosix(this.directory), "The file system has no permissions");
		IssuedCertificate web = CA.issue((spec) -> {
		});
		web.writePem(this.directory.resolve("new/one"), "web");
		web.writeKeyStore(this.directory.resolve("web.p12"), "PKCS12", PASSWORD, "web");
		assertThat(permissions("new/one/web.key")).isEqualTo("rw-------");
		assertThat(permissions("new/one/web.crt")).isEqualTo("rw-r--r--");
		assertThat(permissions("web.p12")).isEqualTo("rw-------");
		try (var files = Files.list(this.directory.resolve("new/one"))) {
			assertThat(files.map((file) -> file.getFileName().toString())).containsExactlyInAnyOrder("web.crt",
					"web.key");
		}
	}

	@Test
	void verifyWhenKeyFileIsReplacedThenOldPermissionsAreGone() throws Exception {
		assumeTrue(SafeFiles.isPosix(this.directory), "The file system has no permissions");
		Files.writeString(this.directory.resolve("web.key"), "old");
		Files.setPosixFilePermissions(this.directory.resolve("web.key"), PosixFilePermissions.fromString("rw-rw-rw-"));
		CA.issue((spec) -> {
		}).writePem(this.directory, "web");
		assertThat(permissions("web.key")).isEqualTo("rw-------");
	}

	@Test
	void verifyWhenTrustStoreIsWrittenThenHoldsRoot() throws Exception {
		Path file = this.directory.resolve("trust.jks");
		CA.writeTrustStore(file, "JKS", PASSWORD);
		KeyStore store = KeyStore.getInstance(file.toFile(), PASSWORD);
		assertThat(store.getCertificate("root")).isEqualTo(CA.rootCertificate());
	}

	@Test
	void verifyWhenPrintedThenNoKey() {
		IssuedCertificate web = CA.issue((spec) -> spec.subject("CN=web").keyAlgorithm(KeyAlgorithm.RSA_2048));
		assertThat(web.toString()).contains("CN=web", "<redacted>").doesNotContain("modulus", "RSA");
		assertThat(CA.toString()).isEqualTo("DevCa[trustDomain=shop.example]");
	}

	private static byte[] der(String label, String pem) {
		String header = "-----BEGIN " + label + "-----\n";
		String footer = "\n-----END " + label + "-----\n";
		assertThat(pem).startsWith(header).endsWith(footer);
		return Base64.getMimeDecoder().decode(pem.substring(header.length(), pem.length() - footer.length()));
	}

	private static PrivateKey readPkcs8(String algorithm, byte[] der) throws Exception {
		return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
	}

	private String permissions(String name) throws IOException {
		return PosixFilePermissions.toString(Files.getPosixFilePermissions(this.directory.resolve(name)));
	}

	private String file(String name, String content) throws IOException {
		return Files.writeString(this.directory.resolve(name), content).toString();
	}

	private static void assumeOpenssl() throws InterruptedException {
		boolean found;
		try {
			found = openssl("version").startsWith("OpenSSL");
		}
		catch (IOException ex) {
			found = false;
		}
		assumeTrue(found, "The command 'openssl' is not on the path");
	}

	private static String openssl(String... arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(List.of("openssl"));
		command.addAll(List.of(arguments));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		process.getOutputStream().close();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
		return output;
	}

}
