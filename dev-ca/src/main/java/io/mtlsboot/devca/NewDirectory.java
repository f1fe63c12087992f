package io.mtlsboot.devca;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Creates the directory of a CA beside its place and moves it there in one step.
 */
final class NewDirectory {

	private NewDirectory() {
	}

	static boolean isAbsentOrEmpty(Path directory) {
		if (!Files.exists(directory)) {
			return true;
		}
		if (!Files.isDirectory(directory)) {
			throw new DevCaException("Unable to use the dev CA in '" + directory + "': expected a directory");
		}
		try (Stream<Path> content = Files.list(directory)) {
			return content.findAny().isEmpty();
		}
		catch (IOException ex) {
			throw new DevCaException("Unable to list the directory '" + directory + "'", ex);
		}
	}

	static void create(Path directory, DevCa ca) {
		try {
			Path target = place(directory);
			Path temporary = target
				.resolveSibling("." + target.getFileName() + ".new-" + Randomness.serial().toString(36));
			SafeFiles.createPrivateDirectory(temporary);
			try {
				CaFiles.write(temporary, ca);
				SafeFiles.writePrivate(temporary.resolve(DirectoryLock.FILE), "");
				move(temporary, target);
			}
			finally {
				delete(temporary);
			}
		}
		catch (IOException | UncheckedIOException ex) {
			throw new DevCaException("Unable to create the dev CA in '" + directory + "'", ex);
		}
	}

	private static Path place(Path directory) throws IOException {
		if (Files.exists(directory)) {
			return directory.toRealPath();
		}
		Path absolute = directory.toAbsolutePath().normalize();
		Path parent = absolute.getParent();
		if (parent != null) {
			SafeFiles.createDirectory(parent);
		}
		return absolute;
	}

	private static void move(Path temporary, Path target) throws IOException {
		try {
			// POSIX: replaces an empty directory and fails on any other
			Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (IOException ex) {
			// Somebody else was faster, and theirs is complete
			if (isAbsentOrEmpty(target)) {
				throw ex;
			}
		}
	}

	private static void delete(Path directory) throws IOException {
		if (Files.exists(directory)) {
			try (Stream<Path> content = Files.walk(directory)) {
				for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
					Files.delete(path);
				}
			}
		}
	}

}
