package io.mtlsboot.samples.demo;

import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.mtlsboot.devca.DevCaDirectory;
import io.mtlsboot.samples.audit.AuditApplication;
import io.mtlsboot.samples.orders.OrdersApplication;
import io.mtlsboot.samples.storefront.StorefrontApplication;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * The three services, on ports of their own.
 *
 * @param ca the development CA that they share
 * @param refusals what the orders service refuses in the handshake
 * @param orders the orders service
 * @param storefront the storefront, which calls orders
 * @param audit the audit service
 */
record Fleet(DevCaDirectory ca, Refusals refusals, ConfigurableApplicationContext orders,
		ConfigurableApplicationContext storefront, ConfigurableApplicationContext audit) implements AutoCloseable {

	static Fleet start(Path directory) {
		DevCaDirectory ca = DevCaDirectory.openOrCreate(directory.resolve("ca"), "shop.example");
		Refusals refusals = new Refusals();
		ConfigurableApplicationContext orders = run(OrdersApplication.class, ca, refusals);
		ConfigurableApplicationContext storefront = run(StorefrontApplication.class, ca, new Refusals(),
				"mtls.clients.orders.url=https://localhost:" + port(orders));
		// All services share one class path here; on its own, audit has no servlet on it
		ConfigurableApplicationContext audit = run(AuditApplication.class, ca, new Refusals(),
				"spring.main.web-application-type=reactive",
				"spring.autoconfigure.exclude=org.springframework.boot.tomcat.autoconfigure.reactive.TomcatReactiveWebServerAutoConfiguration");
		return new Fleet(ca, refusals, orders, storefront, audit);
	}

	private static ConfigurableApplicationContext run(Class<?> application, DevCaDirectory ca, Refusals refusals,
			String... properties) {
		List<String> args = new ArrayList<>(List.of("spring.config.location=" + configuration(application),
				"server.port=0", "mtls.dev-ca.directory=" + ca.path(), "spring.main.banner-mode=off",
				"spring.main.register-shutdown-hook=true", "logging.level.root=error"));
		args.addAll(List.of(properties));
		return new SpringApplicationBuilder(application)
			.initializers(
					(context) -> ((GenericApplicationContext) context).registerBean(Refusals.class, () -> refusals))
			.run(args.stream().map((property) -> "--" + property).toArray(String[]::new));
	}

	/**
	 * The configuration of a service, which has the same name in each of their jars.
	 */
	private static String configuration(Class<?> application) {
		URL location = application.getProtectionDomain().getCodeSource().getLocation();
		return location.getPath().endsWith("/") ? location + "application.yaml"
				: "jar:" + location + "!/application.yaml";
	}

	static int port(ConfigurableApplicationContext service) {
		return service.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	@Override
	public void close() {
		this.audit.close();
		this.storefront.close();
		this.orders.close();
	}

}
