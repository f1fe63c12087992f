package io.mtlsboot.revocation;

import java.time.Instant;

/**
 * What a source knows of one certificate.
 */
public sealed interface RevocationStatus {

	/**
	 * The certificate is not revoked.
	 *
	 * @param until the last moment at which this may be believed, clock skew included
	 */
	record Good(Instant until) implements RevocationStatus {
	}

	/**
	 * The certificate is revoked.
	 *
	 * @param evidence since when, why and who says so; printable
	 */
	record Revoked(String evidence) implements RevocationStatus {
	}

	/**
	 * Nothing that may be believed says whether the certificate is revoked.
	 *
	 * @param evidence what was required and what was found; printable, and empty if it
	 * was not asked at all
	 */
	record Unknown(String evidence) implements RevocationStatus {
	}

}
