package io.mtlsboot.autoconfigure.client;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;

import io.mtlsboot.autoconfigure.MaterialScope;
import io.mtlsboot.autoconfigure.MtlsMaterials;
import io.mtlsboot.material.TlsMaterial;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A new generation of material under running clients.
 */
class ClientRotationIntegrationTests {

	private final AtomicReference<TlsMaterial> material = new AtomicReference<>(TestPki.material(TestPki.WEB));

	@ParameterizedTest
	@EnumSource
	void callWhenGenerationIsNewThenPresentsNewIdentityOnNewConnection(HttpLibrary library) throws Exception {
		try (CalleeServer server = CalleeServer.start(TestPki.ORDERS, TestPki.CA)) {
			runner(library, server).run((context) -> {
				assertThat(library.call(context)).isEqualTo("CN=web");
				rotate(context);
				assertThat(library.call(context)).isEqualTo("CN=web-2");
				assertThat(server.calls().get(1).remotePort()).isNotEqualTo(server.calls().get(0).remotePort());
			});
		}
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.MATCH_NONE, names = "REACTIVE.*")
	void callWhenRotatedWhileRespondingThenOldRequestEndsAndNewOneIsNew(HttpLibrary library) throws Exception {
		try (CalleeServer server = CalleeServer.start(TestPki.ORDERS, TestPki.CA)) {
			runner(library, server).run((context) -> {
				RestClient orders = context.getBean("orders", RestClient.class);
				String old = orders.get().uri("/held").exchange((request, response) -> {
					InputStream body = response.getBody();
					int first = body.read();
					rotate(context);
					assertThat(library.call(context)).isEqualTo("CN=web-2");
					server.openGate();
					return (char) first + new String(body.readAllBytes(), StandardCharsets.UTF_8);
				});
				assertThat(old).isEqualTo(">CN=web");
			});
		}
	}

	private ApplicationContextRunner runner(HttpLibrary library, CalleeServer server) {
		return library.configure(Runners.withMaterial(this.material))
			.withPropertyValues("mtls.clients.orders.url=" + server.url());
	}

	private void rotate(ApplicationContext context) {
		this.material.set(TestPki.material(TestPki.caller("CN=web-2")));
		context.getBean(MtlsMaterials.class).store(MaterialScope.client("orders")).refresh();
	}

}
