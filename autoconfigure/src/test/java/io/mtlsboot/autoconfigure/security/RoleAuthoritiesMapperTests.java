package io.mtlsboot.autoconfigure.security;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.mtlsboot.autoconfigure.MtlsConfigurationException;
import io.mtlsboot.identity.CommonNameIdentity;
import io.mtlsboot.identity.SpiffeId;
import io.mtlsboot.identity.WorkloadIdentity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

	private static List<String> authorities(Map<String, List<String>> roles, WorkloadIdentity identity) {
		return WorkloadAuthoritiesMapper.roles(roles)
			.authorities(identity, Callers.web())
			.stream()
			.map((authority) -> String.valueOf(authority.getAuthority()))
			.toList();
	}

}
