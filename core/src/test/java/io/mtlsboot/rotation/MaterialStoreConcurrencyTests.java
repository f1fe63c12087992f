package io.mtlsboot.rotation;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.material.MaterialSource;
import io.mtlsboot.material.TlsMaterial;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class MaterialStoreConcurrencyTests {

	private static final int THREADS = 4;

	private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

	@AfterEach
	void stopThreads() {
		this.threads.shutdownNow();
	}

	@Test
	void verifyWhenManyAskFirstThenSourceIsReadOnce() throws Exception {
		TlsMaterial material = Workload.of(DevCa.create("shop.example"));
		SwitchableSource source = new SwitchableSource(() -> material);
		MaterialStore store = store(source);
		CyclicBarrier start = new CyclicBarrier(THREADS);
		List<Future<Generation>> seen = inParallel(() -> {
			start.await();
			return store.current();
		});
		for (Future<Generation> generation : seen) {
			assertThat(generation.get()).isSameAs(store.current());
		}
		assertThat(source.loads()).isEqualTo(1);
	}

	@Test
	void verifyI3WhenRefreshIsUnderWayThenReadersHaveWholeLastGenerationWithoutWaiting() throws Exception {
		TlsMaterial before = Workload.of(DevCa.create("before.example"));
		TlsMaterial after = Workload.of(DevCa.create("after.example"));
		SwitchableSource source = new SwitchableSource(() -> before);
		MaterialStore store = store(source);
		Generation first = store.current();
		CountDownLatch reading = new CountDownLatch(1);
		CountDownLatch goOn = new CountDownLatch(1);
		source.then(blocked(reading, goOn, after));
		Future<RotationEvent> refresh = this.threads.submit(store::refresh);
		reading.await();
		assertThat(store.current()).isSameAs(first);
		goOn.countDown();
		assertThat(refresh.get()).isInstanceOf(RotationEvent.Rotated.class);
		assertThat(store.current().material()).isSameAs(after);
	}

	@Test
	void verifyI3WhenStoreChangesThenOneReferenceToOneSnapshotChanges() {
		List<Field> mutable = Arrays.stream(MaterialStore.class.getDeclaredFields())
			.filter((field) -> !Modifier.isFinal(field.getModifiers()))
			.filter((field) -> field.getType() != RotationEvent.Failed.class)
			.toList();
		assertThat(mutable).singleElement()
			.satisfies((field) -> assertThat(field.getType()).isEqualTo(Generation.class))
			.satisfies((field) -> assertThat(Modifier.isVolatile(field.getModifiers())).isTrue());
	}

	@Test
	void verifyI3WhenMaterialRotatesThenNoReaderSeesKeyOfOneAndTrustOfAnother() throws Exception {
		List<TlsMaterial> materials = List.of(Workload.of(DevCa.create("red.example")),
				Workload.of(DevCa.create("green.example")));
		AtomicInteger turn = new AtomicInteger();
		MaterialStore store = store(() -> materials.get(turn.getAndIncrement() & 1));
		store.current();
		AtomicBoolean done = new AtomicBoolean();
		CyclicBarrier start = new CyclicBarrier(THREADS);
		List<Future<Integer>> readers = inParallel(THREADS - 1, () -> {
			start.await();
			return tornReadsWhile(store, materials, done);
		});
		start.await();
		for (int i = 0; i < 50_000; i++) {
			store.refresh();
		}
		done.set(true);
		for (Future<Integer> torn : readers) {
			assertThat(torn.get()).isZero();
		}
	}

	@Test
	void verifyWhenManyRefreshThenAttemptsDoNotOverlapAndNumbersHaveNoGap() throws Exception {
		DevCa ca = DevCa.create("shop.example");
		AtomicInteger inside = new AtomicInteger();
		AtomicInteger mostInside = new AtomicInteger();
		MaterialStore store = store(() -> {
			mostInside.accumulateAndGet(inside.incrementAndGet(), Math::max);
			TlsMaterial material = Workload.of(ca);
			inside.decrementAndGet();
			return material;
		});
		List<Long> numbers = new ArrayList<>();
		store.addListener((event) -> numbers.add(store.current().number()));
		CyclicBarrier start = new CyclicBarrier(THREADS);
		for (Future<RotationEvent> event : inParallel(() -> {
			start.await();
			return store.refresh();
		})) {
			event.get();
		}
		assertThat(mostInside).hasValue(1);
		assertThat(numbers).containsExactly(1L, 2L, 3L, 4L);
	}

	// Nothing but reading in the loop, or a short moment would be missed
	private static int tornReadsWhile(MaterialStore store, List<TlsMaterial> materials, AtomicBoolean done) {
		int torn = 0;
		while (!done.get()) {
			Generation generation = store.current();
			TlsMaterial expected = materials.get((int) (generation.number() - 1) & 1);
			if (generation.material().key() != expected.key() || generation.material().trust() != expected.trust()) {
				torn++;
			}
		}
		return torn;
	}

	private static MaterialSource blocked(CountDownLatch reading, CountDownLatch goOn, TlsMaterial material) {
		return () -> {
			reading.countDown();
			try {
				assertThat(goOn.await(30, TimeUnit.SECONDS)).isTrue();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
			return material;
		};
	}

	private <T> List<Future<T>> inParallel(Callable<T> task) {
		return inParallel(THREADS, task);
	}

	private <T> List<Future<T>> inParallel(int count, Callable<T> task) {
		List<Future<T>> results = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			results.add(this.threads.submit(task));
		}
		return results;
	}

	private static MaterialStore store(MaterialSource source) {
		return new MaterialStore("root", source, new RotationPolicy(Set.of(), true), Clock.systemUTC());
	}

}
