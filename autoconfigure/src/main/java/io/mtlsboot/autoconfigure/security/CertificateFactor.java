package io.mtlsboot.autoconfigure.security;

import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.authority.FactorGrantedAuthority;

/**
 * What an authentication by certificate is recognised by: the factor that Spring Security
 * gives to it.
 */
final class CertificateFactor {

	private CertificateFactor() {
	}

	static List<GrantedAuthority> authorities() {
		return AuthorityUtils.createAuthorityList(FactorGrantedAuthority.X509_AUTHORITY);
	}

	/**
	 * Whether an authentication rests on a certificate, of this connection or of another.
	 * @param authentication the authentication, if there is one
	 * @return {@code true} if a certificate is one of its factors
	 */
	static boolean isIn(@Nullable Authentication authentication) {
		if (authentication == null) {
			return false;
		}
		return authentication.getPrincipal() instanceof WorkloadPrincipal || isIn(authentication.getAuthorities());
	}

	private static boolean isIn(Collection<? extends GrantedAuthority> authorities) {
		return authorities.stream()
			.anyMatch((authority) -> FactorGrantedAuthority.X509_AUTHORITY.equals(authority.getAuthority()));
	}

}
