package io.mtlsboot.autoconfigure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.KeyAlgorithm;
import io.mtlsboot.devca.Purpose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Every mistake stops the start with an analysis that names the property, the file and
 * what to do.
 */
@ExtendWith(OutputCaptureExtension.class)
class BadInputTests {

	private static final DevCa ca = DevCa.create("shop.example");

	@TempDir
	private Path directory;

	private IssuedCertificate web;

	@BeforeEach
	void writeGoodFiles() throws IOException {
		this.web = ca.issue((leaf) -> leaf.spiffeId("spiffe://shop.example/web"));
		write("tls.crt", this.web.certificatePem());
		write("tls.key", this.web.privateKeyPem());
		write("ca.crt", ca.root().certificatePem());
	}

	@Test
	void startWhenEverythingIsGoodThenStarts(CapturedOutput output) {
		SpringApplication application = application();
		application.run(arguments(good())).close();
		assertThat(output).contains("Loaded generation 1 of material of 'bundle'").doesNotContain("PRIVATE KEY");
	}

	@Test
	void startWhenNothingIsConfiguredThenShowsWhatToAdd(CapturedOutput output) {
		assertRefused(output, List.of(), "no 'mtls.*' property says who this service is", "mtls:", "identity: {",
				"trust: {", "dev-ca: { enabled: true }", "mtls.enabled: false");
	}

	@Test
	void startWhenDisabledThenStarts() {
		application().run("--mtls.enabled=false").close();
	}

	@Test
	void startWhenCertificateIsMissingThenNamesIt(CapturedOutput output) throws IOException {
		Files.delete(file("tls.crt"));
		assertRefused(output, good(), file("tls.crt").toString(), "mtls.identity.certificate", "does not exist",
				"mounted");
	}

	@Test
	void startWhenKeyIsMissingThenNamesIt(CapturedOutput output) throws IOException {
		Files.delete(file("tls.key"));
		assertRefused(output, good(), file("tls.key").toString(), "mtls.identity.private-key", "does not exist");
	}

	@Test
	void startWhenAnchorsAreMissingThenNamesThem(CapturedOutput output) throws IOException {
		Files.delete(file("ca.crt"));
		assertRefused(output, good(), file("ca.crt").toString(), "mtls.trust.anchors", "does not exist");
	}

	@Test
	void startWhenCertificateIsADirectoryThenSaysSo(CapturedOutput output) throws IOException {
		Files.delete(file("tls.crt"));
		Files.createDirectory(file("tls.crt"));
		assertRefused(output, good(), file("tls.crt").toString(), "it is a directory");
	}

	@Test
	void startWhenFileIsEmptyThenSaysSo(CapturedOutput output) throws IOException {
		write("tls.key", "");
		assertRefused(output, good(), file("tls.key").toString(), "mtls.identity.private-key", "it is empty");
	}

	@Test
	void startWhenCertificateIsTruncatedThenSaysSo(CapturedOutput output) throws IOException {
		write("tls.crt", this.web.certificatePem().substring(0, 300));
		assertRefused(output, good(), file("tls.crt").toString(), "truncated or damaged", "openssl x509");
	}

	@Test
	void startWhenKeyIsTruncatedInsideThenDoesNotQuoteIt(CapturedOutput output) throws IOException {
		String pem = this.web.privateKeyPem();
		write("tls.key", pem.substring(0, 60) + "\n-----END PRIVATE KEY-----\n");
		assertRefused(output, good(), file("tls.key").toString(), "damaged or its algorithm is not supported");
		assertThat(output.getAll()).doesNotContain(pem.substring(28, 60));
	}

	@Test
	void startWhenCertificateAndKeyAreSwappedThenSaysSo(CapturedOutput output) {
		assertRefused(output,
				List.of("mtls.identity.certificate=" + file("tls.key"), "mtls.identity.private-key=" + file("tls.crt"),
						"mtls.trust.anchors=" + file("ca.crt")),
				"expected a CERTIFICATE, but it has only [PRIVATE KEY]", "swapped");
	}

	@Test
	void startWhenKeyIsOfAnotherCertificateThenNamesTheLeaf(CapturedOutput output) throws IOException {
		write("tls.key", ca.issue((leaf) -> leaf.subject("CN=other")).privateKeyPem());
		assertRefused(output, good(), file("tls.crt").toString(), "mtls.identity.certificate", "does not match",
				"issued for it");
	}

