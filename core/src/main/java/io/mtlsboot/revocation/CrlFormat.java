package io.mtlsboot.revocation;

import java.security.cert.CRLException;
import java.util.Collection;
import java.util.function.Function;

/**
 * How revocation lists are read and asked.
 *
 * @param <L> the lists
 * @param reader reads a list
 * @param judge asks lists, current or not, signed by whomever
 */
record CrlFormat<L extends FetchedCrl>(Reader<L> reader, Function<Collection<L>, RevocationSource> judge) {

	/**
	 * Reads a list.
	 *
	 * @param <L> the list
	 */
	@FunctionalInterface
	interface Reader<L> {

		L read(byte[] der, String location) throws CRLException;

	}

}
