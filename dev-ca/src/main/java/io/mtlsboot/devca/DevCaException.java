package io.mtlsboot.devca;

import java.io.Serial;

import org.jspecify.annotations.Nullable;

/**
 * Says what the development CA could not do, with the value concerned and what was
 * expected. Never contains a key or a password.
 */
public class DevCaException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception.
	 * @param message what could not be done, and why
	 */
	public DevCaException(String message) {
		super(message);
	}

	/**
	 * Creates an exception.
	 * @param message what could not be done, and why
	 * @param cause what was thrown below
	 */
	public DevCaException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