	@Test
	void startWhenPasswordIsWrongThenSaysSo(CapturedOutput output) throws IOException {
		write("tls.key", this.web.privateKeyPem("right".toCharArray()));
		assertRefused(output, with(good(), "mtls.identity.private-key-password=wrong-one"), file("tls.key").toString(),
				"the password does not open it", "password property");
		assertThat(output.getAll()).doesNotContain("wrong-one");
	}

	@Test
	void startWhenPasswordIsNotSetThenSaysSo(CapturedOutput output) throws IOException {
		write("tls.key", this.web.privateKeyPem("right".toCharArray()));
		assertRefused(output, good(), file("tls.key").toString(), "it is encrypted and no password is set");
	}

	@Test
	void startWhenKeyHasOpensslsOwnEncryptionThenSaysHowToConvertIt(CapturedOutput output) throws IOException {
		write("tls.key", """
				-----BEGIN RSA PRIVATE KEY-----
				Proc-Type: 4,ENCRYPTED
				DEK-Info: AES-128-CBC,00112233445566778899AABBCCDDEEFF

				AAAA
				-----END RSA PRIVATE KEY-----
				""");
		assertRefused(output, good(), file("tls.key").toString(), "mtls.identity.private-key", "openssl pkcs8 -topk8");
	}

	@Test
	void startWhenFirstOfTwoCertificatesIsTruncatedThenSaysSo(CapturedOutput output) throws IOException {
		String pem = this.web.certificatePem();
		write("tls.crt", pem.substring(0, 300) + "\n" + pem);
		assertRefused(output, good(), file("tls.crt").toString(), "truncated or damaged");
	}

	@Test
	void startWhenKeyStorePasswordIsWrongThenSaysSo(CapturedOutput output) {
		this.web.writeKeyStore(file("tls.p12"), "PKCS12", "right".toCharArray(), "web");
		assertRefused(output,
				List.of("mtls.identity.key-store.location=" + file("tls.p12"),
						"mtls.identity.key-store.password=wrong-one", "mtls.trust.anchors=" + file("ca.crt")),
				file("tls.p12").toString(), "mtls.identity.key-store.location", "the password does not open it",
				"the key or the key store");
	}

	@Test
	void startWhenKeyStoreHasNoSuchAliasThenListsThem(CapturedOutput output) {
		this.web.writeKeyStore(file("tls.p12"), "PKCS12", "right".toCharArray(), "web");
		assertRefused(output,
				List.of("mtls.identity.key-store.location=" + file("tls.p12"), "mtls.identity.key-store.password=right",
						"mtls.identity.key-store.alias=batch", "mtls.trust.anchors=" + file("ca.crt")),
				file("tls.p12").toString(), "it has no key 'batch', but [web]");
	}

	@Test
	void startWhenKeyStoreIsGarbageThenSaysSo(CapturedOutput output) throws IOException {
		write("tls.p12", "garbage");
		assertRefused(output,
				List.of("mtls.identity.key-store.location=" + file("tls.p12"), "mtls.trust.anchors=" + file("ca.crt")),
				file("tls.p12").toString(), "neither a PKCS#12 nor a JKS key store");
	}

	@Test
	void startWhenLeafIsExpiredThenSaysWhen(CapturedOutput output) throws IOException {
		Instant anHourAgo = Instant.now().minus(Duration.ofHours(1));
		identity(ca.issue((leaf) -> leaf.notBefore(anHourAgo.minus(Duration.ofHours(1))).notAfter(anHourAgo)));
		assertRefused(output, good(), file("tls.crt").toString(), "mtls.identity.certificate", "expired",
				"Issue a new certificate");
	}

	@Test
	void startWhenLeafIsNotYetValidThenSaysWhen(CapturedOutput output) throws IOException {
		Instant inAnHour = Instant.now().plus(Duration.ofHours(1));
		identity(ca.issue((leaf) -> leaf.notBefore(inAnHour).notAfter(inAnHour.plus(Duration.ofHours(1)))));
		assertRefused(output, good(), file("tls.crt").toString(), "mtls.identity.certificate", "is not valid yet",
				"clock of this machine");
	}

	@Test
	void startWhenLeafLacksTheNeededPurposeThenNamesBoth(CapturedOutput output) throws IOException {
		identity(ca.issue((leaf) -> leaf.purposes(Purpose.SERVER_AUTH)));
		assertRefused(output, with(good(), "mtls.clients.orders.url=https://localhost:8443"),
				file("tls.crt").toString(), "mtls.identity.certificate", "clientAuth", "serverAuth",
				"extended key usage");
	}

