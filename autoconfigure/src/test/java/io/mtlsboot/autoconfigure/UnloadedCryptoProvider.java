package io.mtlsboot.autoconfigure;

import java.security.Provider;

/**
 * As one whose library is for another platform.
 */
public final class UnloadedCryptoProvider extends Provider {

	private static final long serialVersionUID = 1L;

	public UnloadedCryptoProvider() {
		super("Unloaded", "1", "has no library");
		throw new UnsatisfiedLinkError("no tc in java.library.path");
	}

}
