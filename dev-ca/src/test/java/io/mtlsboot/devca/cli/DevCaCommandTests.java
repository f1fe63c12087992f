package io.mtlsboot.devca.cli;

import java.io.BufferedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.DevCaDirectory;
import io.mtlsboot.devca.IndexEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

class DevCaCommandTests {

	@TempDir
	Path temporary;

	private final StringWriter out = new StringWriter();

	private final StringWriter err = new StringWriter();

	@Test
	void verifyWhenInitThenCaExists() {
		assertThat(run("init", "--trust-domain", "shop.example")).isZero();
		assertThat(this.out.toString()).contains("ca.crt");
		assertThat(DevCaDirectory.open(ca()).trustDomain()).isEqualTo("shop.example");
		assertThat(run("init", "--trust-domain", "shop.example")).isZero();
		assertThat(run("init", "--trust-domain", "other.example")).isOne();
		assertError("'shop.example'");
	}

	@Test
	void verifyWhenIssuedThenFilesAreWrittenAndShown() throws Exception {
		init();
		Path target = this.temporary.resolve("out");
		assertThat(run("issue", "--name", "web", "--client", "--spiffe-id", "spiffe://shop.example/web", "--dns",
				"localhost", "--dns", "web", "--ip", "127.0.0.1", "--valid-for", "12h", "--key-algorithm", "RSA_2048",
				"--out", target.toString()))
			.isZero();
		assertThat(this.out.toString()).contains("web.crt", "web.key", "serial").doesNotContain("PRIVATE");
		assertThat(target.resolve("web.key")).content().startsWith("-----BEGIN PRIVATE KEY-----");
		assertThat(run("show", target.resolve("web.crt").toString())).isZero();
		assertThat(this.out.toString()).contains("CN=web", "CN=shop.example dev client CA",
				"dns:localhost, dns:web, ip:127.0.0.1, uri:spiffe://shop.example/web", "clientAuth", "RSA 2048",
				"SHA256withECDSA");
	}

	@Test
	void verifyWhenNoPurposeThenForServersAndClients() throws Exception {
		init();
		assertThat(run("issue", "--name", "web", "--days", "2", "--out", this.temporary.toString())).isZero();
		assertThat(run("show", this.temporary.resolve("web.crt").toString())).isZero();
		assertThat(this.out.toString()).contains("serverAuth, clientAuth", "EC 256");
	}

	@Test
	void verifyWhenPkcs12ThenKeyStoreHasPasswordOfFile() throws Exception {
		init();
		Path password = Files.writeString(this.temporary.resolve("password"), "correct horse\n");
		assertThat(run("issue", "--name", "orders", "--server", "--pkcs12", "--password-file", password.toString(),
				"--out", this.temporary.toString()))
			.isZero();
		KeyStore store = KeyStore.getInstance(this.temporary.resolve("orders.p12").toFile(),
				"correct horse".toCharArray());
		assertThat(store.getCertificateChain("orders")).hasSize(2);
		assertThat(this.temporary.resolve("orders.key")).doesNotExist();
		assertThat(this.out.toString()).doesNotContain("correct horse");
	}

	@Test
	void verifyWhenPasswordIsEmptyThenNothingIsIssued() throws Exception {
		init();
		Path password = Files.writeString(this.temporary.resolve("password"), "\n");
		assertThat(run("issue", "--name", "orders", "--pkcs12", "--password-file", password.toString())).isOne();
		assertError("password is empty");
		assertThat(DevCaDirectory.open(ca()).issued()).isEmpty();
	}

	@Test
	void verifyWhenRevokedThenShownAndInCrl() {
		init();
		assertThat(run("issue", "--name", "web", "--client", "--out", this.temporary.toString())).isZero();
		IndexEntry issued = DevCaDirectory.open(ca()).issued().get(0);
		String serial = issued.serial().toString(16);
		assertThat(run("show")).isZero();
		assertThat(this.out.toString()).contains(serial + "  client-ca  CN=web  until ");
		assertThat(run("revoke", serial)).isZero();
		assertThat(run("show")).isZero();
		assertThat(this.out.toString()).contains(serial + "  client-ca  CN=web  revoked ");
		assertThat(run("crl")).isZero();
		assertThat(this.out.toString()).contains("1 revoked by CN=shop.example dev client CA",
				"0 revoked by CN=shop.example dev root");
	}

