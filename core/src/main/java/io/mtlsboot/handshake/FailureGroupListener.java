package io.mtlsboot.handshake;

/**
 * Is told of refusals once for each group and minute, however many there are, on the
 * thread that ran the handshake: it must not block. An exception that it throws is
 * dropped.
 */
@FunctionalInterface
public interface FailureGroupListener {

	/**
	 * A group has its first refusal, or the first one after a minute.
	 * @param group the group; its latest report is of this refusal
	 * @param more how many refusals there were since the last call of which nobody was
	 * told
	 */
	void onFailures(FailureGroup group, long more);

}
