package io.mtlsboot.autoconfigure;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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

	private static final int BUFFER_BYTES = 64 * 1024;

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
		return open((content) -> {
			byte[] bytes = content.readNBytes(maxBytes + 1);
			requireLength(bytes.length, maxBytes);
			return bytes;
		});
	}

	/**
	 * Reads the whole file and keeps nothing of it.
	 * @param maxBytes how long it may be
	 * @return the SHA-256 digest of its content
	 */
	byte[] digest(int maxBytes) {
		return open((content) -> {
			MessageDigest digest = sha256();
			byte[] buffer = new byte[BUFFER_BYTES];
			long length = 0;
			for (int read = content.read(buffer); read >= 0 && length <= maxBytes; read = content.read(buffer)) {
				digest.update(buffer, 0, read);
				length += read;
			}
			requireLength(length, maxBytes);
			return digest.digest();
		});
	}

	static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Unable to compute a SHA-256 digest", ex);
		}
	}

	private byte[] open(Reading reading) {
		Resource resource = ApplicationResourceLoader.get().getResource(this.location);
		if (resource.isFile() && isDirectory(resource)) {
			throw failure(MaterialProblem.NOT_READABLE, "it is a directory, expected a file", null);
		}
		try (InputStream content = resource.getInputStream()) {
			return reading.read(content);
		}
		catch (FileNotFoundException | NoSuchFileException ex) {
			throw resource.exists() ? failure(MaterialProblem.NOT_READABLE, "it cannot be read", ex)
					: failure(MaterialProblem.NOT_FOUND, "it does not exist", ex);
		}
		catch (IOException ex) {
			throw failure(MaterialProblem.NOT_READABLE, "it cannot be read", ex);
		}
	}

	private void requireLength(long length, int maxBytes) {
		if (length == 0) {
			throw failure(MaterialProblem.EMPTY, "it is empty", null);
		}
		if (length > maxBytes) {
			throw failure(MaterialProblem.MALFORMED, "it has more than " + maxBytes + " bytes", null);
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

	private interface Reading {

		byte[] read(InputStream content) throws IOException;

	}

}
