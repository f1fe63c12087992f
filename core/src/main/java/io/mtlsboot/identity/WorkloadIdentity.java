package io.mtlsboot.identity;

import java.io.Serializable;

/**
 * The name that a workload proves with its certificate: typed, well-formed and the only
 * one of its type that the certificate has.
 * <p>
 * Two identities are equal only if their types are: the common name {@code billing} is
 * not the host {@code billing}. Immutable.
 */
public sealed interface WorkloadIdentity extends Serializable
		permits SpiffeId, DnsIdentity, UriIdentity, EmailIdentity, CommonNameIdentity {

	/**
	 * The kind of name.
	 * @return the type
	 */
	IdentityType type();

	/**
	 * The name as the certificate has it, in the canonical form of its type.
	 * @return the name without its type
	 */
	String value();

	/**
	 * The name with its type, as patterns are written: {@code spiffe://shop.example/web},
	 * {@code dns:web.shop.example}, {@code uri:urn:web}, {@code email:web@shop.example}
	 * or {@code cn:web}. Never ambiguous between types.
	 * @return the typed name
	 */
	@Override
	String toString();

}
