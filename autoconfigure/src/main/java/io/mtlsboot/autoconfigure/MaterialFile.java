package io.mtlsboot.autoconfigure;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

import io.mtlsboot.material.MaterialException;
import io.mtlsboot.material.MaterialProblem;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.io.ApplicationResourceLoader;
import org.springframework.core.io.Resource;

/**
 * A file that a property names.
 *
 * @param property the property
 * @param location the file, as the property has it
 */
record MaterialFile(String property, String location) {

	/**
	 * More than any chain, key store or trust bundle in practice.
	 */
	private static final int MAX_BYTES = 4 * 1024 * 1024;

	MaterialFile {
		if (location.contains("-----BEGIN")) {
			throw new MaterialException(MaterialProblem.WRONG_KIND, property, "Property '" + property
					+ "' holds PEM content, expected the location of a file that has it; a key does not belong in a property");
		}
	}

	/**
	 * Reads the whole file at once.
	 */
	byte[] read() {
		return read(MAX_BYTES);
	}

	/**
	 * Reads the whole file at once.
	 * @param maxBytes how long it may be
	 */
	byte[] read(int maxBytes) {
		Resource resource = ApplicationResourceLoader.get().getResource(this.location);
		if (resource.isFile() && isDirectory(resource)) {
			throw failure(MaterialProblem.NOT_READABLE, "it is a directory, expected a file", null);
		}
		try (InputStream content = resource.getInputStream()) {
			byte[] bytes = content.readNBytes(maxBytes + 1);
			if (bytes.length == 0) {
				throw failure(MaterialProblem.EMPTY, "it is empty", null);
			}
			if (bytes.length > maxBytes) {
				throw failure(MaterialProblem.MALFORMED, "it has more than " + maxBytes + " bytes", null);
			}
			return bytes;
		}
		catch (FileNotFoundException | NoSuchFileException ex) {
			throw resource.exists() ? failure(MaterialProblem.NOT_READABLE, "it cannot be read", ex)
					: failure(MaterialProblem.NOT_FOUND, "it does not exist", ex);
		}
		catch (IOException ex) {
			throw failure(MaterialProblem.NOT_READABLE, "it cannot be read", ex);
		}
	}

	/**
	 * The file, if it is one that can be watched.
	 */
	Optional<Path> path() {
		Resource resource = ApplicationResourceLoader.get().getResource(this.location);
		try {
			return resource.isFile() ? Optional.of(resource.getFile().toPath()) : Optional.empty();
		}
		catch (IOException | InvalidPathException ex) {
			return Optional.empty();
		}
	}

	MaterialException failure(MaterialProblem problem, String why, @Nullable Exception cause) {
		return new MaterialException(problem, this.location, "Unable to load '" + this + "': " + why, cause);
	}

	/**
	 * The file and the property that names it.
	 */
	@Override
	public String toString() {
		return this.location + " (" + this.property + ")";
	}

	private static boolean isDirectory(Resource resource) {
		try {
			return resource.getFile().isDirectory();
		}
		catch (IOException ex) {
			return false;
		}
	}

}
