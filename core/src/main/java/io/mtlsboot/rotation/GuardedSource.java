package io.mtlsboot.rotation;

import java.io.IOException;
import java.io.UncheckedIOException;

import io.mtlsboot.material.MaterialException;
import io.mtlsboot.material.MaterialProblem;
import io.mtlsboot.material.MaterialSource;
import io.mtlsboot.material.TlsMaterial;
import org.jspecify.annotations.Nullable;

/**
 * A source whose every failure is a {@link MaterialException}, whoever wrote it.
 */
final class GuardedSource implements MaterialSource {

	private final String store;

	private final MaterialSource source;

	GuardedSource(String store, MaterialSource source) {
		this.store = store;
		this.source = source;
	}

	@Override
	public TlsMaterial load() {
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
