package io.mtlsboot.autoconfigure.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import io.mtlsboot.autoconfigure.rotation.Deadline;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.Purpose;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.json.JsonParserFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Three services call a fourth one all the time, which moves from plain HTTP to strict as
 * {@code docs/migrating-to-strict.md} says, each step as a new instance that takes over
 * before the old one goes.
 */
class MigrationIntegrationTests {

	private static final IssuedCertificate WRONG_PURPOSE = TestPki.CA.issue(
			(leaf) -> leaf.subject("CN=batch").spiffeId("spiffe://shop.example/batch").purposes(Purpose.SERVER_AUTH));

	private static final IssuedCertificate LEGACY = TestPki.CA.issue(
			(leaf) -> leaf.subject("CN=legacy").spiffeId("spiffe://shop.example/legacy").purposes(Purpose.CLIENT_AUTH));

	private static final String[] OBSERVE = { "mtls.server.mode=observe",
			"mtls.server.observe.until=" + LocalDate.now(ZoneOffset.UTC).plusDays(2),
			"mtls.server.observe.ready-after=3s" };

	private final Caller operator = Caller.with(TestPki.WEB);

	private final List<ConfigurableApplicationContext> applications = new ArrayList<>();

	@AfterEach
	void close() {
		this.applications.forEach(ConfigurableApplicationContext::close);
	}

	@Test
	void verifyWhenFleetFollowsTheReportThenBecomesStrictWithoutAFailedCall() {
		ConfigurableApplicationContext plain = withoutMtls();
		try (CallingService web = CallingService.start("web", port(plain));
				CallingService batch = CallingService.start("batch", port(plain));
				CallingService legacy = CallingService.start("legacy", port(plain))) {
			List<CallingService> fleet = List.of(web, batch, legacy);
			ConfigurableApplicationContext observing = run(OBSERVE);
			replace(plain, observing, fleet);
			int port = port(observing);
			assertActuatorIsClosed(port);
			Deadline.soon(() -> List.of("web", "batch", "legacy")
				.stream()
				.allMatch((name) -> "PLAINTEXT".equals(did(report(port), "userAgent", name))));
			web.callWith(TestPki.WEB);
			batch.callWith(WRONG_PURPOSE);
			Deadline.soon(() -> "PURPOSE_NOT_ALLOWED".equals(did(report(port), "identity", spiffe("batch")))
					&& "ADMITTED".equals(did(report(port), "identity", spiffe("web"))));
			Map<String, Object> report = report(port);
			assertThat(report).containsEntry("verdict", "NOT_READY");
			assertThat(did(report, "userAgent", "legacy")).isEqualTo("PLAINTEXT");
			ConfigurableApplicationContext strict = run();
			assertThat(web.wouldBeServedBy(port(strict))).isTrue();
			assertThat(batch.wouldBeServedBy(port(strict))).isFalse();
			assertThat(legacy.wouldBeServedBy(port(strict))).isFalse();
			batch.callWith(TestPki.BATCH);
			legacy.callWith(LEGACY);
			Deadline.soon(() -> "READY".equals(report(port).get("verdict")));
			assertThat(report(port)).containsEntry("wouldRefuse", 0);
			replace(observing, strict, fleet);
			fleet.forEach(MigrationIntegrationTests::awaitMoreCalls);
			assertThat(report(port(strict))).containsEntry("mode", "strict").doesNotContainKey("callers");
			assertThat(web.failures()).isEmpty();
			assertThat(batch.failures()).isEmpty();
			assertThat(legacy.failures()).isEmpty();
		}
	}

	// Whoever is anonymous gets what the service has for everybody, and no more
	private static void assertActuatorIsClosed(int port) {
		try {
			Caller nobody = Caller.withoutCertificate();
			assertThat(nobody.get("http", port, "/actuator/mtls/readiness").statusCode()).isEqualTo(401);
			assertThat(nobody.get("http", port, "/actuator/health").statusCode()).isEqualTo(200);
			assertThat(nobody.get("http", port, "/hello").statusCode()).isEqualTo(200);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void replace(ConfigurableApplicationContext old, ConfigurableApplicationContext next,
			List<CallingService> fleet) {
		fleet.forEach((service) -> service.callAt(port(next)));
		fleet.forEach((service) -> Deadline.soon(() -> service.lastCalledAt() == port(next)));
		old.close();
	}

	private static void awaitMoreCalls(CallingService service) {
		long before = service.calls();
		Deadline.soon(() -> service.calls() >= before + 20);
	}

	// With a certificate: whoever asks without is an offender, too
	private Map<String, Object> report(int port) {
		try {
			return JsonParserFactory.getJsonParser()
				.parseMap(this.operator.get("https", port, "/actuator/mtls/readiness").body());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Object did(Map<String, Object> report, String field, String value) {
		return ((List<?>) report.get("callers")).stream()
			.map((caller) -> (Map<?, ?>) caller)
			.filter((caller) -> value.equals(caller.get(field)))
			.map((caller) -> caller.get("did"))
			.findFirst()
			.orElse(null);
	}

	private static String spiffe(String name) {
		return "spiffe://shop.example/" + name;
	}

	private static int port(ConfigurableApplicationContext application) {
		return TestApplication.port(application);
	}

	private ConfigurableApplicationContext withoutMtls() {
		String security = StreamSupport
			.stream(ImportCandidates.load(AutoConfiguration.class, null).spliterator(), false)
			.filter((name) -> name.contains(".security."))
			.collect(Collectors.joining(","));
		return run("mtls.enabled=false", "spring.autoconfigure.exclude=" + security);
	}

	private ConfigurableApplicationContext run(String... properties) {
		List<String> all = new ArrayList<>(
				List.of("server.port=0", "server.address=127.0.0.1", "spring.main.banner-mode=off",
						"spring.jmx.enabled=false", "management.endpoints.web.exposure.include=health,mtls"));
		all.addAll(Arrays.asList(properties));
		ConfigurableApplicationContext application = new SpringApplicationBuilder(Orders.class,
				TestApplication.Material.class)
			.web(WebApplicationType.SERVLET)
			.properties(all.toArray(String[]::new))
			.run();
		this.applications.add(application);
		return application;
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@RestController
	static class Orders {

		@GetMapping("/hello")
		String hello() {
			return "hello";
		}

	}

}
