package io.mtlsboot.autoconfigure;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.trust.PeerRejectedException;
import io.mtlsboot.trust.RejectionReason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.restclient.autoconfigure.RestClientSsl;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Boot's own consumers of an SSL bundle, on either side of a connection, with the bundle
 * that we publish.
 */
class PublishedBundleIntegrationTests {

	private static final DevCa ca = DevCa.create("shop.example");

	@TempDir
	private Path directory;

	@BeforeEach
	void writeFiles() {
		ca.root().writePem(this.directory, "ca");
		write("both", ca.issue((leaf) -> leaf.spiffeId("spiffe://shop.example/both").dns("localhost")));
		write("elsewhere", ca.issue((leaf) -> leaf.dns("elsewhere.example")));
	}

	@Test
	void connectorOfBootAndClientOfBootShakeHandsWithTheBundle() {
		try (ConfigurableApplicationContext server = run("both")) {
			assertThat(get(server, "both")).isEqualTo("hello");
		}
	}

	@Test
	void clientOfBootVerifiesTheHostNameWithTheBundle() {
		try (ConfigurableApplicationContext server = run("elsewhere")) {
			assertThatExceptionOfType(ResourceAccessException.class).isThrownBy(() -> get(server, "both"))
				.satisfies((ex) -> assertThat(rejection(ex)).isEqualTo(RejectionReason.HOST_NAME_MISMATCH));
		}
	}

	private static RejectionReason rejection(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof PeerRejectedException rejected) {
				return rejected.reason();
			}
		}
		throw new AssertionError("No rejection of ours", failure);
	}

	private String get(ConfigurableApplicationContext server, String identity) {
		int port = ((WebServerApplicationContext) server).getWebServer().getPort();
		try (ConfigurableApplicationContext client = new SpringApplicationBuilder(Empty.class)
			.web(WebApplicationType.NONE)
			.run(arguments(identity))) {
			RestClient restClient = client.getBean(RestClient.Builder.class)
				.apply(client.getBean(RestClientSsl.class).fromBundle("mtls"))
				.build();
			return restClient.get().uri("https://localhost:" + port + "/hello").retrieve().body(String.class);
		}
	}

	private ConfigurableApplicationContext run(String identity) {
		return new SpringApplicationBuilder(Hello.class)
			.run(arguments(identity, "server.port=0", "server.address=127.0.0.1", "mtls.server.enabled=false",
					"server.ssl.bundle=mtls", "server.ssl.client-auth=need"));
	}

	private String[] arguments(String identity, String... more) {
		List<String> properties = new ArrayList<>(List.of("spring.main.banner-mode=off",
				"mtls.identity.certificate=" + this.directory.resolve(identity + ".crt"),
				"mtls.identity.private-key=" + this.directory.resolve(identity + ".key"),
				"mtls.trust.anchors=" + this.directory.resolve("ca.crt"),
				"spring.autoconfigure.exclude=" + String.join(",",
						"org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
						"org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration",
						"org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration")));
		properties.addAll(List.of(more));
		return properties.stream().map((property) -> "--" + property).toArray(String[]::new);
	}

	private void write(String name, IssuedCertificate issued) {
		issued.writePem(this.directory, name);
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Empty {

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@RestController
	static class Hello {

		@GetMapping("/hello")
		String hello() {
			return "hello";
		}

	}

}
