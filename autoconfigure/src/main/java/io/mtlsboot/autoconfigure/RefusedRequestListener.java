package io.mtlsboot.autoconfigure;

import io.mtlsboot.trust.RejectionReason;

/**
 * Is told of every request that was refused because the peer of its connection is no
 * longer trusted, on the thread that refused it: it must not block. An exception that it
 * throws is dropped.
 */
@FunctionalInterface
public interface RefusedRequestListener {

	/**
	 * A request was refused.
	 * @param reason why
	 */
	void onRefusedRequest(RejectionReason reason);

}
