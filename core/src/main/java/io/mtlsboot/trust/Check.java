package io.mtlsboot.trust;

import java.util.List;
import java.util.stream.Stream;

/**
 * The checks that a connection has to pass, in the order in which they are made: whatever
 * comes before the one that failed was passed, and whatever comes after it was not
 * reached.
 */
public enum Check {

	/**
	 * The peer speaks TLS.
	 */
	TLS,

	/**
	 * The two sides have a TLS version in common.
	 */
	PROTOCOL,

	/**
	 * The two sides have a cipher suite, a group and a signature algorithm in common.
	 */
	CIPHER,

	/**
	 * The peer presented a certificate.
	 */
	CERTIFICATE,

	/**
	 * What it presented is of a sensible size, and its names can be read.
	 */
	NAMES,

	/**
	 * The certificate that identifies the peer is not that of a CA.
	 */
	LEAF,

	/**
	 * Names, keys and signatures lead to one of our trust anchors.
	 */
	PATH,

	/**
	 * The certificates of the path are what RFC 5280 §4 allows.
	 */
	FORM,

	/**
	 * All of them, and the anchor, are valid now.
	 */
	VALIDITY,

	/**
	 * All keys are strong enough.
	 */
	KEY_STRENGTH,

	/**
	 * All signatures are of an algorithm that is allowed.
	 */
	SIGNATURE_ALGORITHM,

	/**
	 * The issuers are CAs that may issue this: CA flag, key usage, path length.
	 */
	ISSUER_RIGHTS,

	/**
	 * The names are within the name constraints of the issuers.
	 */
	NAME_CONSTRAINTS,

	/**
	 * The leaf may be used for this side of a connection, and its issuers may issue such.
	 */
	PURPOSE,

	/**
	 * The path is valid as RFC 5280 §6 says.
	 */
	PATH_VALIDATION,

	/**
	 * The anchor may vouch for the names of the leaf.
	 */
	ANCHOR,

	/**
	 * Nothing is revoked.
	 */
	REVOCATION,

	/**
	 * The identity is one that we admit, or the one and the host that we call.
	 */
	ADMISSION,

	/**
	 * The peer has the private key of its certificate.
	 */
	KEY_POSSESSION,

	/**
	 * The peer accepts us.
	 */
	ACCEPTANCE,

	/**
	 * The handshake is complete.
	 */
	COMPLETION;

	/**
	 * What is known after this check failed and all before it were passed.
	 * @return every check with its outcome, in order
	 */
	public List<Result> results() {
		return results(this);
	}

	/**
	 * What is known after this check failed and those before another one were passed.
	 * @param unknown the first check of which nothing is known
	 * @return every check with its outcome, in order
	 */
	public List<Result> results(Check unknown) {
		return Stream.of(values()).map((check) -> new Result(check, outcome(check, unknown))).toList();
	}

	private Outcome outcome(Check check, Check unknown) {
		if (check == this) {
			return Outcome.FAIL;
		}
		return (check.compareTo(unknown) < 0 && check.compareTo(this) < 0) ? Outcome.PASS : Outcome.NOT_REACHED;
	}

	/**
	 * What came of a check.
	 */
	public enum Outcome {

		/**
		 * It was passed.
		 */
		PASS,

		/**
		 * It failed.
		 */
		FAIL,

		/**
		 * It was not made, because another one had failed.
		 */
		NOT_REACHED

	}

	/**
	 * A check and what came of it.
	 *
	 * @param check the check
	 * @param outcome what came of it
	 */
	public record Result(Check check, Outcome outcome) {
	}

}
