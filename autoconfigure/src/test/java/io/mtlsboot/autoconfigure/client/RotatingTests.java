package io.mtlsboot.autoconfigure.client;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import io.mtlsboot.autoconfigure.MaterialScope;
import io.mtlsboot.autoconfigure.MtlsContexts;
import io.mtlsboot.autoconfigure.MtlsMaterials;
import io.mtlsboot.jsse.MtlsContext;
import io.mtlsboot.material.TlsMaterial;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * When transports are built and closed.
 */
class RotatingTests {

	private final AtomicReference<TlsMaterial> material = new AtomicReference<>(TestPki.material(TestPki.WEB));

	private final List<String> closed = new ArrayList<>();

	@Test
	void acquireWhenGenerationIsTheSameThenSharesTransport() {
		run((rotating, materials) -> {
			assertThat(rotating.isReady()).isFalse();
			assertThat(rotating.acquire()).isSameAs(rotating.acquire());
			assertThat(rotating.isReady()).isTrue();
			assertThat(this.closed).isEmpty();
		});
	}

	@Test
	void acquireWhenGenerationIsNewThenClosesUnusedTransport() {
		run((rotating, materials) -> {
			rotating.acquire().release();
			rotate(materials);
			assertThat(rotating.isReady()).isFalse();
			assertThat(rotating.acquire().value()).isEqualTo("generation 2");
			assertThat(this.closed).containsExactly("generation 1");
		});
	}

	@Test
	void releaseWhenLastRequestOfOldGenerationEndsThenClosesIt() {
		run((rotating, materials) -> {
			Held<String> one = rotating.acquire();
			Held<String> two = rotating.acquire();
			rotate(materials);
			rotating.acquire();
			assertThat(this.closed).isEmpty();
			one.release();
			assertThat(this.closed).isEmpty();
			two.release();
			assertThat(this.closed).containsExactly("generation 1");
		});
	}

	@Test
	void closeWhenRequestsAreInFlightThenClosesEveryGeneration() {
		run((rotating, materials) -> {
			Held<String> one = rotating.acquire();
			rotate(materials);
			rotating.acquire();
			rotating.close();
			assertThat(this.closed).containsExactlyInAnyOrder("generation 1", "generation 2");
			one.release();
			assertThat(this.closed).hasSize(2);
			assertThatIllegalStateException().isThrownBy(rotating::acquire);
		});
	}

	private void rotate(MtlsMaterials materials) {
		this.material.set(TestPki.material(TestPki.caller("CN=web-2")));
		materials.store(MaterialScope.client("orders")).refresh();
	}

	private void run(Scenario scenario) {
		Runners.withMaterial(this.material)
			.withPropertyValues("mtls.clients.orders.url=https://orders")
			.run((context) -> {
				MtlsMaterials materials = context.getBean(MtlsMaterials.class);
				ClientTls tls = new ClientTls("orders", materials, context.getBean(MtlsContexts.class));
				scenario.run(new Rotating<>(tls, this::transport), materials);
			});
	}

	private Transport<String> transport(MtlsContext context) {
		String name = "generation " + context.generation().number();
		return new Transport<>(name, () -> this.closed.add(name));
	}

	@FunctionalInterface
	private interface Scenario {

		void run(Rotating<String> rotating, MtlsMaterials materials);

	}

}
