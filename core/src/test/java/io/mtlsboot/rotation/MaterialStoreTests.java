package io.mtlsboot.rotation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.Purpose;
import io.mtlsboot.material.MaterialException;
import io.mtlsboot.material.MaterialProblem;
import io.mtlsboot.material.TlsMaterial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class MaterialStoreTests {

	private static final DevCa CA = DevCa.create("shop.example");

	private static final Instant NOW = Instant.now();

	private final TlsMaterial first = Workload.of(CA);

	private final TlsMaterial second = Workload.of(CA);

	private final SwitchableSource source = new SwitchableSource(() -> this.first);

	private final MaterialStore store = new MaterialStore("root", this.source, RotationPolicy.requiring(Set.of()),
			Clock.fixed(NOW, ZoneOffset.UTC));

	private final List<RotationEvent> events = new ArrayList<>();

	@Test
	void verifyWhenCreatedThenNothingIsLoaded() {
		assertThat(this.store.name()).isEqualTo("root");
		assertThat(this.store.isLoaded()).isFalse();
		assertThat(this.source.loads()).isZero();
	}

	@Test
	void verifyWhenCurrentIsFirstAskedThenLoadsOnceAndTells() {
		this.store.addListener(this.events::add);
		Generation generation = this.store.current();
		assertThat(generation).isEqualTo(new Generation(1, this.first, NOW));
		assertThat(this.store.current()).isSameAs(generation);
		assertThat(this.store.isLoaded()).isTrue();
		assertThat(this.source.loads()).isEqualTo(1);
		assertThat(this.events).containsExactly(new RotationEvent.Loaded("root", generation));
	}

	@Test
	void verifyWhenFirstLoadFailsThenThrowsAndNextCallTriesAgain() {
		this.store.addListener(this.events::add);
		this.source.then(MaterialStoreTests::absent);
		assertThatExceptionOfType(MaterialException.class).isThrownBy(this.store::current);
		assertThatExceptionOfType(MaterialException.class).isThrownBy(this.store::refresh);
		assertThat(this.store.isLoaded()).isFalse();
		assertThat(this.events).isEmpty();
		this.source.then(() -> this.first);
		assertThat(this.store.current().number()).isEqualTo(1);
	}

	@Test
	void i4VerifyWhenNextGenerationIsNotProvenThenTheFormerServesAgain() {
		this.store.current();
		this.store.addListener(this.events::add);
		List<Generation> proven = new ArrayList<>();
		MaterialException failure = new MaterialException(MaterialProblem.NOT_PROVEN, null, "admits strangers");
		this.store.proveWith((generation) -> {
			assertThat(this.store.current()).isEqualTo(generation);
			proven.add(generation);
			throw failure;
		});
		this.source.then(() -> this.second);
		assertThat(this.store.refresh()).isInstanceOf(RotationEvent.Failed.class);
		assertThat(this.store.current()).isEqualTo(new Generation(3, this.first, NOW));
		assertThat(this.store.refresh()).isInstanceOf(RotationEvent.Failed.class);
		assertThat(proven).containsExactly(new Generation(2, this.second, NOW));
		assertThat(this.events).hasSize(2).allMatch(RotationEvent.Failed.class::isInstance);
		this.store.proveWith(proven::add);
		this.source.then(() -> Workload.of(CA));
		assertThat(this.store.refresh()).isInstanceOf(RotationEvent.Rotated.class);
		assertThat(this.store.current().number()).isEqualTo(4);
		assertThat(this.store.failure()).isNull();
	}

	@Test
	void verifyWhenRefreshedBeforeFirstLoadThenLoads() {
		RotationEvent event = this.store.refresh();
		assertThat(event).isEqualTo(new RotationEvent.Loaded("root", this.store.current()));
		assertThat(this.source.loads()).isEqualTo(1);
	}

	@Test
	void verifyWhenMaterialDiffersThenRotates() {
		Generation previous = this.store.current();
		this.store.addListener(this.events::add);
		this.source.then(() -> this.second);
		RotationEvent event = this.store.refresh();
		assertThat(event).isEqualTo(new RotationEvent.Rotated("root", previous, new Generation(2, this.second, NOW)));
		assertThat(this.events).containsExactly(event);
		assertThat(this.store.current().material()).isSameAs(this.second);
	}

	@Test
	void verifyWhenMaterialIsEqualThenUnchanged() {
		IssuedCertificate orders = Workload.issuedBy(CA);
		this.source.then(() -> Workload.checked(orders, CA));
		Generation generation = this.store.current();
		this.store.addListener(this.events::add);
		assertThat(this.store.refresh()).isEqualTo(new RotationEvent.Unchanged("root", generation));
		assertThat(this.store.current()).isSameAs(generation);
		assertThat(this.events).hasSize(1);
	}

	@ParameterizedTest
	@EnumSource
	void verifyI4WhenUpdateIsBrokenThenLastGoodStays(BrokenUpdate update) {
		Generation good = this.store.current();
		this.store.addListener(this.events::add);
		this.source.then(() -> Workload.checked(update.breaking.apply(Workload.issuedBy(CA)), CA));
		RotationEvent event = this.store.refresh();
		assertThat(event).isInstanceOfSatisfying(RotationEvent.Failed.class, (failed) -> {
			assertThat(failed.generation()).isSameAs(good);
			assertThat(failed.failure().problem()).isEqualTo(update.problem);
		});
		assertThat(this.store.current()).isSameAs(good);
		assertThat(this.events).containsExactly(event);
	}

	@Test
	void verifyI4WhenSourceRecoversThenNextGenerationFollowsLastGood() {
		this.store.current();
		this.source.then(MaterialStoreTests::absent);
		assertThat(this.store.refresh()).isInstanceOf(RotationEvent.Failed.class);
		this.source.then(() -> this.second);
		assertThat(this.store.refresh()).isInstanceOf(RotationEvent.Rotated.class);
		assertThat(this.store.current().number()).isEqualTo(2);
	}

	@Test
	void verifyI4WhenSourceFailsWithAnotherExceptionThenLastGoodStays() {
		Generation good = this.store.current();
		RuntimeException foreign = new IllegalArgumentException("password hunter2");
		this.source.then(() -> {
			throw foreign;
		});
		assertThat(failure(this.store.refresh())).hasCause(foreign)
			.hasMessageContaining("'root'")
			.hasMessageContaining("java.lang.IllegalArgumentException")
			.hasMessageNotContaining("hunter2")
			.extracting(MaterialException::problem)
			.isEqualTo(MaterialProblem.MALFORMED);
		assertThat(this.store.current()).isSameAs(good);
	}

	@Test
	void verifyI4WhenSourceCannotBeReadThenLastGoodStays() {
		Generation good = this.store.current();
		this.source.then(() -> {
			throw new UncheckedIOException(new IOException("gone"));
		});
		assertThat(failure(this.store.refresh()).problem()).isEqualTo(MaterialProblem.NOT_READABLE);
		assertThat(this.store.current()).isSameAs(good);
	}

	@Test
	void verifyI4WhenSourceReturnsNothingThenLastGoodStays() {
		Generation good = this.store.current();
		this.source.then(() -> null);
		assertThat(failure(this.store.refresh()).problem()).isEqualTo(MaterialProblem.EMPTY);
		assertThat(this.store.current()).isSameAs(good);
	}

	@Test
	void verifyWhenListenerThrowsThenOthersAreToldInOrder() {
		List<String> told = new ArrayList<>();
		this.store.addListener((event) -> told.add("first"));
		this.store.addListener((event) -> {
			throw new IllegalStateException("broken listener");
		});
		this.store.addListener((event) -> told.add("third"));
		assertThat(this.store.current().number()).isEqualTo(1);
		this.source.then(() -> this.second);
		assertThat(this.store.refresh()).isInstanceOf(RotationEvent.Rotated.class);
		assertThat(told).containsExactly("first", "third", "first", "third");
	}

	@Test
	void verifyWhenListenerAsksForCurrentThenSeesNewGeneration() {
		List<Generation> seen = new ArrayList<>();
		this.store.addListener((event) -> seen.add(this.store.current()));
		Generation generation = this.store.current();
		assertThat(seen).containsExactly(generation);
	}

	@Test
	void verifyWhenListenerRefreshesThenIsRefused() {
		this.store.addListener((event) -> assertThatIllegalStateException().isThrownBy(this.store::refresh)
			.withMessageContaining("'root'")
			.satisfies((refused) -> this.events.add(event)));
		this.store.current();
		assertThat(this.events).hasSize(1);
	}

	@Test
	void verifyWhenSourceAsksItsOwnStoreThenFailsInsteadOfRecursing() {
		this.source.then(() -> this.store.current().material());
		assertThatExceptionOfType(MaterialException.class).isThrownBy(this.store::current)
			.withCauseInstanceOf(IllegalStateException.class);
		assertThat(this.source.loads()).isEqualTo(1);
	}

	private static MaterialException failure(RotationEvent event) {
		assertThat(event).isInstanceOf(RotationEvent.Failed.class);
		return ((RotationEvent.Failed) event).failure();
	}

	private static TlsMaterial absent() {
		throw new MaterialException(MaterialProblem.NOT_FOUND, "tls.key", "Unable to find 'tls.key'");
	}

	enum BrokenUpdate {

		OTHER_KEY(MaterialProblem.KEY_MISMATCH, (good) -> good.withKeyOf(Workload.issuedBy(CA))),

		EXPIRED(MaterialProblem.EXPIRED, (good) -> CA.issue((leaf) -> leaf.validFor(Duration.ofMinutes(-1)))),

		LOST_PURPOSE(MaterialProblem.PURPOSE_MISSING, (good) -> CA.issue((leaf) -> leaf.purposes(Purpose.CLIENT_AUTH))),

		LOST_INTERMEDIATE(MaterialProblem.INTERMEDIATE_MISSING, IssuedCertificate::withoutIntermediates),

		CA_AS_LEAF(MaterialProblem.LEAF_IS_CA, (good) -> CA.serverIssuer());

		private final MaterialProblem problem;

		private final transient UnaryOperator<IssuedCertificate> breaking;

		BrokenUpdate(MaterialProblem problem, UnaryOperator<IssuedCertificate> breaking) {
			this.problem = problem;
			this.breaking = breaking;
		}

	}

}
