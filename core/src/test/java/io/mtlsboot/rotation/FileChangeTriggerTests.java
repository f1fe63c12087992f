package io.mtlsboot.rotation;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What writers of certificates do to files, and what is noticed of it.
 */
class FileChangeTriggerTests {

	private final Semaphore changes = new Semaphore(0);

	private final List<String> notices = new CopyOnWriteArrayList<>();

	private final Semaphore marked = new Semaphore(0);

	private Path directory;

	private Path marker;

	private WatchService watchService;

	private FileChangeTrigger trigger;

	@BeforeEach
	void start(@TempDir Path directory) throws IOException {
		this.directory = directory.toRealPath();
		this.watchService = FileSystems.getDefault().newWatchService();
		this.trigger = new FileChangeTrigger(this.watchService, this.notices::add);
		this.marker = Files.writeString(this.directory.resolve("marker"), "");
		this.trigger.follow(List.of(this.marker), this.marked::release);
	}

	@AfterEach
	void stop() {
		this.trigger.close();
	}

	@Test
	void followWhenFileIsWrittenInPlaceThenTells() throws Exception {
		Path file = Files.writeString(this.directory.resolve("tls.crt"), "1");
		follow(file);
		Files.writeString(file, "2");
		assertTold();
	}

	@Test
	void followWhenFileIsReplacedByRenameThenTellsEachTime() throws Exception {
		Path file = Files.writeString(this.directory.resolve("tls.crt"), "1");
		follow(file);
		for (int i = 0; i < 3; i++) {
			Path next = Files.writeString(this.directory.resolve("next"), "2");
			Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
			assertTold();
			forget();
		}
	}

	@Test
	void followWhenFileDoesNotExistYetThenTellsOfItAndOfItsDirectory() throws Exception {
		follow(this.directory.resolve("later/tls.crt"));
		Files.createDirectory(this.directory.resolve("later"));
		assertTold();
		forget();
		Files.writeString(this.directory.resolve("later/tls.crt"), "1");
		assertTold();
	}

	@Test
	void followWhenAMountedVolumeIsSwappedThenTellsEachTime() throws Exception {
		MountedDirectory volume = MountedDirectory.at(this.directory);
		volume.write(Map.of("tls.crt", "0"));
		follow(volume.resolve("tls.crt"));
		for (int i = 1; i < 5; i++) {
			volume.write(Map.of("tls.crt", String.valueOf(i)));
			assertTold();
			forget();
		}
	}

	@Test
	void followWhenALinkTwoLevelsUpIsSwappedThenTellsAndFollowsTheNewOne() throws Exception {
		Path one = Files.createDirectories(this.directory.resolve("1/certs"));
		Path two = Files.createDirectories(this.directory.resolve("2/certs"));
		Files.writeString(one.resolve("tls.crt"), "1");
		Files.writeString(two.resolve("tls.crt"), "2");
		Path current = Files.createSymbolicLink(this.directory.resolve("current"), Path.of("1"));
		follow(current.resolve("certs/tls.crt"));
		Path next = Files.createSymbolicLink(this.directory.resolve("next"), Path.of("2"));
		Files.move(next, current, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
		assertTold();
		forget();
		Files.writeString(two.resolve("tls.crt"), "3");
		assertTold();
	}

	@Test
	void followWhenTheDirectoryIsDeletedAndRecreatedThenTellsAndFollowsTheNewOne() throws Exception {
		Path certs = Files.createDirectory(this.directory.resolve("certs"));
		Path file = Files.writeString(certs.resolve("tls.crt"), "1");
		follow(file);
		Files.delete(file);
		Files.delete(certs);
		assertTold();
		Files.createDirectory(certs);
		Files.writeString(file, "2");
		assertTold();
		forget();
		Files.writeString(file, "3");
		assertTold();
	}

	@Test
	void followWhenTheDirectoryIsReplacedByAnotherOfItsNameThenFollowsTheNewOne() throws Exception {
		Path certs = Files.createDirectory(this.directory.resolve("certs"));
		Path file = Files.writeString(certs.resolve("tls.crt"), "1");
		follow(file);
		Path other = Files.createDirectory(this.directory.resolve("other"));
		Files.writeString(other.resolve("tls.crt"), "2");
		Files.move(certs, this.directory.resolve("old"));
		Files.move(other, certs);
		assertTold();
		forget();
		Files.writeString(file, "3");
		assertTold();
	}

	@Test
	void followWhenNeighboursAreNoisyThenTellsOnlyOfOurs() throws Exception {
		Path file = Files.writeString(this.directory.resolve("tls.crt"), "1");
		follow(file);
		for (int i = 0; i < 100; i++) {
			Files.writeString(this.directory.resolve("log"), String.valueOf(i));
		}
		awaitMarker();
		assertThat(this.changes.availablePermits()).isZero();
		Files.writeString(file, "2");
		assertTold();
	}

	@Test
	void followWhenMoreHappensThanCanBeNotedThenStillTells() throws Exception {
		Path file = Files.writeString(this.directory.resolve("tls.crt"), "1");
		CountDownLatch busy = new CountDownLatch(1);
		CountDownLatch flooded = new CountDownLatch(1);
		Path first = Files.writeString(this.directory.resolve("first"), "");
		follow(file);
		this.trigger.follow(List.of(first), () -> {
			busy.countDown();
			await(flooded);
		});
		Files.writeString(first, "keeps the thread that watches busy");
		await(busy);
		flood();
		Files.writeString(file, "2");
		flooded.countDown();
		assertTold();
		assertThat(this.notices).isEmpty();
	}

	// More events than the JDK keeps for a directory, as seen by somebody else
	private void flood() throws Exception {
		try (WatchService witness = FileSystems.getDefault().newWatchService()) {
			this.directory.register(witness, StandardWatchEventKinds.ENTRY_CREATE);
			for (int i = 0; i < 2000; i++) {
				Files.createFile(this.directory.resolve("noise-" + i));
			}
			assertThat(witness.poll(20, TimeUnit.SECONDS).pollEvents())
				.anyMatch((event) -> event.kind() == StandardWatchEventKinds.OVERFLOW);
		}
	}

	@Test
	void followWhenADirectoryCannotBeWatchedThenSaysSoOnceAndWatchesTheOthers() throws Exception {
		Path file = Files.writeString(this.directory.resolve("tls.crt"), "1");
		try (FileSystem archive = FileSystems.newFileSystem(this.directory.resolve("certs.zip"),
				Map.of("create", "true"))) {
			this.trigger.follow(List.of(archive.getPath("/tls.crt"), file), this.changes::release);
			Files.writeString(file, "2");
			assertTold();
			Files.writeString(file, "3");
			assertTold();
			assertThat(this.notices).hasSize(1).allMatch((notice) -> notice.startsWith("Unable to watch"));
		}
	}

	// What was written before may still be on its way
	private void follow(Path file) throws Exception {
		this.trigger.follow(List.of(file), this.changes::release);
		forget();
	}

	// Seen after all that happened before in the same directory
	private void awaitMarker() throws Exception {
		this.marked.drainPermits();
		Files.writeString(this.marker, "again");
		assertThat(this.marked.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void assertTold() throws InterruptedException {
		assertThat(this.changes.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
	}

	// What one step causes may come in several pieces, and the marker may be told of
	// first
	// among what is seen together. Nothing new is followed meanwhile, which would find
	// the
	// way anew
	private void forget() throws Exception {
		awaitMarker();
		awaitMarker();
		this.changes.drainPermits();
	}

}
