package io.mtlsboot.rotation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

import io.mtlsboot.material.MaterialException;
import io.mtlsboot.material.MaterialProblem;
import io.mtlsboot.material.MaterialSource;
import io.mtlsboot.material.TlsMaterial;
import org.jspecify.annotations.Nullable;

/**
 * A source whose every failure is a {@link MaterialException}, whoever wrote it, and
 * whose files are read in one state: when they change while they are read, they are read
 * once more.
 */
final class GuardedSource implements MaterialSource {

	/**
	 * Enough for any writer that pauses; one that does not is reported and retried.
	 */
	private static final int MAX_READS = 10;

	private final String store;

	private final MaterialSource source;

	private volatile List<FileStamp> stamps = List.of();

	GuardedSource(String store, MaterialSource source) {
		this.store = store;
		this.source = source;
	}

	@Override
	public TlsMaterial load() {
		for (int reads = 0; reads < MAX_READS; reads++) {
			List<FileStamp> before = FileStamp.of(files());
			this.stamps = before;
			try {
				TlsMaterial material = read();
				if (before.equals(FileStamp.of(files()))) {
					return material;
				}
			}
			catch (MaterialException ex) {
				// What is wrong may be that half of it was new
				if (before.equals(FileStamp.of(files()))) {
					throw ex;
				}
			}
		}
		throw failure(MaterialProblem.NOT_READABLE, "its files change faster than they can be read", null);
	}

	@Override
	public Collection<Path> files() {
		try {
			return List.copyOf(this.source.files());
		}
		catch (RuntimeException ex) {
			throw failure(MaterialProblem.MALFORMED, "its source failed with " + ex.getClass().getName(), ex);
		}
	}

	@Override
	public void onChange(Runnable listener) {
		this.source.onChange(listener);
	}

	/**
	 * Looks at the attributes of its files, not at their content.
	 * @return whether they are in another state than when they were last read
	 */
	boolean isOutdated() {
		return !this.stamps.equals(FileStamp.of(files()));
	}

	private TlsMaterial read() {
		@Nullable TlsMaterial material;
		try {
			material = this.source.load();
		}
		catch (MaterialException ex) {
			throw ex;
		}
		catch (UncheckedIOException ex) {
			throw failure(MaterialProblem.NOT_READABLE, "its source cannot be read", ex);
		}
		catch (Exception | StackOverflowError ex) {
			// Not every language declares what it throws, and a hostile file may nest
			// deep
			if (ex instanceof IOException) {
				throw failure(MaterialProblem.NOT_READABLE, "its source cannot be read", ex);
			}
			// Its message stays in the cause: what a foreign source writes is not known
			throw failure(MaterialProblem.MALFORMED, "its source failed with " + ex.getClass().getName(), ex);
		}
		if (material == null) {
			throw failure(MaterialProblem.EMPTY, "its source returned nothing", null);
		}
		return material;
	}

	private MaterialException failure(MaterialProblem problem, String detail, @Nullable Throwable cause) {
		return new MaterialException(problem, null,
				"Unable to load the material of '" + this.store + "': " + detail + "; expected key and trust material",
				cause);
	}

}
