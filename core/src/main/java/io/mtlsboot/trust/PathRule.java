package io.mtlsboot.trust;

/**
 * A rule that a path must keep, beyond those of the JDK. A path that breaks one is not
 * taken, and another one is looked for.
 */
@FunctionalInterface
interface PathRule {

	/**
	 * Checks a path.
	 * @param path the path, whose signatures may not be verified yet
	 * @throws PeerRejectedException if it breaks the rule
	 */
	void check(CandidatePath path) throws PeerRejectedException;

}
