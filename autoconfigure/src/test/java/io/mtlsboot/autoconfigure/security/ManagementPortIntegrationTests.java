package io.mtlsboot.autoconfigure.security;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

import io.mtlsboot.autoconfigure.MaterialSources;
import io.mtlsboot.autoconfigure.MtlsAutoConfiguration;
import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.material.KeyMaterial;
import io.mtlsboot.material.TlsMaterial;
import io.mtlsboot.material.TrustMaterial;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.autoconfigure.beans.BeansEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementContextAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.actuate.web.ServletManagementContextAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.tomcat.autoconfigure.actuate.web.server.TomcatServletManagementContextAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.context.ServerPortInfoApplicationContextInitializer;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for a management port of its own, without TLS so that nobody has a certificate.
 */
class ManagementPortIntegrationTests {

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner(
			AnnotationConfigServletWebServerApplicationContext::new)
		.withInitializer(new ServerPortInfoApplicationContextInitializer())
		.withConfiguration(AutoConfigurations.of(MtlsAutoConfiguration.class, MtlsSecurityAutoConfiguration.class,
				SecurityAutoConfiguration.class, UserDetailsServiceAutoConfiguration.class,
				ServletWebSecurityAutoConfiguration.class, SecurityFilterAutoConfiguration.class,
				TomcatServletWebServerAutoConfiguration.class, TomcatServletManagementContextAutoConfiguration.class,
				DispatcherServletAutoConfiguration.class, WebMvcAutoConfiguration.class,
				HttpMessageConvertersAutoConfiguration.class, ErrorMvcAutoConfiguration.class))
		.withConfiguration(AutoConfigurations.of(EndpointAutoConfiguration.class, WebEndpointAutoConfiguration.class,
				ManagementContextAutoConfiguration.class, ServletManagementContextAutoConfiguration.class,
				HealthContributorAutoConfiguration.class, HealthContributorRegistryAutoConfiguration.class,
				HealthEndpointAutoConfiguration.class, BeansEndpointAutoConfiguration.class,
				ManagementWebSecurityAutoConfiguration.class))
		.withBean(MaterialSources.class, ManagementPortIntegrationTests::material)
		.withPropertyValues("server.port=0", "server.address=127.0.0.1", "management.server.port=0",
				"management.server.address=127.0.0.1", "management.server.ssl.enabled=false",
				"management.endpoints.web.exposure.include=*");

	@Test
	void verifyWhenManagementHasItsPortThenTheSameChainGuardsIt() {
		this.runner.run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(status(context, "management", "/actuator/health")).isEqualTo(200);
			assertThat(status(context, "management", "/actuator/beans")).isEqualTo(401);
			assertThat(status(context, "management", "/actuator")).isEqualTo(401);
		});
	}

	@Test
	void verifyWhenManagementHasItsPortThenMainPortStaysGuarded() {
		this.runner.run((context) -> {
			assertThat(status(context, "server", "/actuator/beans")).isEqualTo(401);
			assertThat(status(context, "server", "/")).isEqualTo(401);
		});
	}

	private static int status(ApplicationContext context, String server, String path)
			throws IOException, InterruptedException {
		String port = context.getEnvironment().getRequiredProperty("local." + server + ".port");
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
				.timeout(Duration.ofSeconds(30))
				.build(), BodyHandlers.discarding())
			.statusCode();
	}

	private static MaterialSources material() {
		DevCa ca = DevCa.create("shop.example");
		IssuedCertificate own = ca.issue((leaf) -> leaf.subject("CN=orders").dns("localhost"));
		TlsMaterial material = new TlsMaterial(KeyMaterial.of(own.privateKey(), own.chain(), "test"),
				TrustMaterial.of(List.of(ca.rootCertificate()), "test"));
		return (scope) -> () -> material;
	}

}
