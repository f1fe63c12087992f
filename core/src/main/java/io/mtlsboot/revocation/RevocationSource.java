package io.mtlsboot.revocation;

/**
 * Knows which certificates are revoked, or finds out.
 * <p>
 * An implementation is called by many threads in the middle of handshakes. It throws
 * nothing: what it cannot find out is {@link RevocationStatus.Unknown}.
 */
@FunctionalInterface
public interface RevocationSource {

	/**
	 * What is known of a certificate. Waits only if the query allows it, and then no
	 * longer than a configured time.
	 * @param query the certificate and the moment
	 * @return its status
	 */
	RevocationStatus status(RevocationQuery query);

	/**
	 * How often something became known that may contradict an earlier answer. An answer
	 * that was good is good until then and until it ends by itself.
	 * @return a number that only grows
	 */
	default long epoch() {
		return 0;
	}

}
