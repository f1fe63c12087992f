package io.mtlsboot.devca;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Writes files so that a reader sees the old one or the new one, and private ones so that
 * nobody else sees them at any moment.
 */
final class SafeFiles {

	private static final Set<OpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

	private SafeFiles() {
	}

	static void writePublic(Path file, String text) {
		write(file, text.getBytes(StandardCharsets.UTF_8), "rw-r--r--");
	}

	static void writePrivate(Path file, String text) {
		writePrivate(file, text.getBytes(StandardCharsets.UTF_8));
	}

	static void writePrivate(Path file, byte[] content) {
		write(file, content, "rw-------");
	}

	static void createPrivateDirectory(Path directory) throws IOException {
		Files.createDirectory(directory, attributes(directory, "rwx------"));
	}

	static void createDirectory(Path directory) {
		try {
			Files.createDirectories(directory);
		}
		catch (IOException ex) {
			throw new DevCaException("Unable to create the directory '" + directory + "'", ex);
		}
	}

	static boolean isPosix(Path path) {
		return path.getFileSystem().supportedFileAttributeViews().contains("posix");
	}

	private static void write(Path file, byte[] content, String permissions) {
		Path target = file.toAbsolutePath();
		Path temporary = target.resolveSibling("." + target.getFileName() + "." + Randomness.serial().toString(36));
		try {
			try {
				writeNew(temporary, content, permissions);
				Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
			}
			finally {
				Files.deleteIfExists(temporary);
			}
		}
		catch (IOException ex) {
			throw new DevCaException("Unable to write the file '" + file + "'", ex);
		}
	}

	private static void writeNew(Path file, byte[] content, String permissions) throws IOException {
		try (FileChannel channel = FileChannel.open(file, NEW, attributes(file, permissions))) {
			ByteBuffer buffer = ByteBuffer.wrap(content);
			while (buffer.hasRemaining()) {
				channel.write(buffer);
			}
			channel.force(true);
		}
	}

	private static FileAttribute<?>[] attributes(Path path, String permissions) {
		return isPosix(path)
				? new FileAttribute<?>[] {
						PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)) }
				: new FileAttribute<?>[0];
	}

}
