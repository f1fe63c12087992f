package io.mtlsboot.trust;

/**
 * A check that is made, and says of whatever goes wrong in it that it went wrong there.
 */
final class CheckStep {

	private CheckStep() {
	}

	/**
	 * Makes a check.
	 * @param check which one it is
	 * @param action makes it
	 * @throws PeerRejectedException if it fails, at this check
	 */
	static void run(Check check, Action action) throws PeerRejectedException {
		get(check, () -> {
			action.run();
			return check;
		});
	}

	/**
	 * Makes a check that has a result.
	 * @param check which one it is
	 * @param question makes it
	 * @param <V> the type of the result
	 * @return the result
	 * @throws PeerRejectedException if it fails, at this check
	 */
	static <V> V get(Check check, Question<V> question) throws PeerRejectedException {
		try {
			return question.ask();
		}
		catch (PeerRejectedException ex) {
			throw ex.at(check);
		}
		catch (RuntimeException | StackOverflowError ex) {
			throw new Crash(check, ex);
		}
	}

	/**
	 * Makes a check.
	 */
	@FunctionalInterface
	interface Action {

		/**
		 * Makes it.
		 * @throws PeerRejectedException if it fails
		 */
		void run() throws PeerRejectedException;

	}

	/**
	 * Makes a check that has a result.
	 *
	 * @param <V> the type of the result
	 */
	@FunctionalInterface
	interface Question<V> {

		/**
		 * Makes it.
		 * @return the result
		 * @throws PeerRejectedException if it fails
		 */
		V ask() throws PeerRejectedException;

	}

	/**
	 * Some certificates make the JDK's parsers throw what they do not declare. That ends
	 * the verification: no other path is looked for.
	 */
	static final class Crash extends RuntimeException {

		private static final long serialVersionUID = 1L;

		private final Check check;

		Crash(Check check, Throwable cause) {
			super(cause);
			this.check = check;
		}

		Check check() {
			return this.check;
		}

	}

}
