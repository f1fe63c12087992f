package io.mtlsboot.autoconfigure;

/**
 * Is told of every request to a port that only observes, on the thread that serves it: it
 * must not block.
 */
@FunctionalInterface
public interface ObservedCallListener {

	/**
	 * A request came.
	 * @param call what is known of it
	 */
	void onCall(ObservedCall call);

}
