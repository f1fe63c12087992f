package io.mtlsboot.rotation;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import io.mtlsboot.material.MaterialException;
import io.mtlsboot.material.MaterialProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Files that change while they are read.
 */
class SnapshotReadTests {

	@TempDir
	private Path directory;

	private int changes;

	@Test
	void i3CurrentWhenTheVolumeIsSwappedBetweenTwoFilesThenReadsBothAgain() {
		MountedDirectory volume = MountedDirectory.at(this.directory);
		volume.write(Map.of("one", "0", "two", "0"));
		TextFiles files = TextFiles.of(volume.resolve("one"), volume.resolve("two"));
		MaterialStore store = store(files.with(() -> once(() -> volume.write(Map.of("one", "1", "two", "1")))));
		assertThat(store.current().material()).isSameAs(files.materials().get(1));
		assertThat(files.loads()).hasValue(2);
	}

	@Test
	void i3RefreshWhenATargetVanishesWhileItIsReadThenReadsTheNewOne() {
		MountedDirectory volume = MountedDirectory.at(this.directory);
		volume.write(Map.of("one", "0", "two", "0"));
		TextFiles files = TextFiles.of(volume.resolve("one"), volume.resolve("two"));
		AtomicInteger vanished = new AtomicInteger();
		MaterialStore store = store(files.with(() -> once(() -> {
			volume.write(Map.of("one", "2", "two", "2"));
			vanished.incrementAndGet();
			throw new MaterialException(MaterialProblem.NOT_FOUND, "two", "it is gone");
		})));
		assertThat(store.current().material()).isSameAs(files.materials().get(2));
		assertThat(vanished).hasValue(1);
	}

	@Test
	void i3CurrentWhenFilesNeverStandStillThenFailsInsteadOfGuessing() {
		TextFiles.write(this.directory.resolve("one"), "0");
		TextFiles.write(this.directory.resolve("two"), "0");
		TextFiles files = TextFiles.of(this.directory.resolve("one"), this.directory.resolve("two"));
		MaterialStore store = store(
				files.with(() -> TextFiles.write(this.directory.resolve("one"), "0".repeat(++this.changes + 1))));
		assertThatExceptionOfType(MaterialException.class).isThrownBy(store::current)
			.withMessageContaining("change faster than they can be read");
	}

	private void once(Runnable change) {
		if (this.changes++ == 0) {
			change.run();
		}
	}

	private static MaterialStore store(TextFiles files) {
		return new MaterialStore("files", files, RotationPolicy.requiring(Set.of()), Clock.systemUTC());
	}

}
