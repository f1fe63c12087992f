package io.mtlsboot.samples.orders;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/**
 * Key and certificates of the orders service in the forms that {@code openssl} writes.
 */
enum OpensslMaterial {

	RSA_PKCS1((pki) -> {
		pki.run("rsa", "-in", "rsa.key", "-traditional", "-out", "rsa-pkcs1.key");
		pki.certificate("rsa", "rsa-root", "orders");
		return pem(pki, "rsa.crt", "rsa-pkcs1.key");
	}),

	RSA_PKCS8_WITH_INTERMEDIATE((pki) -> pem(pki, chain(pki, "rsa", "rsa-ca"), "rsa.key")),

	RSA_ENCRYPTED_PKCS8((pki) -> {
		pki.run("pkcs8", "-topk8", "-v2", "aes-256-cbc", "-v2prf", "hmacWithSHA256", "-in", "rsa.key", "-out",
				"rsa-encrypted.key", "-passout", "pass:secret");
		return encryptedPem(pki, chain(pki, "rsa", "rsa-ca"), "rsa-encrypted.key");
	}),

	RSA_PKCS12((pki) -> pkcs12(pki, "rsa")),

	RSA_PKCS12_LEGACY((pki) -> {
		pki.assumeRuns("list", "-provider", "legacy", "-cipher-algorithms");
		return pkcs12(pki, "rsa", "-legacy");
	}),

	EC_SEC1_WITH_PARAMETERS_BLOCK((pki) -> {
		pki.run("ecparam", "-name", "prime256v1", "-genkey", "-out", "ec-parameters.key");
		pki.certificate("ec-parameters", "ec-root", "orders");
		return pem(pki, "ec-parameters.crt", "ec-parameters.key");
	}),

	EC_SEC1_WITH_INTERMEDIATE((pki) -> {
		pki.run("ec", "-in", "ec.key", "-out", "ec-sec1.key");
		return pem(pki, chain(pki, "ec", "ec-ca"), "ec-sec1.key");
	}),

	EC_ENCRYPTED_PKCS8((pki) -> {
		pki.run("pkcs8", "-topk8", "-in", "ec.key", "-out", "ec-encrypted.key", "-passout", "pass:secret");
		return encryptedPem(pki, chain(pki, "ec", "ec-ca"), "ec-encrypted.key");
	}),

	EC_PKCS12((pki) -> pkcs12(pki, "ec")),

	EC_CHAIN_REVERSED_WITH_ROOT((pki) -> {
		pki.certificate("ec", "ec-ca", "orders");
		pki.concatenate("reversed.crt", "ec-root.crt", "ec-ca.crt", "ec.crt");
		return pem(pki, "reversed.crt", "ec.key");
	}),

	EC_WINDOWS_LINE_ENDS((pki) -> {
		withLineEnds(pki, chain(pki, "ec", "ec-ca"), "windows.crt", "\r\n");
		withLineEnds(pki, "ec.key", "windows.key", "\r\n");
		return pem(pki, "windows.crt", "windows.key");
	}),

	EC_BLANKS_AT_LINE_ENDS((pki) -> {
		withLineEnds(pki, chain(pki, "ec", "ec-ca"), "blanks.crt", " \n");
		withLineEnds(pki, "ec.key", "blanks.key", " \n");
		return pem(pki, "blanks.crt", "blanks.key");
	}),

	EC_WITH_BAG_ATTRIBUTES((pki) -> {
		pkcs12(pki, "ec");
		pki.run("pkcs12", "-in", "ec.p12", "-passin", "pass:secret", "-noenc", "-out", "bag.pem");
		return pem(pki, "bag.pem", "bag.pem");
	}),

	EC_KEY_AND_CHAIN_IN_ONE_FILE((pki) -> {
		pki.concatenate("all.pem", "ec.key", chain(pki, "ec", "ec-ca"));
		return pem(pki, "all.pem", "all.pem");
	}),

	ED25519_PKCS8((pki) -> {
		pki.assumeRuns("genpkey", "-algorithm", "ED25519", "-out", "ed25519.key");
		return pem(pki, chain(pki, "ed25519", "ec-ca"), "ed25519.key");
	});

	private final Maker maker;

	OpensslMaterial(Maker maker) {
		this.maker = maker;
	}

	/**
	 * Makes the files.
	 * @return the properties that name them
	 */
	List<String> make(OpensslPki pki) throws IOException {
		return this.maker.make(pki);
	}

	/**
	 * Makes what all of them need.
	 */
	static void makeIssuersAndKeys(OpensslPki pki) {
		for (String name : List.of("rsa", "rsa-root", "rsa-ca")) {
			pki.rsaKey(name);
		}
		for (String name : List.of("ec", "ec-root", "ec-ca")) {
			pki.ecKey(name);
		}
		for (String algorithm : List.of("rsa", "ec")) {
			pki.root(algorithm + "-root", algorithm + " root");
			pki.certificate(algorithm + "-ca", algorithm + "-root", "intermediate");
		}
	}

	private static String chain(OpensslPki pki, String name, String issuer) throws IOException {
		pki.certificate(name, issuer, "orders");
		pki.concatenate(name + "-chain.crt", name + ".crt", issuer + ".crt");
		return name + "-chain.crt";
	}

	private static void withLineEnds(OpensslPki pki, String from, String to, String lineEnd) throws IOException {
		Files.writeString(pki.file(to), Files.readString(pki.file(from)).replace("\n", lineEnd));
	}

	static List<String> pem(OpensslPki pki, String certificate, String key) {
		return List.of("mtls.identity.certificate=" + pki.file(certificate).toUri(),
				"mtls.identity.private-key=" + pki.file(key).toUri());
	}

	private static List<String> encryptedPem(OpensslPki pki, String certificate, String key) {
		return List.of("mtls.identity.certificate=" + pki.file(certificate).toUri(),
				"mtls.identity.private-key=" + pki.file(key).toUri(), "mtls.identity.private-key-password=secret");
	}

	private static List<String> pkcs12(OpensslPki pki, String algorithm, String... options) throws IOException {
		chain(pki, algorithm, algorithm + "-ca");
		pki.pkcs12(algorithm, algorithm + "-ca", options);
		return List.of("mtls.identity.key-store.location=" + pki.file(algorithm + ".p12").toUri(),
				"mtls.identity.key-store.password=secret");
	}

	/**
	 * Makes the files of one form.
	 */
	private interface Maker {

		List<String> make(OpensslPki pki) throws IOException;

	}

}
