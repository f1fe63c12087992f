package io.mtlsboot.autoconfigure.proof;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;

import io.micrometer.core.instrument.MeterRegistry;
import io.mtlsboot.autoconfigure.MaterialScope;
import io.mtlsboot.autoconfigure.MtlsConfigurationException;
import io.mtlsboot.autoconfigure.MtlsListeners;
import io.mtlsboot.autoconfigure.MtlsMaterials;
import io.mtlsboot.autoconfigure.MtlsProperties;
import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.Purpose;
import io.mtlsboot.handshake.HandshakeJournal;
import io.mtlsboot.material.MaterialProblem;
import io.mtlsboot.material.TlsMaterial;
import io.mtlsboot.rotation.MaterialStore;
import io.mtlsboot.rotation.RotationEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContextException;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Beside the port of the application there is one whose TLS somebody has weakened.
 */
@ExtendWith(OutputCaptureExtension.class)
class SelfProofIntegrationTests {

	private static final DevCa CA = DevCa.create("shop.example");

	/** It may not call, so that nobody tries to. */
	private static final IssuedCertificate FIRST = orders(Purpose.SERVER_AUTH);

	@TempDir
	private Path directory;

	@BeforeEach
	void write() throws Exception {
		write(FIRST);
		Files.writeString(this.directory.resolve("ca.crt"), CA.root().certificatePem());
	}

	@Test
	void verifyWhenPortIsStrictThenProvesItAndSaysSo(CapturedOutput output) throws Exception {
		write(orders(Purpose.SERVER_AUTH, Purpose.CLIENT_AUTH));
		try (var application = run(null)) {
			assertThat(output).contains("Proved port " + application.getEnvironment().getProperty("local.server.port")
					+ " ('server'): it refuses [plain HTTP, no certificate, a certificate of an unknown CA] and admits "
					+ "[our own certificate]");
			assertUncounted(application);
		}
	}

	@Test
	void portThatAdmitsStrangersStopsTheStart() {
		try (LaxPort lax = new LaxPort(FIRST, true)) {
			assertThatExceptionOfType(ApplicationContextException.class).isThrownBy(() -> run(lax))
				.havingRootCause()
				.isInstanceOf(MtlsConfigurationException.class)
				.withMessageContaining("port " + lax.port())
				.withMessageContaining("admitted a caller with no certificate")
				.withMessageContaining("admitted a caller with a certificate of an unknown CA");
		}
	}

	@Test
	void portThatAdmitsStrangersAfterARotationTakesItBack() throws Exception {
		try (LaxPort lax = new LaxPort(FIRST, false); var application = run(lax)) {
			MaterialStore store = application.getBean(MtlsMaterials.class).store(MaterialScope.SERVER);
			TlsMaterial first = store.current().material();
			IssuedCertificate next = orders(Purpose.SERVER_AUTH);
			lax.open(next);
			write(next);
			assertThat(store.refresh()).isInstanceOfSatisfying(RotationEvent.Failed.class, (failed) -> {
				assertThat(failed.failure().problem()).isEqualTo(MaterialProblem.NOT_PROVEN);
				assertThat(failed.failure()).hasMessageContaining("admitted a caller with no certificate");
			});
			assertThat(store.current().material()).isEqualTo(first);
			assertThat(application.getBean("mtlsHealthIndicator", HealthIndicator.class).health().getStatus())
				.isEqualTo(Status.DOWN);
			int calls = lax.calls();
			assertThat(store.refresh()).isInstanceOf(RotationEvent.Failed.class);
			assertThat(lax.calls()).isEqualTo(calls);
		}
	}

	@Test
	void portOfSomebodyElseStopsTheStart() {
		try (LaxPort lax = new LaxPort(orders(Purpose.SERVER_AUTH), true)) {
			assertThatExceptionOfType(ApplicationContextException.class).isThrownBy(() -> run(lax))
				.havingRootCause()
				.withMessageContaining("port " + lax.port() + " ('server') is not served by us");
		}
	}

	@Test
	void verifyWhenTurnedOffThenNothingIsTried() {
		try (LaxPort lax = new LaxPort(FIRST, true); var application = run(lax, "mtls.self-proof.enabled=false")) {
			assertThat(application.getBeansOfType(SelfProof.class)).isEmpty();
			assertThat(lax.calls()).isZero();
		}
	}

	@Test
	void verifyWhenServerIsNettyThenProvesItToo(CapturedOutput output) throws Exception {
		write(orders(Purpose.SERVER_AUTH, Purpose.CLIENT_AUTH));
		try (var application = run(WebApplicationType.REACTIVE, null)) {
			assertThat(output).contains("and admits [our own certificate]");
			assertUncounted(application);
		}
	}

	private static void assertUncounted(ConfigurableApplicationContext application) {
		assertThat(application.getBean(HandshakeJournal.class).totals()).isEmpty();
		assertThat(application.getBean(MeterRegistry.class).get("mtls.handshakes").timers())
			.allSatisfy((timer) -> assertThat(timer.count()).isZero());
	}

	private ConfigurableApplicationContext run(@Nullable LaxPort lax, String... properties) {
		return run(WebApplicationType.SERVLET, lax, properties);
	}

	private ConfigurableApplicationContext run(WebApplicationType type, @Nullable LaxPort lax, String... properties) {
		List<String> excluded = StreamSupport
			.stream(ImportCandidates.load(AutoConfiguration.class, null).spliterator(), false)
			.filter((name) -> name.contains(".security.")
					|| name.contains((type == WebApplicationType.SERVLET) ? ".NettyReactive" : ".TomcatReactive"))
			.toList();
		List<String> all = new ArrayList<>(
				List.of("server.port=0", "server.address=127.0.0.1", "spring.main.banner-mode=off",
						"server.shutdown=immediate", "spring.autoconfigure.exclude=" + String.join(",", excluded),
						"mtls.identity.certificate=" + this.directory.resolve("tls.crt"),
						"mtls.identity.private-key=" + this.directory.resolve("tls.key"),
						"mtls.trust.anchors=" + this.directory.resolve("ca.crt"), "mtls.rotation.poll-interval=1h",
						"mtls.rotation.quiet-period=1m"));
		all.addAll(Arrays.asList(properties));
		return new SpringApplicationBuilder(Application.class).web(type)
			.properties(all.toArray(String[]::new))
			.initializers(besides(lax))
			.run();
	}

	private static ApplicationContextInitializer<ConfigurableApplicationContext> besides(@Nullable LaxPort lax) {
		return (context) -> context.addBeanFactoryPostProcessor((factory) -> factory.registerSingleton("laxPort",
				(lax != null) ? new OtherPort(lax.port()) : new OtherPort(0)));
	}

	private void write(IssuedCertificate certificate) throws Exception {
		Files.writeString(this.directory.resolve("tls.crt"), certificate.certificatePem());
		Files.writeString(this.directory.resolve("tls.key"), certificate.privateKeyPem());
	}

	private static IssuedCertificate orders(Purpose... purposes) {
		return CA.issue((leaf) -> leaf.subject("CN=orders").dns("localhost").purposes(purposes));
	}

	record OtherPort(int port) {
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Object registration(OtherPort other, MtlsListeners listeners) {
			if (other.port() > 0) {
				listeners.add(new MtlsListeners.Listener("server", other.port(), MtlsProperties.Mode.STRICT));
			}
			return "registered";
		}

	}

}
