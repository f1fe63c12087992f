package io.mtlsboot.autoconfigure;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What a caller would be and may do, without a request of it.
 */
@FunctionalInterface
public interface CallerRoles {

	/**
	 * The authorities of a verified caller.
	 * @param presented what it presents, leaf first
	 * @return the authorities, such as {@code ROLE_orders.read}; empty if it has none or
	 * no identity
	 */
	List<String> of(List<X509Certificate> presented);

}
