package io.mtlsboot.autoconfigure.security;

import java.util.List;

import io.mtlsboot.autoconfigure.MtlsConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.core.userdetails.ReactiveUserDetailsService;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.AuthenticationWebFilter;
import org.springframework.security.web.server.authorization.AuthorizationWebFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MtlsReactiveSecurityAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class MtlsReactiveSecurityAutoConfigurationTests {

	private final ReactiveWebApplicationContextRunner runner = ReactiveApplication.runner();

	@Test
	void verifyWhenSecurityIsPresentThenOneLeanChain() {
		this.runner.run((context) -> {
			assertThat(context).hasSingleBean(SecurityWebFilterChain.class).hasBean("mtlsSecurityWebFilterChain");
			assertThat(context.getBean(SecurityWebFilterChain.class).getWebFilters().collectList().block())
				.extracting((filter) -> filter.getClass().getSimpleName())
				.containsExactly("ServerWebExchangeReactorContextWebFilter", "BrowserHeaderWebFilter",
						"CallerWebFilter", "SecurityContextServerWebExchangeWebFilter", "ExceptionTranslationWebFilter",
						"AdmissionWebFilter");
		});
	}

	@Test
	void verifyWhenApplicationCustomizesTheChainThenItHasTheFiltersOfSpringSecurity() {
		Customizer<ServerHttpSecurity> customizer = (http) -> {
		};
		this.runner.withBean("theirs", Customizer.class, () -> customizer)
			.run((context) -> assertThat(
					context.getBean(SecurityWebFilterChain.class).getWebFilters().collectList().block())
				.hasAtLeastOneElementOfType(AuthenticationWebFilter.class)
				.hasAtLeastOneElementOfType(AuthorizationWebFilter.class));
	}

	@Test
	void verifyWhenNoUserIsConfiguredThenNoPasswordIsGenerated(CapturedOutput output) {
		this.runner.run((context) -> {
			assertThat(context).doesNotHaveBean(MapReactiveUserDetailsService.class);
			assertThat(context.getBean(ReactiveUserDetailsService.class).findByUsername("user").blockOptional())
				.isEmpty();
			assertThat(output).doesNotContain("generated security password");
		});
	}

	@Test
	void verifyWhenUserIsConfiguredThenBootSetsItUp() {
		this.runner.withPropertyValues("spring.security.user.password=secret")
			.run((context) -> assertThat(context.getBean(ReactiveUserDetailsService.class))
				.isInstanceOf(MapReactiveUserDetailsService.class));
	}

	@Test
	void verifyWhenSecurityIsAbsentThenNothing() {
		this.runner.withClassLoader(new FilteredClassLoader("org.springframework.security"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(WorkloadPrincipalConfiguration.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "mtls.enabled=false", "mtls.security.enabled=false", "mtls.server.enabled=false" })
	void verifyWhenPropertyIsOffThenBootAlone(String property) {
		this.runner.withPropertyValues(property)
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(WorkloadPrincipalConfiguration.class)
				.doesNotHaveBean("mtlsSecurityWebFilterChain")
				.hasSingleBean(MapReactiveUserDetailsService.class));
	}

	@Test
	void verifyWhenUserHasChainThenOursBacksOff() {
		this.runner.withUserConfiguration(UserChain.class)
			.run((context) -> assertThat(context).hasSingleBean(SecurityWebFilterChain.class).hasBean("userChain"));
	}

	@Test
	void verifyWhenUserHasMapperThenItWins() {
		this.runner.withUserConfiguration(UserMapper.class)
			.run((context) -> assertThat(context.getBean(WorkloadPrincipals.class).find(List.of(Callers.web())))
				.satisfies((caller) -> assertThat(caller.getAuthorities()).extracting("authority")
					.containsExactly("ROLE_mine")));
	}

	@Test
	void verifyWhenRolesCannotBeUnderstoodThenNoStart() {
		this.runner.withPropertyValues("mtls.security.roles.orders.list=orders")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(MtlsConfigurationException.class)
				.hasMessageContaining("mtls.security.roles.orders.list"));
	}

	@Configuration(proxyBeanMethods = false)
	static class UserChain {

		@Bean
		SecurityWebFilterChain userChain(ServerHttpSecurity http) {
			return http.authorizeExchange((exchanges) -> exchanges.anyExchange().authenticated()).build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class UserMapper {

		@Bean
		WorkloadAuthoritiesMapper userMapper() {
			return (identity, certificate) -> AuthorityUtils.createAuthorityList("ROLE_mine");
		}

	}

}
