package io.mtlsboot.autoconfigure.security;

import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.mtlsboot.identity.WorkloadIdentity;

import org.springframework.security.core.GrantedAuthority;

/**
 * Decides what a caller may do.
 * <p>
 * A bean of this type replaces the roles of {@code mtls.security.roles}. It is called by
 * many threads, must not block, and is asked once for a certificate and the trust bundles
 * that vouch for it: what it answers stays with them for as long as connections live.
 * Rules that change while the application runs belong into an
 * {@code AuthorizationManager}. If it throws, the caller has no identity for this
 * request.
 */
@FunctionalInterface
public interface WorkloadAuthoritiesMapper {

	/**
	 * The authorities of a caller.
	 * @param identity who the caller is
	 * @param certificate its verified leaf certificate
	 * @return the authorities; empty if it has none
	 */
	Collection<? extends GrantedAuthority> authorities(WorkloadIdentity identity, X509Certificate certificate);

	/**
	 * The authorities of a caller, where it matters who vouches for it.
	 * @param identity who the caller is
	 * @param certificate its verified leaf certificate
	 * @param bundles the names of the trust bundles, from {@code mtls.trust.domains},
	 * whose anchor vouches for the certificate now; empty if it belongs to none
	 * @return the authorities; empty if it has none
	 */
	default Collection<? extends GrantedAuthority> authorities(WorkloadIdentity identity, X509Certificate certificate,
			Set<String> bundles) {
		return authorities(identity, certificate);
	}

	/**
	 * Gives roles to identities. The role {@code orders.read} is the authority
	 * {@code ROLE_orders.read}, for which {@code hasRole('orders.read')} asks.
	 * @param roles patterns over identities, by the role that they are given
	 * @return a mapper for these roles
	 * @throws io.mtlsboot.autoconfigure.MtlsConfigurationException if a role has a name
	 * that cannot be a role, or a pattern that cannot be understood
	 */
	static WorkloadAuthoritiesMapper roles(Map<String, List<String>> roles) {
		return roles(roles, Set.of());
	}

	/**
	 * Gives roles to identities, some of which must be vouched for by a certain trust
	 * bundle: {@code dns:*.partner.example via partner}.
	 * @param roles patterns over identities, by the role that they are given
	 * @param bundles the names of the trust bundles that there are
	 * @return a mapper for these roles
	 * @throws io.mtlsboot.autoconfigure.MtlsConfigurationException if a role has a name
	 * that cannot be a role, a pattern that cannot be understood or a bundle that there
	 * is not
	 */
	static WorkloadAuthoritiesMapper roles(Map<String, List<String>> roles, Set<String> bundles) {
		return new RoleAuthoritiesMapper(roles, bundles);
	}

}
