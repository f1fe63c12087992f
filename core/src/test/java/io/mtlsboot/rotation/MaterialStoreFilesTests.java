package io.mtlsboot.rotation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.material.MaterialSource;
import io.mtlsboot.material.TlsMaterial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When a store that is asked to look again reads its files.
 */
class MaterialStoreFilesTests {

	private static final DevCa CA = DevCa.create("shop.example");

	private final AtomicInteger loads = new AtomicInteger();

	@TempDir
	private Path directory;

	private TlsMaterial material = Workload.of(CA);

	@Test
	void refreshIfOutdatedWhenNothingIsLoadedThenLoadsOnceAndIsNotNewer() throws IOException {
		MaterialStore store = store(List.of(write("tls.crt", "one")));
		assertThat(store.refreshIfOutdated()).isFalse();
		assertThat(this.loads).hasValue(1);
	}

	@Test
	void refreshIfOutdatedWhenFilesAreTheSameThenReadsNothing() throws IOException {
		MaterialStore store = store(List.of(write("tls.crt", "one"), this.directory.resolve("missing")));
		store.current();
		assertThat(store.refreshIfOutdated()).isFalse();
		assertThat(this.loads).hasValue(1);
	}

	@Test
	void refreshIfOutdatedWhenSourceHasNoFilesThenReadsNothing() {
		MaterialStore store = store(List.of());
		store.current();
		this.material = Workload.of(CA);
		assertThat(store.refreshIfOutdated()).isFalse();
		assertThat(store.current().number()).isEqualTo(1);
	}

	@Test
	void refreshIfOutdatedWhenFileWasWrittenThenReadsItOnce() throws IOException {
		MaterialStore store = store(List.of(write("tls.crt", "one")));
		store.current();
		write("tls.crt", "longer");
		this.material = Workload.of(CA);
		assertThat(store.refreshIfOutdated()).isTrue();
		assertThat(store.refreshIfOutdated()).isFalse();
		assertThat(this.loads).hasValue(2);
	}

	@Test
	void refreshIfOutdatedWhenFileOfSameSizeAndTimeReplacedItThenReadsIt() throws IOException {
		Path file = write("tls.crt", "one");
		FileTime time = Files.getLastModifiedTime(file);
		MaterialStore store = store(List.of(file));
		store.current();
		Path next = write("next.crt", "two");
		Files.setLastModifiedTime(next, time);
		Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
		store.refreshIfOutdated();
		assertThat(this.loads).hasValue(2);
	}

	@Test
	void refreshIfOutdatedWhenFileHasOtherBytesButSameMaterialThenIsNotNewer() throws IOException {
		MaterialStore store = store(List.of(write("tls.crt", "one")));
		store.current();
		write("tls.crt", "a comment");
		assertThat(store.refreshIfOutdated()).isFalse();
		assertThat(this.loads).hasValue(2);
	}

	@Test
	void refreshIfOutdatedWhenLinkPointsElsewhereThenReadsIt() throws IOException {
		write("one", "same");
		Path link = Files.createSymbolicLink(this.directory.resolve("tls.crt"), Path.of("one"));
		MaterialStore store = store(List.of(link));
		store.current();
		write("two", "same");
		Files.setLastModifiedTime(this.directory.resolve("two"),
				Files.getLastModifiedTime(this.directory.resolve("one")));
		Files.delete(link);
		Files.createSymbolicLink(link, Path.of("two"));
		store.refreshIfOutdated();
		assertThat(this.loads).hasValue(2);
	}

	@Test
	void removeListenerThenIsToldOfNothing() {
		MaterialStore store = store(List.of());
		AtomicInteger told = new AtomicInteger();
		RotationListener listener = (event) -> told.incrementAndGet();
		store.addListener(listener);
		store.current();
		store.removeListener(listener);
		store.refresh();
		assertThat(told).hasValue(1);
	}

	private Path write(String name, String content) throws IOException {
		return Files.writeString(this.directory.resolve(name), content);
	}

	private MaterialStore store(Collection<Path> files) {
		return new MaterialStore("test", new MaterialSource() {

			@Override
			public TlsMaterial load() {
				MaterialStoreFilesTests.this.loads.incrementAndGet();
				return MaterialStoreFilesTests.this.material;
			}

			@Override
			public Collection<Path> files() {
				return files;
			}

		}, RotationPolicy.requiring(Set.of()), Clock.systemUTC());
	}

}
