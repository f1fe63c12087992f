package io.mtlsboot.autoconfigure.client;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import io.mtlsboot.autoconfigure.MaterialScope;
import io.mtlsboot.autoconfigure.MtlsContexts;
import io.mtlsboot.autoconfigure.MtlsMaterials;
import io.mtlsboot.jsse.MtlsContext;
import io.mtlsboot.material.TlsMaterial;
import io.mtlsboot.rotation.MaterialStore;
import org.junit.jupiter.api.Test;

import org.springframework.test.util.ReflectionTestUtils;

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

	@Test
	void rotationWhenNoRequestFollowsThenClosesIdleTransportAtOnce() {
		run((rotating, materials) -> {
			rotating.acquire().release();
			rotate(materials);
			assertThat(this.closed).containsExactly("generation 1");
		});
	}

	@Test
	void rotationWhenClosedThenStoreKnowsItNoLonger() {
		run((rotating, materials) -> {
			MaterialStore store = materials.store(MaterialScope.client("orders"));
			List<?> listeners = (List<?>) ReflectionTestUtils.getField(store, "listeners");
			assertThat(listeners).isNotNull();
			int before = listeners.size();
			rotating.acquire().release();
			assertThat(listeners).hasSize(before + 2);
			rotating.close();
			// that of the contexts, which live as long as the store
			assertThat(listeners).hasSize(before + 1);
		});
	}

	@Test
	void rotationWhenRepeatedThenFormerContextsAndTransportsAreNotReachable() {
		run((rotating, materials) -> {
			List<WeakReference<Object>> former = new ArrayList<>();
			for (int i = 0; i < 50; i++) {
				Held<String> held = rotating.acquire();
				former.add(new WeakReference<>(held.context()));
				former.add(new WeakReference<>(held));
				held.release();
				rotate(materials);
			}
			assertThat(former.stream().filter((reference) -> !isCollected(reference))).isEmpty();
			assertThat(this.closed).hasSize(50);
		});
	}

	private static boolean isCollected(WeakReference<?> reference) {
		for (int i = 0; i < 100 && reference.get() != null; i++) {
			System.gc();
		}
		return reference.get() == null;
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
				ClientTls tls = ClientTls.of("orders", materials, context.getBean(MtlsContexts.class));
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
