package io.mtlsboot.benchmarks.call;

/**
 * A client, as its application uses it.
 */
@FunctionalInterface
interface Calls {

	/**
	 * Calls as often as it was told, and returns after the last answer.
	 * @param order what to do
	 * @param tally is asked before each call, and told what became of it
	 */
	void perform(CallOrder order, CallTally tally);

}
