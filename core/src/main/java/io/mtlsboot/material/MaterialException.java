package io.mtlsboot.material;

import org.jspecify.annotations.Nullable;

/**
 * Key or trust material could not be loaded or does not hold what it must.
 * <p>
 * The message names what could not be done, the location in quotes and what was expected;
 * it never contains a key or a password.
 */
public final class MaterialException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final MaterialProblem problem;

	private final @Nullable String location;

	/**
	 * Reports material that cannot be used.
	 * @param problem what is wrong
	 * @param location where the material comes from, such as a file; {@code null} if it
	 * is not known here
	 * @param message what could not be done and what was expected
	 */
	public MaterialException(MaterialProblem problem, @Nullable String location, String message) {
		this(problem, location, message, null);
	}

	/**
	 * Reports material that cannot be used because of a failure.
	 * @param problem what is wrong
	 * @param location where the material comes from; {@code null} if it is not known here
	 * @param message what could not be done and what was expected
	 * @param cause what failed, or {@code null}
	 */
	public MaterialException(MaterialProblem problem, @Nullable String location, String message,
			@Nullable Throwable cause) {
		super(message, cause);
		this.problem = problem;
		this.location = location;
	}

	/**
	 * What is wrong.
	 * @return the problem
	 */
	public MaterialProblem problem() {
		return this.problem;
	}

	/**
	 * Where the material comes from.
	 * @return the location, or {@code null} if it is not known
	 */
	public @Nullable String location() {
		return this.location;
	}

}
