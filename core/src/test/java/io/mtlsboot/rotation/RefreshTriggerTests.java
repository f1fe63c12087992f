package io.mtlsboot.rotation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.material.KeyMaterial;
import io.mtlsboot.material.MaterialSource;
import io.mtlsboot.material.TlsMaterial;
import io.mtlsboot.material.TrustMaterial;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RefreshTriggerTests {

	/** So long that a busy machine has written both files before it is over. */
	private static final Duration UNHURRIED = Duration.ofSeconds(2);

	private static final Duration NEVER = Duration.ofDays(1);

	private final BlockingQueue<RotationEvent> events = new LinkedBlockingQueue<>();

	private final List<String> notices = new CopyOnWriteArrayList<>();

	@TempDir
	private Path directory;

	private Path one;

	private Path two;

	private TextFiles files;

	private RefreshTrigger trigger;

	@BeforeEach
	void writeFiles() {
		this.one = this.directory.resolve("one");
		this.two = this.directory.resolve("two");
		this.files = TextFiles.of(this.one, this.two);
		write("0");
	}

	@AfterEach
	void close() {
		if (this.trigger != null) {
			this.trigger.close();
		}
		assertThat(this.notices).isEmpty();
	}

	@Test
	void watchWhenFilesChangeOneAfterTheOtherThenRotatesOnce() throws Exception {
		MaterialStore store = watch(UNHURRIED, NEVER);
		write("1");
		assertThat(next()).isInstanceOf(RotationEvent.Rotated.class);
		assertThat(store.current().material()).isSameAs(this.files.materials().get(1));
		assertThat(this.events).isEmpty();
	}

	@Test
	void watchWhenOneFileIsLateThenFailsAndHealsWithTheOther() throws Exception {
		watch(Duration.ofMillis(50), NEVER);
		TextFiles.write(this.one, "1");
		assertThat(next()).isInstanceOf(RotationEvent.Failed.class);
		TextFiles.write(this.two, "1");
		assertThat(nextBut(RotationEvent.Failed.class)).isInstanceOf(RotationEvent.Rotated.class);
	}

	@Test
	void watchWhenFilesAreTouchedThenRotatesNothing() throws Exception {
		MaterialStore store = watch(UNHURRIED, NEVER);
		write("0");
		assertThat(next()).isInstanceOf(RotationEvent.Unchanged.class);
		assertThat(store.current().number()).isEqualTo(1);
	}

	@Test
	void watchWhenFilesChangedBeforeItWasWatchedThenRotates() throws Exception {
		MaterialStore store = store(this.files, Clock.systemUTC());
		store.current();
		Files.delete(this.one);
		write("1");
		start(Duration.ofMillis(50), NEVER).watch(store);
		assertThat(next()).isInstanceOf(RotationEvent.Rotated.class);
	}

	@Test
	void watchWhenNeighboursNeverRestThenIsNotStarved() throws Exception {
		watch(Duration.ofMillis(300), NEVER);
		AtomicBoolean done = new AtomicBoolean();
		Thread noise = new Thread(() -> {
			for (int i = 0; i < 1_000_000 && !done.get(); i++) {
				TextFiles.write(this.directory.resolve("log"), String.valueOf(i));
			}
		});
		noise.start();
		write("1");
		assertThat(nextBut(RotationEvent.Failed.class)).isInstanceOf(RotationEvent.Rotated.class);
		done.set(true);
		noise.join();
	}

	@Test
	void watchWhenNobodyTellsThenFindsItByLooking() throws Exception {
		AtomicReference<TlsMaterial> material = new AtomicReference<>(this.files.materials().get(0));
		MaterialStore store = store(material::get, Clock.systemUTC());
		store.current();
		start(Duration.ZERO, Duration.ofSeconds(1)).watch(store);
		material.set(this.files.materials().get(1));
		assertThat(nextBut(RotationEvent.Unchanged.class)).isInstanceOf(RotationEvent.Rotated.class);
	}

	@Test
	void watchWhenTheSourceTellsThenLooksAtOnce() throws Exception {
		ToldSource source = new ToldSource(this.files.materials().get(0));
		MaterialStore store = store(source, Clock.systemUTC());
		store.current();
		start(Duration.ZERO, NEVER).watch(store);
		source.set(this.files.materials().get(1));
		assertThat(next()).isInstanceOf(RotationEvent.Rotated.class);
	}

	@Test
	void watchWhenMaterialIsHeldThenCommitsItWhenItBecomesValid() throws Exception {
		DevCa ca = DevCa.create("shop.example");
		AtomicReference<TlsMaterial> material = new AtomicReference<>(held(ca, Instant.now().minusSeconds(60)));
		ToldSource source = new ToldSource(material.get());
		MaterialStore store = store(source, Clock.systemUTC());
		store.current();
		start(Duration.ZERO, NEVER).watch(store);
		source.set(held(ca, Instant.now().plusSeconds(4)));
		assertThat(next()).isInstanceOf(RotationEvent.Held.class);
		assertThat(nextBut(RotationEvent.Held.class)).isInstanceOf(RotationEvent.Rotated.class);
	}

	@Test
	void watchWhenTheSourceBreaksItsPromisesThenIsStillAskedAtIntervals() throws Exception {
		AtomicReference<TlsMaterial> material = new AtomicReference<>(this.files.materials().get(0));
		MaterialStore store = store(new MaterialSource() {

			@Override
			public TlsMaterial load() {
				return material.get();
			}

			@Override
			public void onChange(Runnable listener) {
				throw new IllegalStateException("not today");
			}

		}, Clock.systemUTC());
		store.current();
		start(Duration.ZERO, Duration.ofSeconds(1)).watch(store);
		material.set(this.files.materials().get(1));
		assertThat(nextBut(RotationEvent.Unchanged.class)).isInstanceOf(RotationEvent.Rotated.class);
		assertThat(this.notices).hasSize(1);
		this.notices.clear();
	}

	@Test
	void closeThenItsThreadsEnd() throws Exception {
		watch(Duration.ZERO, NEVER);
		List<Thread> threads = Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> Set.of("mtls-rotation", "mtls-file-watch").contains(thread.getName()))
			.toList();
		assertThat(threads).isNotEmpty().allMatch(Thread::isDaemon);
		this.trigger.close();
		for (Thread thread : threads) {
			thread.join(20_000);
			assertThat(thread.isAlive()).isFalse();
		}
	}

	@Test
	void scheduleWhenValuesMakeNoSenseThenIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new RefreshSchedule(Duration.ofMillis(-1), NEVER))
			.withMessageContaining("quiet period");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new RefreshSchedule(Duration.ZERO, Duration.ofMillis(999)))
			.withMessageContaining("poll interval");
	}

	private MaterialStore watch(Duration quietPeriod, Duration pollInterval) {
		MaterialStore store = store(this.files, Clock.systemUTC());
		store.current();
		start(quietPeriod, pollInterval).watch(store);
		return store;
	}

	private RefreshTrigger start(Duration quietPeriod, Duration pollInterval) {
		this.trigger = new RefreshTrigger(new RefreshSchedule(quietPeriod, pollInterval), this.notices::add,
				Clock.systemUTC());
		return this.trigger;
	}

	private MaterialStore store(MaterialSource source, Clock clock) {
		MaterialStore store = new MaterialStore("files", source, RotationPolicy.requiring(Set.of()), clock);
		store.addListener((event) -> {
			if (!(event instanceof RotationEvent.Loaded)) {
				this.events.add(event);
			}
		});
		return store;
	}

	private void write(String number) {
		TextFiles.write(this.one, number);
		TextFiles.write(this.two, number);
	}

	private RotationEvent next() throws InterruptedException {
		RotationEvent event = this.events.poll(20, TimeUnit.SECONDS);
		assertThat(event).isNotNull();
		return event;
	}

	private RotationEvent nextBut(Class<? extends RotationEvent> boring) throws InterruptedException {
		RotationEvent event = next();
		for (int i = 0; i < 100 && boring.isInstance(event); i++) {
			event = next();
		}
		return event;
	}

	private static TlsMaterial held(DevCa ca, Instant validFrom) {
		var identity = ca.issue((leaf) -> leaf.subject("CN=orders").notBefore(validFrom));
		return new TlsMaterial(KeyMaterial.of(identity.privateKey(), identity.chain(), "tls.crt"),
				TrustMaterial.of(List.of(ca.rootCertificate()), "ca.crt"));
	}

	/**
	 * A source that tells when it has something new.
	 */
	private static final class ToldSource implements MaterialSource {

		private volatile TlsMaterial material;

		private volatile Runnable listener = () -> {
		};

		ToldSource(TlsMaterial material) {
			this.material = material;
		}

		void set(TlsMaterial material) {
			this.material = material;
			this.listener.run();
		}

		@Override
		public TlsMaterial load() {
			return this.material;
		}

		@Override
		public void onChange(Runnable listener) {
			this.listener = listener;
		}

	}

}
