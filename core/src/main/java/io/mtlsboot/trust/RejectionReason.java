package io.mtlsboot.trust;

/**
 * Why a peer was refused: the closed vocabulary that log lines, meters, the endpoint,
 * exceptions and the documentation share.
 * <p>
 * Each constant has a section in {@code docs/diagnosing-handshakes.md}.
 */
public enum RejectionReason {

	/**
	 * The peer presented no certificate.
	 */
	NO_CERTIFICATE,

	/**
	 * A certificate, or a name in it, is not what RFC 5280 allows.
	 */
	MALFORMED_CERTIFICATE,

	/**
	 * A certificate of the path is past its {@code notAfter}.
	 */
	EXPIRED,

	/**
	 * A certificate of the path is before its {@code notBefore}.
	 */
	NOT_YET_VALID,

	/**
	 * No path leads from the leaf to one of our trust anchors.
	 */
	ISSUER_UNKNOWN,

	/**
	 * A signature on the path does not verify.
	 */
	SIGNATURE_INVALID,

	/**
	 * A key or signature algorithm on the path is too weak.
	 */
	ALGORITHM_NOT_ALLOWED,

	/**
	 * The certificate is not meant for the side of the handshake that presented it.
	 */
	PURPOSE_NOT_ALLOWED,

	/**
	 * The certificate that should identify a workload belongs to a CA.
	 */
	LEAF_IS_CA,

	/**
	 * A path exists, but breaks a rule: a CA flag, a path length, a name constraint, a
	 * policy or an unknown critical extension.
	 */
	PATH_NOT_ALLOWED,

	/**
	 * A path exists, but its anchor may not vouch for a name of the certificate.
	 */
	ANCHOR_NOT_ALLOWED,

	/**
	 * The CA that issued a certificate of the path has revoked it.
	 */
	REVOKED,

	/**
	 * There is no current CRL that says whether a certificate of the path is revoked.
	 */
	REVOCATION_UNKNOWN,

	/**
	 * The certificate does not name the host that was called.
	 */
	HOST_NAME_MISMATCH,

	/**
	 * The certificate is valid, but its identity is not one that we admit.
	 */
	IDENTITY_NOT_ADMITTED,

	/**
	 * The peer spoke plain text to a TLS port.
	 */
	PLAINTEXT,

	/**
	 * The two sides have no TLS version in common.
	 */
	NO_SHARED_PROTOCOL,

	/**
	 * The two sides have no cipher suite, group or signature algorithm in common.
	 */
	NO_SHARED_CIPHER,

	/**
	 * The peer refused us and sent an alert; it is the peer's log that says why.
	 */
	REFUSED_BY_PEER,

	/**
	 * The peer closed the connection before the handshake was complete.
	 */
	CONNECTION_CLOSED,

	/**
	 * The handshake failed for a reason that has no word of its own; the detail says what
	 * the TLS engine reported.
	 */
	HANDSHAKE_FAILED

}
