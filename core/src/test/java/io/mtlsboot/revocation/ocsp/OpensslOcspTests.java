package io.mtlsboot.revocation.ocsp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.mtlsboot.revocation.RevocationQuery;
import io.mtlsboot.revocation.RevocationStatus;
import io.mtlsboot.revocation.ocsp.OcspSettings.IdHash;
import io.mtlsboot.revocation.ocsp.OcspSettings.NoncePolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * A CA of {@code openssl ca} and answers of {@code openssl ocsp}. Its own server is not
 * used, since it listens on every interface: ours hands the answers out.
 */
class OpensslOcspTests {

	private static final String CONFIGURATION = """
			[ca]
			default_ca = test
			[test]
			dir = .
			database = ./index.txt
			new_certs_dir = .
			serial = ./serial
			private_key = ./ca.key
			certificate = ./ca.crt
			default_md = sha256
			default_days = 20
			policy = policy
			unique_subject = no
			[policy]
			commonName = supplied
			[leaf]
			basicConstraints = CA:FALSE
			[ocsp]
			basicConstraints = CA:FALSE
			keyUsage = critical, digitalSignature
			extendedKeyUsage = critical, OCSPSigning
			noCheck = ignored
			[req]
			distinguished_name = name
			[name]
			[root]
			basicConstraints = critical, CA:TRUE
			keyUsage = critical, keyCertSign, cRLSign
			""";

	private static boolean available;

	@TempDir
	private Path directory;

	private LoopbackResponder responder;

	@BeforeAll
	static void find() throws InterruptedException {
		try {
			available = new ProcessBuilder("openssl", "version").start().waitFor() == 0;
		}
		catch (IOException ex) {
			available = false;
		}
	}

	@BeforeEach
	void createCa() throws Exception {
		assumeTrue(available, "The command 'openssl' is not on the path");
		Files.writeString(this.directory.resolve("ca.cnf"), CONFIGURATION);
		Files.writeString(this.directory.resolve("index.txt"), "");
		Files.writeString(this.directory.resolve("serial"), "1000\n");
		openssl("req", "-x509", "-config", "ca.cnf", "-extensions", "root", "-newkey", "rsa:2048", "-nodes", "-keyout",
				"ca.key", "-out", "ca.crt", "-subj", "/CN=openssl CA", "-days", "20");
		issue("web", "leaf");
		issue("responder", "ocsp");
		this.responder = new LoopbackResponder();
	}

	@AfterEach
	void stop() {
		if (this.responder != null) {
			this.responder.close();
		}
	}

	@Test
	void statusWhenOpensslSaysGoodThenGood() throws Exception {
		answerWith("-rsigner", "responder.crt", "-rkey", "responder.key");
		for (IdHash hash : IdHash.values()) {
			RevocationStatus status = status(hash);
			assertThat(status).isInstanceOfSatisfying(RevocationStatus.Good.class,
					(good) -> assertThat(good.until()).isAfter(Instant.now()));
		}
	}

	@Test
	void statusWhenCaItselfSignsThenGood() throws Exception {
		answerWith("-rsigner", "ca.crt", "-rkey", "ca.key", "-resp_key_id", "-resp_no_certs", "-nmin", "5");
		assertThat(status(IdHash.SHA_1)).isInstanceOf(RevocationStatus.Good.class);
	}

	@Test
	void statusWhenOpensslRevokesThenRevoked() throws Exception {
		openssl("ca", "-config", "ca.cnf", "-batch", "-revoke", "web.crt", "-crl_reason", "keyCompromise");
		answerWith("-rsigner", "responder.crt", "-rkey", "responder.key");
		assertThat(status(IdHash.SHA_1)).isInstanceOfSatisfying(RevocationStatus.Revoked.class,
				(revoked) -> assertThat(revoked.evidence()).contains("reason KEY_COMPROMISE",
						"by the OCSP answer of '" + this.responder.uri() + "'"));
	}

	@Test
	void statusWhenOpensslDoesNotKnowTheCertificateThenUnknown() throws Exception {
		Files.writeString(this.directory.resolve("index.txt"), "");
		answerWith("-rsigner", "responder.crt", "-rkey", "responder.key");
		assertThat(unknown()).contains("does not know the certificate");
	}

	@Test
	void attackWhenOpensslSignsWithAnotherCertificateOfTheCaThenUnknown() throws Exception {
		answerWith("-rsigner", "web.crt", "-rkey", "web.key");
		assertThat(unknown()).contains("of 'CN=web', whose certificate is not for OCSP alone");
	}

	private String unknown() throws Exception {
		RevocationStatus status = status(IdHash.SHA_1);
		assertThat(status).isInstanceOf(RevocationStatus.Unknown.class);
		return ((RevocationStatus.Unknown) status).evidence();
	}

	private RevocationStatus status(IdHash hash) throws Exception {
		OcspSettings defaults = OcspSettings.DEFAULT;
		OcspSettings settings = new OcspSettings(this.responder.uri(), NoncePolicy.REQUIRE, hash,
				Duration.ofSeconds(30), defaults.maxAge(), defaults.maxBackoff(), defaults.maxEntries());
		try (OcspClient client = new OcspClient(settings, LoopbackResponder::fetch)) {
			return client.status(new RevocationQuery(certificate("web.crt"), certificate("ca.crt"), (name) -> List.of(),
					List.of(), Instant.now(), Duration.ofSeconds(5), true));
		}
	}

	private void answerWith(String... arguments) {
		this.responder.answering((request) -> {
			Files.write(this.directory.resolve("request.der"), request);
			List<String> command = new ArrayList<>(List.of("ocsp", "-index", "index.txt", "-CA", "ca.crt", "-reqin",
					"request.der", "-respout", "response.der"));
			command.addAll(List.of(arguments));
			openssl(command.toArray(new String[0]));
			return Files.readAllBytes(this.directory.resolve("response.der"));
		});
	}

	private void issue(String name, String extensions) throws Exception {
		openssl("req", "-config", "ca.cnf", "-newkey", "rsa:2048", "-nodes", "-keyout", name + ".key", "-out",
				name + ".csr", "-subj", "/CN=" + name);
		openssl("ca", "-config", "ca.cnf", "-batch", "-notext", "-extensions", extensions, "-in", name + ".csr", "-out",
				name + ".crt");
	}

	private X509Certificate certificate(String file) throws Exception {
		try (var input = Files.newInputStream(this.directory.resolve(file))) {
			return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(input);
		}
	}

	private void openssl(String... arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(List.of("openssl"));
		command.addAll(List.of(arguments));
		Process process = new ProcessBuilder(command).directory(this.directory.toFile())
			.redirectErrorStream(true)
			.start();
		process.getOutputStream().close();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).as(output).isZero();
	}

}
