package io.mtlsboot.rotation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class LinkedPathTests {

	private Path directory;

	@BeforeEach
	void resolveTheDirectoryItself(@TempDir Path directory) throws IOException {
		this.directory = directory.toRealPath();
	}

	@Test
	void entriesWhenFileIsPlainThenHasEveryDirectoryOnTheWay() throws IOException {
		Path file = Files.writeString(this.directory.resolve("tls.crt"), "");
		Map<Path, Set<Path>> entries = LinkedPath.entries(List.of(file));
		assertThat(entries).containsEntry(this.directory, Set.of(Path.of("tls.crt")))
			.containsEntry(this.directory.getParent(), Set.of(this.directory.getFileName()))
			.containsKey(file.getRoot());
	}

	@Test
	void entriesWhenFileIsInAMountedVolumeThenHasEveryLink() {
		MountedDirectory.at(this.directory).write(Map.of("tls.crt", "", "tls.key", ""));
		Map<Path, Set<Path>> entries = LinkedPath
			.entries(List.of(this.directory.resolve("tls.crt"), this.directory.resolve("tls.key")));
		assertThat(entries.get(this.directory)).containsExactlyInAnyOrder(Path.of("tls.crt"), Path.of("tls.key"),
				Path.of("..data"), Path.of("..2026_1"));
		assertThat(entries).containsEntry(this.directory.resolve("..2026_1"),
				Set.of(Path.of("tls.crt"), Path.of("tls.key")));
	}

	@Test
	void entriesWhenLinksAreRelativeAbsoluteAndUpwardsThenFollowsThem() throws IOException {
		Path releases = Files.createDirectories(this.directory.resolve("releases/1/certs"));
		Files.writeString(releases.resolve("tls.crt"), "");
		Files.createDirectory(this.directory.resolve("links"));
		Files.createSymbolicLink(this.directory.resolve("links/current"), Path.of("../releases/1"));
		Files.createSymbolicLink(this.directory.resolve("here"), this.directory.resolve("links"));
		Map<Path, Set<Path>> entries = LinkedPath
			.entries(List.of(this.directory.resolve("here/./current/certs/tls.crt")));
		assertThat(entries.get(this.directory)).containsExactlyInAnyOrder(Path.of("here"), Path.of("links"),
				Path.of("releases"));
		assertThat(entries).containsEntry(this.directory.resolve("links"), Set.of(Path.of("current")))
			.containsEntry(releases, Set.of(Path.of("tls.crt")));
	}

	@Test
	void entriesWhenSomethingIsMissingThenEndsAtTheFirstThatIs() {
		Map<Path, Set<Path>> entries = LinkedPath.entries(List.of(this.directory.resolve("later/tls.crt")));
		assertThat(entries).containsEntry(this.directory, Set.of(Path.of("later")))
			.doesNotContainKey(this.directory.resolve("later"));
	}

	@Test
	void entriesWhenLinksGoInCirclesThenEnds() throws IOException {
		Files.createSymbolicLink(this.directory.resolve("one"), Path.of("two"));
		Files.createSymbolicLink(this.directory.resolve("two"), Path.of("one"));
		assertThat(LinkedPath.entries(List.of(this.directory.resolve("one"))).get(this.directory))
			.containsExactlyInAnyOrder(Path.of("one"), Path.of("two"));
	}

}
