package io.mtlsboot.rotation;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.material.KeyMaterial;
import io.mtlsboot.material.MaterialProblem;
import io.mtlsboot.material.TlsMaterial;
import io.mtlsboot.material.TrustMaterial;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sources and listeners that throw what they do not declare, as those do that are written
 * in languages without checked exceptions.
 */
class ForeignCodeTests {

	private final AtomicReference<Throwable> failure = new AtomicReference<>();

	private final TlsMaterial material = material();

	private final MaterialStore store = new MaterialStore("test", this::load, RotationPolicy.requiring(Set.of()),
			Clock.systemUTC());

	@Test
	void i4RefreshWhenSourceThrowsACheckedExceptionThenTheLastGoodStays() {
		assertStays(new IOException("not readable"), MaterialProblem.NOT_READABLE);
	}

	@Test
	void i4RefreshWhenSourceThrowsAnythingCheckedThenTheLastGoodStays() {
		assertStays(new Exception("broken"), MaterialProblem.MALFORMED);
	}

	@Test
	void i4RefreshWhenAParserRecursesTooDeepThenTheLastGoodStays() {
		assertStays(new StackOverflowError(), MaterialProblem.MALFORMED);
	}

	@Test
	void tellWhenAListenerThrowsACheckedExceptionThenTheOthersAreTold() {
		List<RotationEvent> told = new ArrayList<>();
		this.store.addListener((event) -> ForeignCodeTests.<RuntimeException>sneak(new IOException("broken")));
		this.store.addListener(told::add);
		assertThat(told).containsExactly(this.store.refresh());
	}

	private void assertStays(Throwable thrown, MaterialProblem problem) {
		Generation generation = this.store.current();
		this.failure.set(thrown);
		RotationEvent event = this.store.refresh();
		assertThat(event).isInstanceOfSatisfying(RotationEvent.Failed.class,
				(failed) -> assertThat(failed.failure().problem()).isEqualTo(problem));
		assertThat(this.store.current()).isSameAs(generation);
	}

	private TlsMaterial load() {
		Throwable thrown = this.failure.get();
		if (thrown != null) {
			ForeignCodeTests.<RuntimeException>sneak(thrown);
		}
		return this.material;
	}

	private static TlsMaterial material() {
		DevCa ca = DevCa.create("shop.example");
		var own = ca.issue((leaf) -> leaf.subject("CN=orders").dns("orders.shop.example"));
		return new TlsMaterial(KeyMaterial.of(own.privateKey(), own.chain(), "test"),
				TrustMaterial.of(List.of(ca.rootCertificate()), "test"));
	}

	@SuppressWarnings({ "unchecked", "TypeParameterUnusedInFormals" })
	private static <E extends Throwable> void sneak(Throwable thrown) throws E {
		throw (E) thrown;
	}

}
