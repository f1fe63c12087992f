package io.mtlsboot.autoconfigure.proof;

/**
 * What a port does with a caller.
 *
 * @param outcome whether the caller got in
 * @param detail what was seen
 */
record Answer(Outcome outcome, String detail) {

	static Answer admitted(String detail) {
		return new Answer(Outcome.ADMITTED, detail);
	}

	static Answer refused(String detail) {
		return new Answer(Outcome.REFUSED, detail);
	}

	static Answer other() {
		return new Answer(Outcome.OTHER, "it presented another certificate than that of the current generation");
	}

	static Answer none(String detail) {
		return new Answer(Outcome.NONE, detail);
	}

	/**
	 * Whether a caller got in.
	 */
	enum Outcome {

		/**
		 * The port sent data to it.
		 */
		ADMITTED,

		/**
		 * The port refused it.
		 */
		REFUSED,

		/**
		 * It is not a port of ours: it has another certificate.
		 */
		OTHER,

		/**
		 * Nothing is known: the port was not reached or took too long.
		 */
		NONE

	}

}
