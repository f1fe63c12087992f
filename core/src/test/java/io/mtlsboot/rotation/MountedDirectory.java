package io.mtlsboot.rotation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A mounted volume as the kubelet writes it: files are links to {@code ..data}, which is
 * a link to a directory with a time stamp, and is swapped in one step.
 *
 * @param directory where it is mounted
 * @param writes how often it was written
 * @see <a href=
 * "https://github.com/kubernetes/kubernetes/blob/master/pkg/volume/util/atomic_writer.go">atomic_writer.go</a>
 */
record MountedDirectory(Path directory, AtomicInteger writes) {

	static MountedDirectory at(Path directory) {
		return new MountedDirectory(directory, new AtomicInteger());
	}

	void write(Map<String, String> files) {
		try {
			Path data = this.directory.resolve("..data");
			Path old = Files.isSymbolicLink(data) ? this.directory.resolve(Files.readSymbolicLink(data)) : null;
			Path stamped = Files.createDirectory(this.directory.resolve("..2026_" + this.writes.incrementAndGet()));
			for (Map.Entry<String, String> file : files.entrySet()) {
				Files.writeString(stamped.resolve(file.getKey()), file.getValue());
			}
			Path next = Files.createSymbolicLink(this.directory.resolve("..data_tmp"), stamped.getFileName());
			Files.move(next, data, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
			for (String name : files.keySet()) {
				if (!Files.isSymbolicLink(this.directory.resolve(name))) {
					Files.createSymbolicLink(this.directory.resolve(name), Path.of("..data", name));
				}
			}
			if (old != null) {
				for (String name : files.keySet()) {
					Files.deleteIfExists(old.resolve(name));
				}
				Files.delete(old);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	Path resolve(String name) {
		return this.directory.resolve(name);
	}

}
