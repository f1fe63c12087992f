package io.mtlsboot.autoconfigure.security;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.mtlsboot.autoconfigure.MtlsConfigurationException;
import io.mtlsboot.identity.CommonNameIdentity;
import io.mtlsboot.identity.SpiffeId;
import io.mtlsboot.identity.WorkloadIdentity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.security.core.GrantedAuthority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RoleAuthoritiesMapper}.
 */
class RoleAuthoritiesMapperTests {

	@Test
	void verifyWhenPatternsMatchThenAllTheirRolesAreGiven() {
		Map<String, List<String>> roles = new LinkedHashMap<>();
		roles.put("orders.read", List.of("dns:web.shop.example", Callers.WEB));
		roles.put("orders.write", List.of("spiffe://shop.example/batch/*"));
		roles.put("everybody", List.of("spiffe://shop.example/**"));
		assertThat(authorities(roles, new SpiffeId(Callers.WEB))).containsExactly("ROLE_orders.read", "ROLE_everybody");
		assertThat(authorities(roles, new SpiffeId(Callers.BATCH))).containsExactly("ROLE_orders.write",
				"ROLE_everybody");
	}

	@Test
	void verifyWhenOtherTypeOfIdentityHasTheSameTextThenNoRole() {
		Map<String, List<String>> roles = Map.of("orders.read", List.of(Callers.WEB));
		assertThat(authorities(roles, new CommonNameIdentity(Callers.WEB))).isEmpty();
	}

	@Test
	void verifyWhenRoleHasNoPatternsThenNobodyHoldsIt() {
		assertThat(authorities(Map.of("orders.read", List.of()), new SpiffeId(Callers.WEB))).isEmpty();
	}

	@Test
	void verifyWhenPatternIsUnknownThenMessageNamesThePropertyAndTheValue() {
		assertThatExceptionOfType(MtlsConfigurationException.class)
			.isThrownBy(() -> WorkloadAuthoritiesMapper.roles(Map.of("orders.read", List.of("shop/web"))))
			.withMessageContaining("mtls.security.roles.orders.read")
			.withMessageContaining("shop/web");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "orders read", "orders\nread", "orders\u202Eread", "ROLE_orders.read",
			"role_orders.read", "FACTOR_X509", "factor_password" })
	void verifyWhenNameCannotBeRoleThenRefused(String name) {
		assertThatExceptionOfType(MtlsConfigurationException.class)
			.isThrownBy(() -> WorkloadAuthoritiesMapper.roles(Map.of(name, List.of(Callers.WEB))))
			.withMessageStartingWith("Property 'mtls.security.roles': role name '")
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("\n", "\u202E"))
			.satisfies((ex) -> assertThat(ex.action()).isNotBlank());
	}

	@Test
	void verifyWhenRoleIsTiedToABundleThenHeldOnlyIfItVouches() {
		WorkloadAuthoritiesMapper mapper = WorkloadAuthoritiesMapper.roles(
				Map.of("tied", List.of(Callers.WEB + " via ours"), "free", List.of(Callers.WEB)),
				Set.of("ours", "partner"));
		assertThat(names(mapper.authorities(new SpiffeId(Callers.WEB), Callers.web(), Set.of("ours"))))
			.containsExactlyInAnyOrder("ROLE_tied", "ROLE_free");
		assertThat(names(mapper.authorities(new SpiffeId(Callers.WEB), Callers.web(), Set.of("partner"))))
			.containsExactly("ROLE_free");
		assertThat(names(mapper.authorities(new SpiffeId(Callers.WEB), Callers.web(), Set.of())))
			.containsExactly("ROLE_free");
		assertThat(names(mapper.authorities(new SpiffeId(Callers.WEB), Callers.web()))).containsExactly("ROLE_free");
		assertThat(names(mapper.authorities(new SpiffeId(Callers.BATCH), Callers.batch(), Set.of("ours")))).isEmpty();
	}

	@Test
	void verifyWhenCommonNameHasTheWordThenTheLastOneCounts() {
		WorkloadAuthoritiesMapper mapper = WorkloadAuthoritiesMapper
			.roles(Map.of("a", List.of("cn:web via x via ours")), Set.of("ours"));
		assertThat(names(mapper.authorities(new CommonNameIdentity("web via x"), Callers.web(), Set.of("ours"))))
			.containsExactly("ROLE_a");
	}

	@ParameterizedTest
	@ValueSource(strings = { "cn:web via nobody", "cn:web via ", "cn:web via ours via ", "cn:web via Ours",
			"cn:web via ours,partner" })
	void verifyWhenBundleIsNotThereThenRefused(String holder) {
		assertThatExceptionOfType(MtlsConfigurationException.class)
			.isThrownBy(() -> WorkloadAuthoritiesMapper.roles(Map.of("a", List.of(holder)), Set.of("ours", "partner")))
			.withMessageStartingWith("Property 'mtls.security.roles.a': '")
			.withMessageEndingWith("of [ours, partner]")
			.satisfies((ex) -> assertThat(ex.action()).contains("mtls.trust.domains"));
	}

	private static List<String> names(Collection<? extends GrantedAuthority> authorities) {
		return authorities.stream().map((authority) -> String.valueOf(authority.getAuthority())).toList();
	}

	private static List<String> authorities(Map<String, List<String>> roles, WorkloadIdentity identity) {
		return WorkloadAuthoritiesMapper.roles(roles)
			.authorities(identity, Callers.web())
			.stream()
			.map((authority) -> String.valueOf(authority.getAuthority()))
			.toList();
	}

}