	@Test
	void startWhenLeafIsACaThenSaysSo(CapturedOutput output) throws IOException {
		identity(ca.issue((leaf) -> leaf.ca(true)));
		assertRefused(output, good(), file("tls.crt").toString(), "mtls.identity.certificate", "CA",
				"Issue a leaf certificate");
	}

	@Test
	void startWhenKeyIsTooWeakThenSaysWhatIsSupported(CapturedOutput output) throws IOException {
		identity(ca.issue((leaf) -> leaf.keyAlgorithm(KeyAlgorithm.RSA_1024)));
		assertRefused(output, good(), file("tls.crt").toString(), "mtls.identity.certificate",
				"RSA key of 2048 bits or more");
	}

	@Test
	void startWhenIntermediateIsMissingThenNamesIt(CapturedOutput output) throws IOException {
		identity(ca.issue((leaf) -> leaf.purposes(Purpose.CLIENT_AUTH)).withoutIntermediates());
		assertRefused(output, good(), file("tls.crt").toString(), "mtls.identity.certificate", "intermediate",
				"Append the missing intermediate", "allow-foreign-issuer");
	}

	@Test
	void startWhenForeignIssuerIsAllowedThenStarts() throws IOException {
		identity(DevCa.create("elsewhere.example").issue((leaf) -> leaf.purposes(Purpose.CLIENT_AUTH)));
		application().run(arguments(with(good(), "mtls.identity.allow-foreign-issuer=true"))).close();
	}

	@Test
	void startWhenNoAnchorsAreConfiguredThenNeverTakesTheJvmsOwn(CapturedOutput output) {
		assertRefused(output,
				List.of("mtls.identity.certificate=" + file("tls.crt"), "mtls.identity.private-key=" + file("tls.key")),
				"No trust anchors are configured", "mtls.trust.anchors", "public CAs of the JVM are never used");
	}

	@Test
	void startWhenClientHasNoAnchorsThenRefuses(CapturedOutput output) {
		assertRefused(output,
				List.of("mtls.identity.certificate=" + file("tls.crt"), "mtls.identity.private-key=" + file("tls.key"),
						"mtls.server.trust.anchors=" + file("ca.crt"), "mtls.clients.orders.url=https://localhost"),
				"No trust anchors are configured", "mtls.trust.anchors");
	}

	@Test
	void startWhenBeansAreLazyThenRefusesAllTheSame(CapturedOutput output) {
		assertRefused(output,
				List.of("spring.main.lazy-initialization=true", "mtls.identity.certificate=" + file("tls.crt"),
						"mtls.identity.private-key=" + file("tls.key"), "mtls.clients.orders.url=https://localhost"),
				"No trust anchors are configured", "mtls.trust.anchors");
	}

	@Test
	void startWhenTrustStoreHasNoAnchorsThenSaysSo(CapturedOutput output) {
		this.web.writeKeyStore(file("trust.p12"), "PKCS12", "right".toCharArray(), "web");
		assertRefused(output,
				List.of("mtls.identity.certificate=" + file("tls.crt"), "mtls.identity.private-key=" + file("tls.key"),
						"mtls.trust.trust-store.location=" + file("trust.p12"),
						"mtls.trust.trust-store.password=right"),
				file("trust.p12").toString(), "no trusted certificate entries");
	}

	@Test
	void startWhenAnchorIsALeafThenSaysSo(CapturedOutput output) throws IOException {
		write("ca.crt", this.web.certificatePem());
		assertRefused(output, good(), file("ca.crt").toString(), "mtls.trust.anchors", "not a CA certificate",
				"certificate of the CA");
	}

	@Test
	void startWhenPemIsOfTheWrongKindThenSaysWhatItHas(CapturedOutput output) throws IOException {
		write("ca.crt", "-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----\n");
		assertRefused(output, good(), file("ca.crt").toString(), "it has only [CERTIFICATE REQUEST]", "-----BEGIN");
	}

	@Test
	void startWhenFileIsNotPemThenSaysSo(CapturedOutput output) throws IOException {
		Files.write(file("tls.crt"), this.web.certificatePem().getBytes(StandardCharsets.UTF_16));
		assertRefused(output, good(), file("tls.crt").toString(), "it is not a PEM file");
	}