	@Test
	void verifyWhenUnknownSerialIsRevokedThenFailsWithoutStackTrace() {
		init();
		assertThat(run("revoke", "ff")).isOne();
		assertError("'ff'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "issue", "issue --name ../web", "issue --name web --days 2 --valid-for 1h",
			"issue --name web --valid-for 1y", "issue --name web --valid-for 0s", "issue --name web --days x",
			"issue --name web --days 0", "issue --name web --days -1", "issue --name web --days 2147483647",
			"issue --name web --valid-for 999999999d", "issue --name web --key-algorithm DSA",
			"issue --name web --password secret", "revoke", "revoke xyz", "init", "unknown", "crl now" })
	void verifyWhenArgumentsAreWrongThenUsage(String arguments) {
		init();
		assertThat(execute(arguments.isEmpty() ? List.of() : List.of(arguments.split(" ")))).isEqualTo(2);
		assertThat(this.err.toString())
			.containsAnyOf("Usage: mtls-dev-ca", "Possible solutions: --password-file", "Did you mean: mtls-dev-ca")
			.doesNotContain("\tat ");
		assertThat(DevCaDirectory.open(ca()).issued()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "show", "crl", "revoke 1", "issue --name web" })
	void verifyWhenThereIsNoCaThenFailsAndCreatesNone(String arguments) {
		assertThat(run(arguments.split(" "))).isOne();
		assertError(ca().toString());
		assertThat(ca()).doesNotExist();
	}

	@Test
	void verifyWhenCertificateIsHostileThenShownEscaped() throws Exception {
		X509Certificate hostile = DevCa.create("shop.example")
			.issue((spec) -> spec.subject("CN=a\\0D\\0A\\1B[31mb").uri("spiffe://shop.example/\u202Eweb"))
			.certificate();
		String description = CertificateDescription.of(hostile);
		assertThat(description.lines()).hasSize(10);
		assertThat(description).doesNotContain("\u001B", "\u202E", "\r\n\u001B");
	}

	@Test
	void verifyWhenNamesAreMalformedThenSaysSo() {
		X509Certificate malformed = DevCa.create("shop.example")
			.issue((spec) -> spec.extension("2.5.29.17", false, new byte[] { 1, 2, 3 }))
			.certificate();
		assertThat(CertificateDescription.of(malformed)).contains("malformed");
	}

	@Test
	void verifyWhenFileHoldsNoCertificateThenFails() throws Exception {
		Path file = Files.writeString(this.temporary.resolve("empty.pem"), "");
		assertThat(run("show", file.toString())).isOne();
		assertError("empty.pem");
		assertThat(run("show", this.temporary.resolve("missing.pem").toString())).isOne();
		assertError("missing.pem': it does not exist");
	}

	@Test
	void verifyWhenHelpThenListsCommands() {
		assertThat(execute(List.of("--help"))).isZero();
		assertThat(this.out.toString()).contains("init", "issue", "revoke", "crl", "show");
		assertThat(execute(List.of("--version"))).isZero();
		assertThat(this.out.toString()).contains("mtls-dev-ca ");
	}

	private void init() {
		assertThat(run("init", "--trust-domain", "shop.example")).isZero();
	}

	private int run(String... arguments) {
		List<String> all = new ArrayList<>(List.of(arguments));
		all.add(1, "--directory");
		all.add(2, ca().toString());
		return execute(all);
	}

	private int execute(List<String> arguments) {
		// Subcommands must not read or write the home directory of whoever runs the tests
		List<String> all = new ArrayList<>(arguments);
		if (!all.isEmpty() && !all.contains("--directory")
				&& List.of("issue", "revoke", "init", "crl").contains(all.get(0))) {
			all.addAll(1, List.of("--directory", ca().toString()));
		}
		CommandLine commandLine = DevCaCommand.commandLine();
		// As buffered as the terminal is, so that nothing stays unwritten
		commandLine.setOut(new PrintWriter(new BufferedWriter(this.out), true));
		commandLine.setErr(new PrintWriter(this.err, true));
		return commandLine.execute(all.toArray(String[]::new));
	}

	private void assertError(String expected) {
		assertThat(this.err.toString()).startsWith("Error: ").contains(expected).doesNotContain("\tat ");
	}

	private Path ca() {
		return this.temporary.resolve("ca");
	}

}
