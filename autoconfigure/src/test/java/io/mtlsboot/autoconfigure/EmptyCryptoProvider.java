package io.mtlsboot.autoconfigure;

import java.security.Provider;

/**
 * As one that hides that its library does not load.
 */
public final class EmptyCryptoProvider extends Provider {

	private static final long serialVersionUID = 1L;

	public EmptyCryptoProvider() {
		super("Empty", "1", "has no algorithms");
	}

}