	@Test
	void startWhenKeyIsInThePropertyItselfThenNeverPrintsIt(CapturedOutput output) {
		assertRefused(output, with(good(), "mtls.identity.private-key=" + this.web.privateKeyPem()),
				"mtls.identity.private-key", "expected the location of a file");
		assertThat(output.getAll()).doesNotContain(this.web.privateKeyPem().substring(28, 80));
	}

	@Test
	void startWhenTwoIdentitiesAreConfiguredThenNamesBoth(CapturedOutput output) {
		assertRefused(output, with(good(), "mtls.identity.bundle=web"), "contradict each other",
				"mtls.identity.certificate", "mtls.identity.bundle", "Remove all but one");
	}

	@Test
	void startWhenOnlyTheCertificateIsConfiguredThenNamesTheKey(CapturedOutput output) {
		assertRefused(output,
				List.of("mtls.identity.certificate=" + file("tls.crt"), "mtls.trust.anchors=" + file("ca.crt")),
				"Property 'mtls.identity.private-key' is not set");
	}

	@Test
	void startWhenBundleDoesNotExistThenNamesIt(CapturedOutput output) {
		assertRefused(output, List.of("mtls.identity.bundle=nowhere", "mtls.trust.anchors=" + file("ca.crt")),
				"ssl bundle nowhere", "mtls.identity.bundle", "there is no such bundle",
				"declared in 'spring.ssl.bundle'");
	}

	@Test
	void startWhenBundleIsOurOwnThenRefuses(CapturedOutput output) {
		assertRefused(output, List.of("mtls.identity.bundle=mtls", "mtls.trust.anchors=" + file("ca.crt")),
				"the bundle that is made of it");
	}

	@Test
	void startWhenBundleNameIsTakenThenRefuses(CapturedOutput output) {
		assertRefused(output, with(good(), "spring.ssl.bundle.pem.mtls.truststore.certificate=" + file("ca.crt")),
				"There is a bundle 'mtls'", "another name");
	}

	@Test
	void startWhenCallersHaveAnUnknownPatternThenShowsTheForms(CapturedOutput output) {
		assertRefused(output, with(good(), "mtls.server.callers=web"), "mtls.server.callers", "'web'",
				"spiffe://shop.example/web", "dns:web.shop.example");
	}

	@Test
	void startWhenCallersAreEmptyThenRefusesInsteadOfAdmittingEverybody(CapturedOutput output) {
		assertRefused(output, with(good(), "mtls.server.callers="), "mtls.server.callers", "at least one pattern",
				"admit every verified caller");
	}

	@Test
	void startWhenCalleeHasAnUnknownPatternThenNamesIt(CapturedOutput output) {
		assertRefused(output,
				List.of("mtls.clients.orders.url=https://localhost", "mtls.clients.orders.callee=spiffe://*/orders"),
				"mtls.clients.orders.callee", "'spiffe://*/orders'");
	}

	@Test
	void startWhenAPropertyIsMisspeltThenNamesItInsteadOfAdmittingEverybody(CapturedOutput output) {
		assertRefused(output, with(good(), "mtls.server.caller=spiffe://shop.example/web"), "mtls.server.caller",
				"left unbound");
	}

	private void assertRefused(CapturedOutput output, List<String> properties, String... expected) {
		assertThatException().isThrownBy(() -> application().run(arguments(properties)));
		assertThat(output.getAll()).contains("APPLICATION FAILED TO START", "Description:", "Action:")
			.contains(expected);
	}

	private static SpringApplication application() {
		SpringApplication application = new SpringApplication(Service.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		return application;
	}

	private List<String> good() {
		return List.of("mtls.identity.certificate=" + file("tls.crt"), "mtls.identity.private-key=" + file("tls.key"),
				"mtls.trust.anchors=" + file("ca.crt"));
	}

	private static List<String> with(List<String> properties, String more) {
		List<String> all = new ArrayList<>(properties);
		all.add(more);
		return all;
	}

	private static String[] arguments(List<String> properties) {
		return properties.stream().map((property) -> "--" + property).toArray(String[]::new);
	}

	private void identity(IssuedCertificate identity) throws IOException {
		write("tls.crt", identity.certificatePem());
		write("tls.key", identity.privateKeyPem());
	}

	private void write(String name, String content) throws IOException {
		Files.writeString(file(name), content);
	}

	private Path file(String name) {
		return this.directory.resolve(name);
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ SslAutoConfiguration.class, MtlsAutoConfiguration.class,
			MtlsLogAutoConfiguration.class })
	static class Service {

	}

}
