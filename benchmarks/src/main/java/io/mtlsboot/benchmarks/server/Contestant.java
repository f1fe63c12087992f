package io.mtlsboot.benchmarks.server;

import java.io.IOException;
import java.util.Optional;

import io.mtlsboot.benchmarks.process.Launch;

/**
 * A server that can be compared.
 */
interface Contestant {

	/**
	 * Returns its name in options and results.
	 * @return for example {@code hand-wired}
	 */
	String id();

	/**
	 * Returns what it is.
	 * @return for a table
	 */
	String title();

	/**
	 * Returns why it cannot be started here.
	 * @return what is missing, or nothing
	 */
	Optional<String> missing();

	/**
	 * Returns whether something can be asked of it.
	 * @param mode what would be asked
	 * @return whether there is anything to measure
	 */
	boolean supports(Mode mode);

	/**
	 * Returns whether it speaks TLS.
	 * @return false for plain HTTP
	 */
	default boolean speaksTls() {
		return true;
	}

	/**
	 * Returns whether it knows who calls.
	 * @return whether the answer has the name of the caller
	 */
	default boolean greetsByName() {
		return true;
	}

	/**
	 * Returns whether it is compiled while it runs.
	 * @return whether a JVM serves, if only behind it
	 */
	default boolean isJvm() {
		return hasBackend();
	}

	/**
	 * Returns whether it forwards to another server.
	 * @return whether there is something to count besides it
	 */
	default boolean hasBackend() {
		return false;
	}

	/**
	 * Starts it and waits until it listens.
	 * @param launch where and how
	 * @return the server
	 * @throws IOException with its last words, if it does not come up
	 */
	RunningServer start(Launch launch) throws IOException;

}
