package io.mtlsboot.autoconfigure.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.mtlsboot.material.MaterialSource;
import io.mtlsboot.material.TlsMaterial;

/**
 * Material that changes with a file.
 */
final class FileMaterial implements MaterialSource {

	final AtomicInteger loads = new AtomicInteger();

	private final Path file;

	private volatile TlsMaterial material;

	FileMaterial(Path directory, TlsMaterial material) throws IOException {
		this.file = directory.resolve("tls.crt");
		this.material = material;
		Files.writeString(this.file, "first");
	}

	void replace(TlsMaterial material) throws IOException {
		this.material = material;
		Files.writeString(this.file, "another");
	}

	@Override
	public TlsMaterial load() {
		this.loads.incrementAndGet();
		return this.material;
	}

	@Override
	public Collection<Path> files() {
		return List.of(this.file);
	}

}
