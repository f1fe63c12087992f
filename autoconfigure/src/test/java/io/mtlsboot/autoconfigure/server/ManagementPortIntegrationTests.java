package io.mtlsboot.autoconfigure.server;

import java.io.IOException;
import java.nio.file.Path;

import io.mtlsboot.autoconfigure.MtlsListeners;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the management port, shared and of its own.
 */
@ExtendWith(OutputCaptureExtension.class)
class ManagementPortIntegrationTests {

	private static final String HEALTH = "/actuator/health";

	private static final String OWN_PORT = "management.server.port=0";

	@ParameterizedTest
	@EnumSource
	void verifyWhenManagementHasItsOwnPortThenItAdmitsOnlyVerifiedCallers(TestApplication kind) throws IOException {
		try (var application = kind.run(OWN_PORT, "management.server.address=127.0.0.1")) {
			int port = TestApplication.managementPort(application);
			assertThat(port).isNotEqualTo(TestApplication.port(application));
			assertThat(Caller.with(TestPki.WEB).get("https", port, HEALTH).statusCode()).isEqualTo(200);
			requireRefused(port);
			requireRefused(TestApplication.port(application));
			assertThat(application.getBean(MtlsListeners.class).all()).extracting(MtlsListeners.Listener::name)
				.containsExactly("server", "management");
			assertThat(application.getBean(MtlsListeners.class).all().get(1).port()).isEqualTo(port);
		}
	}

	@ParameterizedTest
	@EnumSource
	void verifyWhenManagementSslIsDisabledThenItSpeaksPlainHttpAndTheServerDoesNot(TestApplication kind,
			CapturedOutput output) throws IOException {
		try (var application = kind.run(OWN_PORT, "management.server.ssl.enabled=false")) {
			int port = TestApplication.managementPort(application);
			assertThat(Caller.withoutCertificate().get("http", port, HEALTH).statusCode()).isEqualTo(200);
			requireRefused(TestApplication.port(application));
			assertThat(application.getBean(MtlsListeners.class).all()).extracting(MtlsListeners.Listener::name)
				.containsExactly("server");
			assertThat(output).contains("Management port " + port + " speaks plain HTTP without mutual TLS")
				.contains("'management.server.ssl.enabled'");
		}
	}

	@Test
	void verifyWhenManagementHasItsOwnSslThenItIsLeftToBoot(@TempDir Path directory, CapturedOutput output)
			throws IOException {
		Path keyStore = directory.resolve("management.p12");
		TestPki.SERVER.writeKeyStore(keyStore, "PKCS12", "changeit".toCharArray(), "management");
		try (var application = TestApplication.SERVLET_TOMCAT.run(OWN_PORT,
				"management.server.ssl.key-store=" + keyStore.toUri(),
				"management.server.ssl.key-store-password=changeit")) {
			int port = TestApplication.managementPort(application);
			assertThat(Caller.withoutCertificate().get("https", port, HEALTH).statusCode()).isEqualTo(200);
			requireRefused(TestApplication.port(application));
			assertThat(output).contains("Management port " + port + " has the TLS of 'management.server.ssl.*'")
				.doesNotContain("changeit");
		}
	}

	@Test
	void verifyWhenManagementSslHasOnlyAnUnknownPropertyThenItIsAsIfThereWereNone(CapturedOutput output)
			throws IOException {
		try (var application = TestApplication.SERVLET_TOMCAT.run(OWN_PORT, "management.server.ssl.enable=true")) {
			int port = TestApplication.managementPort(application);
			assertThat(Caller.with(TestPki.WEB).get("https", port, HEALTH).statusCode()).isEqualTo(200);
			requireRefused(port);
			assertThat(output).doesNotContain("Management port " + port + " has the TLS of");
		}
	}

	@Test
	void verifyWhenManagementSharesThePortOnKubernetesThenWarnsOnceAboutProbes(CapturedOutput output) {
		TestApplication.SERVLET_TOMCAT.run("spring.main.cloud-platform=kubernetes").close();
		assertThat(output.getOut().split("Kubernetes probes have no client certificate", -1)).hasSize(2);
		assertThat(output).contains("'management.server.port'").contains("'management.server.ssl.enabled: false'");
	}

	@Test
	void verifyWhenManagementHasItsOwnPortOnKubernetesThenDoesNotWarn(CapturedOutput output) {
		TestApplication.SERVLET_TOMCAT
			.run("spring.main.cloud-platform=kubernetes", OWN_PORT, "management.server.ssl.enabled=false")
			.close();
		assertThat(output).doesNotContain("Kubernetes probes");
	}

	@Test
	void verifyWhenMutualTlsIsOffThenBothPortsAreLeftToBoot() throws IOException {
		try (ConfigurableApplicationContext application = TestApplication.SERVLET_TOMCAT.run(OWN_PORT,
				"mtls.server.enabled=false")) {
			Caller caller = Caller.withoutCertificate();
			assertThat(caller.get("http", TestApplication.port(application), "/hello").body()).isEqualTo("hello");
			assertThat(caller.get("http", TestApplication.managementPort(application), HEALTH).statusCode())
				.isEqualTo(200);
			assertThat(application.getBean(MtlsListeners.class).all()).isEmpty();
		}
	}

	private static void requireRefused(int port) {
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> Caller.withoutCertificate().get("https", port, HEALTH));
	}

}
