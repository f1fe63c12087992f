package io.mtlsboot.samples.orders;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Assumptions;

/**
 * Certificates and keys that are made by the {@code openssl} command alone, as an
 * administrator would. All files are in one directory and named without it.
 */
final class OpensslPki {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'")
		.withZone(ZoneOffset.UTC);

	private static final String CONFIGURATION = """
			[req]
			distinguished_name = subject
			[subject]
			[ca]
			default_ca = issuer
			[issuer]
			database = index.txt
			new_certs_dir = .
			rand_serial = yes
			default_md = sha256
			policy = any
			unique_subject = no
			[any]
			commonName = supplied
			[root]
			basicConstraints = critical, CA:true
			keyUsage = critical, keyCertSign, cRLSign
			subjectKeyIdentifier = hash
			[intermediate]
			basicConstraints = critical, CA:true, pathlen:0
			keyUsage = critical, keyCertSign, cRLSign
			subjectKeyIdentifier = hash
			authorityKeyIdentifier = keyid
			[orders]
			keyUsage = critical, digitalSignature
			extendedKeyUsage = serverAuth
			subjectAltName = DNS:localhost, IP:127.0.0.1, URI:spiffe://shop.example/orders
			[web]
			authorityKeyIdentifier = keyid
			keyUsage = critical, digitalSignature
			extendedKeyUsage = clientAuth
			subjectAltName = URI:spiffe://shop.example/web
			[web-as-server]
			keyUsage = critical, digitalSignature
			extendedKeyUsage = serverAuth
			subjectAltName = URI:spiffe://shop.example/web
			""";

	private final Path directory;

	private final ExternalTool openssl;

	OpensslPki(Path directory) throws IOException {
		this.directory = directory.toRealPath();
		this.openssl = ExternalTool.onPath("openssl");
		String version = this.openssl.run(directory, "", List.of("version")).output();
		Assumptions.assumeTrue(version.matches("(?s)OpenSSL [3-9].*"),
				() -> "openssl on the PATH is '" + version.strip() + "': this test needs OpenSSL 3 or later");
		Files.writeString(directory.resolve("pki.cnf"), CONFIGURATION);
		Files.writeString(directory.resolve("index.txt"), "");
	}

	Path directory() {
		return this.directory;
	}

	Path file(String name) {
		return this.directory.resolve(name);
	}

	/**
	 * Makes {@code <name>.key}, in PKCS#8.
	 */
	void key(String name, String... algorithm) {
		List<String> arguments = new ArrayList<>(List.of("genpkey", "-out", name + ".key", "-algorithm"));
		arguments.addAll(List.of(algorithm));
		run(arguments);
	}

	void rsaKey(String name) {
		key(name, "RSA", "-pkeyopt", "rsa_keygen_bits:2048");
	}

	void ecKey(String name) {
		key(name, "EC", "-pkeyopt", "ec_paramgen_curve:P-256");
	}

	/**
	 * Makes {@code <name>.crt}, signed with its own key.
	 */
	void root(String name, String commonName) {
		run("req", "-x509", "-config", "pki.cnf", "-key", name + ".key", "-subj", "/CN=" + commonName, "-days", "30",
				"-extensions", "root", "-out", name + ".crt");
	}

	/**
	 * Makes {@code <name>.crt}, which is valid now.
	 */
	void certificate(String name, String issuer, String extensions) {
		certificate(name, name, issuer, extensions, Instant.now().plus(Duration.ofDays(1)));
	}

	/**
	 * Makes {@code <name>.crt} for the key in {@code <key>.key}. Before the PEM block it
	 * says in clear what it has, as {@code openssl ca} does.
	 */
	void certificate(String name, String key, String issuer, String extensions, Instant notAfter) {
		run("req", "-new", "-config", "pki.cnf", "-key", key + ".key", "-subj", "/CN=" + name, "-out", name + ".csr");
		run("ca", "-batch", "-config", "pki.cnf", "-in", name + ".csr", "-cert", issuer + ".crt", "-keyfile",
				issuer + ".key", "-extensions", extensions, "-startdate",
				TIME.format(Instant.now().minus(Duration.ofDays(1))), "-enddate", TIME.format(notAfter), "-out",
				name + ".crt");
	}

	/**
	 * Makes {@code <name>.p12} with the password {@code secret}, of the files
	 * {@code <name>.key}, {@code <name>.crt} and {@code <issuer>.crt}.
	 */
	void pkcs12(String name, String issuer, String... options) {
		List<String> arguments = new ArrayList<>(List.of("pkcs12", "-export", "-inkey", name + ".key", "-in",
				name + ".crt", "-certfile", issuer + ".crt", "-out", name + ".p12", "-passout", "pass:secret"));
		arguments.addAll(List.of(options));
		run(arguments);
	}

	/**
	 * Writes several files into one.
	 */
	void concatenate(String target, String... parts) throws IOException {
		StringBuilder content = new StringBuilder();
		for (String part : parts) {
			content.append(Files.readString(file(part)));
		}
		Files.writeString(file(target), content);
	}

	/**
	 * Skips the test if this openssl was built without something.
	 */
	void assumeRuns(String... arguments) {
		ExternalTool.Result result = this.openssl.run(this.directory, "", List.of(arguments));
		Assumptions.assumeTrue(result.exitCode() == 0,
				() -> "openssl on the PATH cannot do " + List.of(arguments) + ": " + result.output());
	}

	ExternalTool.Result run(String... arguments) {
		return run(List.of(arguments));
	}

	private ExternalTool.Result run(List<String> arguments) {
		ExternalTool.Result result = this.openssl.run(this.directory, "", arguments);
		if (result.exitCode() != 0) {
			throw new IllegalStateException("openssl " + arguments + " failed: " + result.output());
		}
		return result;
	}

}
