package io.mtlsboot.rotation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.material.MaterialException;
import io.mtlsboot.material.MaterialProblem;
import io.mtlsboot.material.MaterialSource;
import io.mtlsboot.material.TlsMaterial;

/**
 * A source over two files with a number in each, which must be the same: that of the
 * material which the source loads.
 *
 * @param one read first
 * @param two read second
 * @param materials what may be loaded
 * @param between what happens between the two
 * @param loads how often it was asked
 */
record TextFiles(Path one, Path two, List<TlsMaterial> materials, Runnable between,
		AtomicInteger loads) implements MaterialSource {

	private static final DevCa CA = DevCa.create("shop.example");

	private static final List<TlsMaterial> MATERIALS = List.of(Workload.of(CA), Workload.of(CA), Workload.of(CA));

	static TextFiles of(Path one, Path two) {
		return new TextFiles(one, two, MATERIALS, () -> {
		}, new AtomicInteger());
	}

	TextFiles with(Runnable between) {
		return new TextFiles(this.one, this.two, this.materials, between, this.loads);
	}

	@Override
	public TlsMaterial load() {
		this.loads.incrementAndGet();
		String first = read(this.one);
		this.between.run();
		String second = read(this.two);
		if (!first.equals(second)) {
			throw new MaterialException(MaterialProblem.KEY_MISMATCH, this.one.toString(),
					"torn: '" + first + "' and '" + second + "'");
		}
		return this.materials.get(Integer.parseInt(first));
	}

	@Override
	public Collection<Path> files() {
		return List.of(this.one, this.two);
	}

	static void write(Path file, String text) {
		try {
			Files.writeString(file, text);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
