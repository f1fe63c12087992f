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
	NO_CERTIFICATE(Check.CERTIFICATE),

	/**
	 * A certificate, or a name in it, is not what RFC 5280 allows.
	 */
	MALFORMED_CERTIFICATE(Check.FORM),

	/**
	 * A certificate of the path is past its {@code notAfter}.
	 */
	EXPIRED(Check.VALIDITY),

	/**
	 * The path leads to one of our trust anchors, which is past its {@code notAfter}.
	 */
	ANCHOR_EXPIRED(Check.VALIDITY),

	/**
	 * A certificate of the path is before its {@code notBefore}.
	 */
	NOT_YET_VALID(Check.VALIDITY),

	/**
	 * No path leads from the leaf to one of our trust anchors.
	 */
	ISSUER_UNKNOWN(Check.PATH),

	/**
	 * A CA certificate between the leaf and one of our trust anchors was not presented.
	 */
	INTERMEDIATE_MISSING(Check.PATH),

	/**
	 * One of our trust anchors has the name of the issuer, but another key.
	 */
	ANCHOR_KEY_MISMATCH(Check.PATH),

	/**
	 * A signature on the path does not verify.
	 */
	SIGNATURE_INVALID(Check.PATH),

	/**
	 * A key or signature algorithm on the path is too weak.
	 */
	ALGORITHM_NOT_ALLOWED(Check.SIGNATURE_ALGORITHM),

	/**
	 * The certificate is not meant for the side of the handshake that presented it.
	 */
	PURPOSE_NOT_ALLOWED(Check.PURPOSE),

	/**
	 * The certificate that should identify a workload belongs to a CA.
	 */
	LEAF_IS_CA(Check.LEAF),

	/**
	 * A path exists, but breaks a rule: a CA flag, a path length, a name constraint, a
	 * policy or an unknown critical extension.
	 */
	PATH_NOT_ALLOWED(Check.PATH_VALIDATION),

	/**
	 * A path exists, but its anchor may not vouch for a name of the certificate.
	 */
	ANCHOR_NOT_ALLOWED(Check.ANCHOR),

	/**
	 * The CA that issued a certificate of the path has revoked it.
	 */
	REVOKED(Check.REVOCATION),

	/**
	 * There is no current CRL that says whether a certificate of the path is revoked.
	 */
	REVOCATION_UNKNOWN(Check.REVOCATION),

	/**
	 * The certificate does not name the host that was called.
	 */
	HOST_NAME_MISMATCH(Check.ADMISSION),

	/**
	 * The certificate is valid, but its identity is not one that we admit.
	 */
	IDENTITY_NOT_ADMITTED(Check.ADMISSION),

	/**
	 * The peer spoke plain text to a TLS port.
	 */
	PLAINTEXT(Check.TLS),

	/**
	 * The two sides have no TLS version in common.
	 */
	NO_SHARED_PROTOCOL(Check.PROTOCOL),

	/**
	 * The two sides have no cipher suite, group or signature algorithm in common.
	 */
	NO_SHARED_CIPHER(Check.CIPHER),

	/**
	 * The peer refused us and sent an alert; it is the peer's log that says why.
	 */
	REFUSED_BY_PEER(Check.ACCEPTANCE),

	/**
	 * The peer closed the connection before the handshake was complete.
	 */
	CONNECTION_CLOSED(Check.COMPLETION),

	/**
	 * The peer did not complete the handshake in time.
	 */
	HANDSHAKE_TIMEOUT(Check.COMPLETION),

	/**
	 * The handshake failed for a reason that has no word of its own; the detail says what
	 * the TLS engine reported.
	 */
	HANDSHAKE_FAILED(Check.COMPLETION);

	private final Check check;

	RejectionReason(Check check) {
		this.check = check;
	}

	/**
	 * The check that fails with this reason, unless the refusal names another one.
	 * @return the check
	 */
	public Check check() {
		return this.check;
	}

}
