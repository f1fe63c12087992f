package io.mtlsboot.identity;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * Finds out who a certificate says it is.
 * <p>
 * An implementation never throws: a certificate whose names are missing, malformed or
 * ambiguous has no identity. It is called by many threads and must not block.
 */
@FunctionalInterface
public interface IdentityExtractor {

	/**
	 * The identity of a certificate.
	 * @param leaf the leaf certificate of the peer
	 * @return the identity, or empty if the certificate has none
	 */
	Optional<WorkloadIdentity> extract(X509Certificate leaf);

	/**
	 * Takes the first type of name that a certificate has. A type that is present but
	 * malformed or ambiguous ends the search: there is no fall-back behind a name that
	 * cannot be believed.
	 * @param types the types in the order in which they are looked for
	 * @return an extractor for these types
	 */
	static IdentityExtractor inOrder(List<IdentityType> types) {
		return new OrderedIdentityExtractor(types);
	}

}
