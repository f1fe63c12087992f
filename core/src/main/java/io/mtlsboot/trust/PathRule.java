package io.mtlsboot.trust;

/**
 * A rule that a path must keep, beyond those of the JDK. A path that breaks one is not
 * taken, and another one is looked for.
 */
interface PathRule {

	/**
	 * The check that this rule is, or is a part of. Rules are applied in the order of
	 * their checks.
	 * @return what fails when the rule is broken
	 */
	Check step();

	/**
	 * Checks a path.
	 * @param path the path, whose signatures may not be verified yet
	 * @throws PeerRejectedException if it breaks the rule
	 */
	void check(CandidatePath path) throws PeerRejectedException;

}
