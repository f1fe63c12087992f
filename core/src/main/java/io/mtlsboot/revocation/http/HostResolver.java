package io.mtlsboot.revocation.http;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;

/**
 * Finds the addresses of a host.
 */
@FunctionalInterface
interface HostResolver {

	/**
	 * Finds the addresses of a host.
	 * @param host a name, or an address as an URI has it
	 * @param deadline when it must be over
	 * @return the addresses, at least one, in the order in which to try them
	 * @throws IOException if there are none, or not in time
	 */
	List<InetAddress> resolve(String host, Deadline deadline) throws IOException;

}
