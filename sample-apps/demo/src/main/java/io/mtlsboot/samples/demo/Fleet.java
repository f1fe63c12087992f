package io.mtlsboot.samples.demo;

import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.mtlsboot.devca.DevCaDirectory;
import io.mtlsboot.devca.IssuedCertificate;
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
 * @param directory where the files of the orders service are
 * @param refusals what the orders service refuses in the handshake
 * @param rotations what the orders service rotates to
 * @param orders the orders service
 * @param storefront the storefront, which calls orders
 * @param audit the audit service
 */
record Fleet(DevCaDirectory ca, Path directory, Refusals refusals, Rotations rotations,
		ConfigurableApplicationContext orders, ConfigurableApplicationContext storefront,
		ConfigurableApplicationContext audit) implements AutoCloseable {

	static Fleet start(Path directory) {
		DevCaDirectory ca = DevCaDirectory.openOrCreate(directory.resolve("ca"), "shop.example");
		Refusals refusals = new Refusals();
		Rotations rotations = new Rotations();
		issueOrders(ca, directory);
		ConfigurableApplicationContext orders = run(OrdersApplication.class, ca, List.of(refusals, rotations),
				"mtls.dev-ca.enabled=false", "mtls.identity.certificate=" + directory.resolve("orders.crt"),
				"mtls.identity.private-key=" + directory.resolve("orders.key"),
				"mtls.trust.anchors=" + ca.anchorsFile(), "mtls.trust.revocation.check=crl",
				"mtls.trust.revocation.crls=" + ca.crlFile());
		ConfigurableApplicationContext storefront = run(StorefrontApplication.class, ca, List.of(),
				"mtls.clients.orders.url=https://localhost:" + port(orders));
		// All services share one class path here; on its own, audit has no servlet on it
		ConfigurableApplicationContext audit = run(AuditApplication.class, ca, List.of(),
				"spring.main.web-application-type=reactive",
				"spring.autoconfigure.exclude=org.springframework.boot.tomcat.autoconfigure.reactive.TomcatReactiveWebServerAutoConfiguration");
		return new Fleet(ca, directory, refusals, rotations, orders, storefront, audit);
	}

	/**
	 * Replaces the certificate and the key of the orders service, as whoever renews
	 * certificates does.
	 * @return the new certificate
	 */
	IssuedCertificate renewOrders() {
		return issueOrders(this.ca, this.directory);
	}

	private static IssuedCertificate issueOrders(DevCaDirectory ca, Path directory) {
		IssuedCertificate issued = ca.issueServer((leaf) -> leaf.subject("CN=orders")
			.spiffeId("spiffe://shop.example/orders")
			.dns("localhost")
			.validFor(Duration.ofDays(1)));
		issued.writePem(directory, "orders");
		return issued;
	}

	private static ConfigurableApplicationContext run(Class<?> application, DevCaDirectory ca, List<Object> listeners,
			String... properties) {
		List<String> args = new ArrayList<>(List.of("spring.config.location=" + configuration(application),
				"server.port=0", "mtls.dev-ca.directory=" + ca.path(), "spring.main.banner-mode=off",
				"spring.main.register-shutdown-hook=true", "logging.level.root=error"));
		args.addAll(List.of(properties));
		return new SpringApplicationBuilder(application).initializers(
				(context) -> listeners.forEach((listener) -> register((GenericApplicationContext) context, listener)))
			.run(args.stream().map((property) -> "--" + property).toArray(String[]::new));
	}

	@SuppressWarnings("unchecked")
	private static <T> void register(GenericApplicationContext context, T listener) {
		context.registerBean((Class<T>) listener.getClass(), () -> listener);
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
