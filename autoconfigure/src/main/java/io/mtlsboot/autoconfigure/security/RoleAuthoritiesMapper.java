package io.mtlsboot.autoconfigure.security;

import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.mtlsboot.autoconfigure.MtlsConfigurationException;
import io.mtlsboot.identity.WorkloadIdentity;
import io.mtlsboot.x509.PrintableText;

import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * Gives the roles of {@code mtls.security.roles}.
 */
final class RoleAuthoritiesMapper implements WorkloadAuthoritiesMapper {

	private static final String PROPERTY = "mtls.security.roles";

	private static final String ROLE_PREFIX = "ROLE_";

	private final List<Role> roles;

	RoleAuthoritiesMapper(Map<String, List<String>> roles, Set<String> bundles) {
		this.roles = roles.entrySet().stream().map((entry) -> role(entry.getKey(), entry.getValue(), bundles)).toList();
	}

	@Override
	public Collection<? extends GrantedAuthority> authorities(WorkloadIdentity identity, X509Certificate certificate) {
		return authorities(identity, certificate, Set.of());
	}

	@Override
	public Collection<? extends GrantedAuthority> authorities(WorkloadIdentity identity, X509Certificate certificate,
			Set<String> bundles) {
		return this.roles.stream().filter((role) -> role.isHeldBy(identity, bundles)).map(Role::authority).toList();
	}

	private static Role role(String name, List<String> holders, Set<String> bundles) {
		verifyName(name);
		return new Role(new SimpleGrantedAuthority(ROLE_PREFIX + name),
				holders.stream().map((holder) -> RoleHolder.parse(PROPERTY + "." + name, holder, bundles)).toList());
	}

	private static void verifyName(String name) {
		String upperCase = name.toUpperCase(Locale.ROOT);
		if (name.isEmpty() || name.codePoints().anyMatch(RoleAuthoritiesMapper::cannotBeInName)) {
			throw new MtlsConfigurationException(
					"Property '" + PROPERTY + "': role name '" + PrintableText.of(name)
							+ "' is empty or has characters other than letters, digits and punctuation",
					"Name the role in one word, such as 'orders.read'.");
		}
		if (upperCase.startsWith(ROLE_PREFIX)) {
			throw new MtlsConfigurationException(
					"Property '" + PROPERTY + "': role name '" + PrintableText.of(name)
							+ "' begins with the prefix that Spring Security gives to every role",
					"Leave the prefix '" + ROLE_PREFIX + "' away.");
		}
		if (upperCase.startsWith("FACTOR_")) {
			throw new MtlsConfigurationException(
					"Property '" + PROPERTY + "': role name '" + PrintableText.of(name)
							+ "' begins like an authentication factor of Spring Security",
					"Choose another name: a factor is proven by authentication and never given by configuration.");
		}
	}

	private static boolean cannotBeInName(int character) {
		return switch (Character.getType(character)) {
			case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
					Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SPACE_SEPARATOR ->
				true;
			default -> false;
		};
	}

	/**
	 * A role and who holds it.
	 *
	 * @param authority the role as an authority
	 * @param holders who holds it
	 */
	private record Role(GrantedAuthority authority, List<RoleHolder> holders) {

		boolean isHeldBy(WorkloadIdentity identity, Set<String> bundles) {
			return this.holders.stream().anyMatch((holder) -> holder.is(identity, bundles));
		}

	}

}
