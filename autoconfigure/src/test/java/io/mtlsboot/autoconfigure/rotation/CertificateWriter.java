package io.mtlsboot.autoconfigure.rotation;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * How those who write certificates put files on a disk, step by step.
 */
enum CertificateWriter {

	/**
	 * The kubelet, for secrets, config maps and projected volumes: files are links to
	 * {@code ..data}, a link to a directory that is swapped in one step; the old one is
	 * removed.
	 *
	 * @see <a href=
	 * "https://github.com/kubernetes/kubernetes/blob/master/pkg/volume/util/atomic_writer.go">AtomicWriter</a>
	 */
	KUBERNETES {

		@Override
		void update(Path directory, Map<String, String> files) throws IOException {
			Path data = directory.resolve("..data");
			Path old = Files.isSymbolicLink(data) ? directory.resolve(Files.readSymbolicLink(data)) : null;
			Map<String, String> all = new TreeMap<>();
			if (old != null) {
				for (Path file : list(old)) {
					all.put(file.getFileName().toString(), Files.readString(file));
				}
			}
			all.putAll(files);
			Path stamped = Files.createDirectory(directory.resolve("..2026_" + UUID.randomUUID()));
			for (Map.Entry<String, String> file : all.entrySet()) {
				Files.writeString(stamped.resolve(file.getKey()), file.getValue());
			}
			swapLink(directory.resolve("..data_tmp"), stamped.getFileName(), data);
			for (String name : all.keySet()) {
				Path link = directory.resolve(name);
				Path target = Path.of("..data", name);
				// Where another writer has been before, there is something else
				if (!Files.isSymbolicLink(link) || !Files.readSymbolicLink(link).equals(target)) {
					swapLink(directory.resolve("." + name + ".tmp"), target, link);
				}
			}
			if (old != null) {
				for (Path file : list(old)) {
					Files.delete(file);
				}
				Files.delete(old);
			}
		}

	},

	/**
	 * Vault Agent and consul-template: a new file beside the old one, then a rename, one
	 * file after the other.
	 */
	VAULT_AGENT {

		@Override
		void update(Path directory, Map<String, String> files) throws IOException {
			for (Map.Entry<String, String> file : files.entrySet()) {
				Path next = Files.writeString(Files.createTempFile(directory, "", ""), file.getValue());
				Files.move(next, directory.resolve(file.getKey()), StandardCopyOption.ATOMIC_MOVE,
						StandardCopyOption.REPLACE_EXISTING);
			}
		}

	},

	/**
	 * spiffe-helper, and whoever copies onto a file: truncated and written in place, one
	 * after the other.
	 */
	IN_PLACE {

		@Override
		void update(Path directory, Map<String, String> files) throws IOException {
			for (Map.Entry<String, String> file : files.entrySet()) {
				Files.writeString(directory.resolve(file.getKey()), file.getValue());
			}
		}

	},

	/**
	 * The same over a slow file system: each file is there by halves for a while.
	 */
	IN_HALVES {

		@Override
		void update(Path directory, Map<String, String> files) throws IOException {
			for (Map.Entry<String, String> file : files.entrySet()) {
				byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
				try (OutputStream out = Files.newOutputStream(directory.resolve(file.getKey()))) {
					out.write(content, 0, content.length / 2);
					out.flush();
					out.write(content, content.length / 2, content.length - content.length / 2);
				}
			}
		}

	},

	/**
	 * certbot: links to numbered files in an archive.
	 */
	CERTBOT {

		@Override
		void update(Path directory, Map<String, String> files) throws IOException {
			Path archive = Files.createDirectories(directory.resolve("archive"));
			for (Map.Entry<String, String> file : files.entrySet()) {
				String numbered = file.getKey() + "." + UUID.randomUUID();
				Files.writeString(archive.resolve(numbered), file.getValue());
				swapLink(directory.resolve("." + file.getKey() + ".tmp"), Path.of("archive", numbered),
						directory.resolve(file.getKey()));
			}
		}

	};

	/**
	 * Writes or replaces files in the order of the map.
	 * @param directory where they are
	 * @param files their contents, by name
	 */
	void write(Path directory, Map<String, String> files) {
		try {
			update(directory, new LinkedHashMap<>(files));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	abstract void update(Path directory, Map<String, String> files) throws IOException;

	private static Iterable<Path> list(Path directory) throws IOException {
		try (var files = Files.list(directory)) {
			return files.toList();
		}
	}

	private static void swapLink(Path temporary, Path target, Path link) throws IOException {
		Files.createSymbolicLink(temporary, target);
		Files.move(temporary, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
	}

}
