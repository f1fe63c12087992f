package io.mtlsboot.autoconfigure.actuate;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.CRLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.MeterRegistry;
import io.mtlsboot.autoconfigure.MaterialScope;
import io.mtlsboot.autoconfigure.MaterialSources;
import io.mtlsboot.autoconfigure.MtlsAutoConfiguration;
import io.mtlsboot.autoconfigure.MtlsMaterials;
import io.mtlsboot.autoconfigure.rotation.Deadline;
import io.mtlsboot.devca.DevCa;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class CrlFreshnessIntegrationTests {

	private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

	private static final DevCa CA = DevCa.create("shop.example");

	private HttpServer server;

	private volatile byte[] published;

	private ApplicationContextRunner runner;

	@BeforeEach
	void startServer() throws IOException, CRLException {
		this.published = CA.crl(CA.root(), List.of(), NOW, NOW.plus(Duration.ofDays(7))).getEncoded();
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
		this.server.createContext("/", (exchange) -> {
			try (exchange) {
				byte[] body = this.published;
				exchange.sendResponseHeaders((body.length > 0) ? 200 : 503, (body.length > 0) ? body.length : -1);
				exchange.getResponseBody().write(body);
			}
		});
		this.server.start();
		this.runner = new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(MtlsAutoConfiguration.class, EndpointAutoConfiguration.class,
					MtlsEndpointAutoConfiguration.class, MtlsHealthAutoConfiguration.class,
					MetricsAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class,
					SimpleMetricsExportAutoConfiguration.class, MtlsMetricsAutoConfiguration.class))
			.withBean(MaterialSources.class, () -> (scope) -> Materials.current(CA))
			.withPropertyValues("management.endpoints.web.exposure.include=mtls",
					"mtls.server.trust.revocation.check=crl", "mtls.server.trust.revocation.fetch.urls=" + url());
	}

	@AfterEach
	void stopServer() {
		this.server.stop(0);
	}

	@Test
	void verifyWhenListIsFetchedThenIsInEndpointMeterAndHealth() {
		this.runner.run((context) -> {
			context.getBean(MtlsMaterials.class).store(MaterialScope.SERVER).current();
			context.getBean(MtlsMaterials.class).store(MaterialScope.DEFAULT_CLIENT).current();
			Deadline.soon(() -> fetched(context).lastSuccess() != null);
			assertThat(fetched(context)).satisfies((crl) -> {
				assertThat(crl.properties()).isEqualTo("mtls.server.trust");
				assertThat(crl.url()).isEqualTo(url());
				assertThat(crl.issuer()).isEqualTo("CN=shop.example dev root");
				assertThat(crl.nextUpdate()).isEqualTo(NOW.plus(Duration.ofDays(7)));
				assertThat(crl.failure()).isNull();
			});
			assertThat(expiry(context, "server")).isBetween(1.0, 7.0 * 24 * 3600);
			assertThat(expiry(context, "client")).isNaN();
			assertThat(health(context).getStatus()).isEqualTo(Status.UP);
			assertThat(health(context).getDetails()).hasEntrySatisfying("server",
					(details) -> assertThat(details).asInstanceOf(InstanceOfAssertFactories.MAP).containsKey("crls"));
			assertThat(health(context).getDetails()).hasEntrySatisfying("client",
					(details) -> assertThat(details).asInstanceOf(InstanceOfAssertFactories.MAP)
						.doesNotContainKey("crls"));
		});
	}

	@Test
	void verifyWhenServerOfTheOnlyListFailsThenDown() {
		this.published = new byte[0];
		this.runner.run((context) -> {
			context.getBean(MtlsMaterials.class).store(MaterialScope.SERVER).current();
			Deadline.soon(() -> fetched(context).failingSince() != null);
			Health health = health(context);
			assertThat(health.getStatus()).isEqualTo(Status.DOWN);
			assertThat(((Map<?, ?>) health.getDetails().get("server")).get("problem")).asString()
				.startsWith("every peer is refused: no CRL could be fetched from '" + url() + "' since")
				.contains("found 503");
			assertThat(expiry(context, "server")).isNaN();
		});
	}

	private String url() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort() + "/root.crl";
	}

	private static MtlsDescriptor.Fetched fetched(AssertableApplicationContext context) {
		List<MtlsDescriptor.Fetched> fetched = context.getBean(MtlsEndpoint.class).mtls().fetched();
		assertThat(fetched).hasSize(1);
		return fetched.get(0);
	}

	private static double expiry(AssertableApplicationContext context, String store) {
		return context.getBean(MeterRegistry.class).get("mtls.crl.expiry").tag("store", store).gauge().value();
	}

	private static Health health(AssertableApplicationContext context) {
		Health health = context.getBean("mtlsHealthIndicator", HealthIndicator.class).health();
		assertThat(health).isNotNull();
		return health;
	}

}
