package io.mtlsboot.rotation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Which file a name leads to, and in which state it is, without a look at its content.
 * <p>
 * Files that are read between two equal stamps were read in one state: a link to a
 * directory that is swapped in between leads to another real path, a file that is written
 * or replaced has another size, time or key.
 *
 * @param file the name
 * @param real the file that it leads to; {@code null} if there is none
 * @param key identifies the file, where the file system can
 * @param size how long it is
 * @param modified when it was last written
 */
record FileStamp(Path file, @Nullable Path real, @Nullable Object key, long size, @Nullable FileTime modified) {

	static List<FileStamp> of(Collection<Path> files) {
		return files.stream().map(FileStamp::of).toList();
	}

	private static FileStamp of(Path file) {
		try {
			Path real = file.toRealPath();
			BasicFileAttributes attributes = Files.readAttributes(real, BasicFileAttributes.class);
			return new FileStamp(file, real, attributes.fileKey(), attributes.size(), attributes.lastModifiedTime());
		}
		catch (IOException | SecurityException ex) {
			return new FileStamp(file, null, null, -1, null);
		}
	}

}
