package io.mtlsboot.material;

/**
 * What can be wrong with key or trust material: a closed vocabulary, so that each problem
 * has one action.
 */
public enum MaterialProblem {

	/**
	 * The location does not exist.
	 */
	NOT_FOUND,

	/**
	 * The location exists but cannot be read.
	 */
	NOT_READABLE,

	/**
	 * The content is empty.
	 */
	EMPTY,

	/**
	 * The content is damaged or cut short.
	 */
	MALFORMED,

	/**
	 * The content is well-formed but of another kind, such as a key where a certificate
	 * is expected.
	 */
	WRONG_KIND,

	/**
	 * The password does not open the key or the key store, or is missing.
	 */
	WRONG_PASSWORD,

	/**
	 * The key store has no such entry, or more than one and none is named.
	 */
	NO_SUCH_ENTRY,

	/**
	 * The key's algorithm or size is not supported.
	 */
	KEY_NOT_SUPPORTED,

	/**
	 * The private key belongs to another certificate.
	 */
	KEY_MISMATCH,

	/**
	 * The certificates do not form one chain.
	 */
	CHAIN_BROKEN,

	/**
	 * The chain does not reach a trust anchor: a certificate between is missing.
	 */
	INTERMEDIATE_MISSING,

	/**
	 * The certificate is past its {@code notAfter}.
	 */
	EXPIRED,

	/**
	 * The certificate is before its {@code notBefore}.
	 */
	NOT_YET_VALID,

	/**
	 * The certificate is not meant for the role it is to play.
	 */
	PURPOSE_MISSING,

	/**
	 * The certificate of a workload belongs to a CA.
	 */
	LEAF_IS_CA,

	/**
	 * There are no trust anchors.
	 */
	NO_ANCHORS,

	/**
	 * A trust anchor is not a CA certificate.
	 */
	ANCHOR_NOT_CA,

	/**
	 * The next certificate is that of another workload than the current one, or lacks one
	 * of its names.
	 */
	IDENTITY_CHANGED,

	/**
	 * The next certificate may be used for less than the current one.
	 */
	PURPOSE_LOST,

	/**
	 * The next anchors do not vouch for our own certificate, as the current ones do.
	 */
	ANCHORS_DISOWN_US,

	/**
	 * A CRL is of a kind that is not supported, such as a delta CRL, or has a critical
	 * extension that is not known here.
	 */
	CRL_NOT_SUPPORTED,

	/**
	 * A CRL bears the name of a trust anchor that did not sign it.
	 */
	CRL_FORGED,

	/**
	 * With the new material a port of ours admitted somebody whom it must not admit, or
	 * refused ourselves.
	 */
	NOT_PROVEN

}
