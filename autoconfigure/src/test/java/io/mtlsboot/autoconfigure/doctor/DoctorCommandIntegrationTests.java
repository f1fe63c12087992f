package io.mtlsboot.autoconfigure.doctor;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.Purpose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.bootstrap.DefaultBootstrapContext;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The command, with a callee on a real port.
 */
class DoctorCommandIntegrationTests {

	private static final DevCa CA = DevCa.create("shop.example");

	private static final String NOTHING_WRONG = "All is well.";

	@TempDir
	private Path directory;

	private String output = "";

	@BeforeEach
	void write() throws Exception {
		write(web(Duration.ofDays(30)));
		Files.writeString(this.directory.resolve("ca.crt"), CA.root().certificatePem());
	}

	@Test
	void verifyWhenAllIsWellThenSaysSoAndExitsWithZero() throws Exception {
		try (ConfigurableApplicationContext callee = callee()) {
			int exit = examine("--mtls.clients.orders.url=https://localhost:" + port(callee));
			assertThat(this.output).contains("OK      callee-handshake client:orders: TLSv1.3, it presents 'CN=web'")
				.contains("OK      callee-cas       client:orders: the callee accepts ['CN=shop.example dev root']")
				.contains("OK      clock            client:orders")
				.contains("OK      material         server, client:orders")
				.contains("may be used as serverAuth and clientAuth")
				.endsWith(NOTHING_WRONG + System.lineSeparator());
			assertThat(exit).isZero();
		}
	}

	@Test
	void verifyWhenCalleeRefusesUsThenSaysWhyAndExitsWithOne() throws Exception {
		try (ConfigurableApplicationContext callee = callee("mtls.server.callers=cn:somebody-else")) {
			assertThat(examine("--mtls.clients.orders.url=https://localhost:" + port(callee))).isEqualTo(1);
			assertThat(this.output).contains("ERROR   callee-handshake client:orders: REFUSED_BY_PEER")
				.contains("see docs/doctor.md#callee-handshake")
				.doesNotContain(NOTHING_WRONG);
		}
	}

	@Test
	void verifyWhenKeyDoesNotMatchThenSaysSoInsteadOfFailing() throws Exception {
		Files.writeString(this.directory.resolve("tls.key"), web(Duration.ofDays(1)).privateKeyPem());
		assertThat(examine()).isEqualTo(1);
		assertThat(this.output).contains("ERROR   material         server: KEY_MISMATCH: ");
	}

	@Test
	void verifyWhenOthersCanReadTheKeyThenWarns() throws Exception {
		Files.setPosixFilePermissions(this.directory.resolve("tls.key"), PosixFilePermissions.fromString("rw-r--r--"));
		assertThat(examine()).isEqualTo(1);
		assertThat(this.output).contains("WARNING private-key-file " + this.directory.resolve("tls.key"));
	}

	@Test
	void verifyWhenCalleeIsNotThereThenSaysSo() throws Exception {
		assertThat(examine("--mtls.clients.orders.url=https://127.0.0.1:1")).isEqualTo(1);
		assertThat(this.output).contains("ERROR   callee-handshake client:orders: port 1 cannot be reached");
	}

	@Test
	void verifyWhenNothingIsConfiguredThenSaysWhatTheStartWouldSay() {
		this.output = "";
		assertThat(run(new String[] { "--mtls.doctor" })).isEqualTo(1);
		assertThat(this.output).contains("ERROR   configuration");
	}

	@Test
	void verifyWhenCommandIsNotAskedForThenDoesNothing() {
		assertThat(run(new String[0])).isEqualTo(-1);
		assertThat(run(new String[] { "--mtls.doctor=false" })).isEqualTo(-1);
		assertThat(this.output).isEmpty();
	}

	@Test
	void verifyWhenDocumentedThenEveryCheckHasAHeading() throws Exception {
		String page = Files.readString(Path.of("..", "docs", "doctor.md"));
		for (Check check : Check.values()) {
			assertThat(page.lines()).contains("## " + check.id());
		}
	}

	private int examine(String... more) {
		List<String> arguments = new ArrayList<>(
				List.of("--mtls.doctor", "--mtls.identity.certificate=" + this.directory.resolve("tls.crt"),
						"--mtls.identity.private-key=" + this.directory.resolve("tls.key"),
						"--mtls.trust.anchors=" + this.directory.resolve("ca.crt")));
		arguments.addAll(Arrays.asList(more));
		return run(arguments.toArray(String[]::new));
	}

	private int run(String[] arguments) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		int[] exit = { -1 };
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(arguments));
		SpringApplication application = new SpringApplication(Callee.class);
		application.setWebApplicationType(WebApplicationType.SERVLET);
		new DoctorCommand(new PrintStream(out, true, StandardCharsets.UTF_8), (code) -> exit[0] = code)
			.onApplicationEvent(new ApplicationEnvironmentPreparedEvent(new DefaultBootstrapContext(), application,
					arguments, environment));
		this.output = out.toString(StandardCharsets.UTF_8);
		return exit[0];
	}

	private ConfigurableApplicationContext callee(String... properties) {
		List<String> excluded = StreamSupport
			.stream(ImportCandidates.load(AutoConfiguration.class, null).spliterator(), false)
			.filter((name) -> name.contains(".security.") || name.contains(".NettyReactive"))
			.toList();
		List<String> all = new ArrayList<>(
				List.of("server.port=0", "server.address=127.0.0.1", "spring.main.banner-mode=off",
						"server.shutdown=immediate", "spring.autoconfigure.exclude=" + String.join(",", excluded),
						"mtls.identity.certificate=" + this.directory.resolve("tls.crt"),
						"mtls.identity.private-key=" + this.directory.resolve("tls.key"),
						"mtls.trust.anchors=" + this.directory.resolve("ca.crt")));
		all.addAll(Arrays.asList(properties));
		return new SpringApplicationBuilder(Callee.class).web(WebApplicationType.SERVLET)
			.properties(all.toArray(String[]::new))
			.run();
	}

	private static String port(ConfigurableApplicationContext application) {
		return application.getEnvironment().getRequiredProperty("local.server.port");
	}

	private void write(IssuedCertificate certificate) throws Exception {
		Files.writeString(this.directory.resolve("tls.crt"), certificate.certificatePem());
		Path key = Files.writeString(this.directory.resolve("tls.key"), certificate.privateKeyPem());
		Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
	}

	private static IssuedCertificate web(Duration lifetime) {
		return CA.issue((leaf) -> leaf.subject("CN=web")
			.dns("localhost")
			.validFor(lifetime)
			.purposes(Purpose.SERVER_AUTH, Purpose.CLIENT_AUTH));
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Callee {

	}

}
