package io.mtlsboot.samples.orders;

import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * The orders service on a port of its own.
 *
 * @param context its beans
 * @param handshakes what it saw
 */
record RunningOrders(ConfigurableApplicationContext context, Handshakes handshakes) implements AutoCloseable {

	/**
	 * Starts it with certificates from files and not of the development CA.
	 * @param properties who it is and whom it believes
	 */
	static RunningOrders start(List<String> properties) {
		Handshakes handshakes = new Handshakes();
		List<String> all = new ArrayList<>(List.of("server.port=0", "server.address=127.0.0.1",
				"mtls.dev-ca.enabled=false", "spring.main.banner-mode=off", "logging.level.root=error"));
		all.addAll(properties);
		return new RunningOrders(new SpringApplicationBuilder(OrdersApplication.class)
			.initializers(
					(context) -> ((GenericApplicationContext) context).registerBean(Handshakes.class, () -> handshakes))
			.run(all.stream().map((property) -> "--" + property).toArray(String[]::new)), handshakes);
	}

	int port() {
		return this.context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	@Override
	public void close() {
		this.context.close();
	}

}
