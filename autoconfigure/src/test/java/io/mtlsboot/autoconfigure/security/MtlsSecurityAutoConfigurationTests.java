package io.mtlsboot.autoconfigure.security;

import java.util.List;

import io.mtlsboot.autoconfigure.MtlsConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authorization.AuthorizationManagerFactory;
import org.springframework.security.authorization.DefaultAuthorizationManagerFactory;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.preauth.x509.X509AuthenticationFilter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link MtlsSecurityAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class MtlsSecurityAutoConfigurationTests {

	private final WebApplicationContextRunner runner = ServletApplication.runner();

	@Test
	void verifyWhenSecurityIsPresentThenOneLeanChain() {
		this.runner.run((context) -> {
			assertThat(context).hasSingleBean(SecurityFilterChain.class).hasBean("mtlsSecurityFilterChain");
			assertThat(context.getBean(SecurityFilterChain.class).getFilters())
				.extracting((filter) -> filter.getClass().getSimpleName())
				.containsExactly("WebAsyncManagerIntegrationFilter", "SecurityContextHolderFilter",
						"BrowserHeaderFilter", "CallerFilter", "SecurityContextHolderAwareRequestFilter",
						"ExceptionTranslationFilter", "AdmissionFilter");
		});
	}

	@ParameterizedTest
	@ValueSource(classes = { Headers.class, Rules.class, Factors.class })
	void verifyWhenApplicationCustomizesTheChainThenItHasTheFiltersOfSpringSecurity(Class<?> customization) {
		this.runner.withUserConfiguration(customization)
			.run((context) -> assertThat(context.getBean(SecurityFilterChain.class).getFilters())
				.extracting((filter) -> filter.getClass().getSimpleName())
				.containsExactly("WebAsyncManagerIntegrationFilter", "SecurityContextHolderFilter",
						"HeaderWriterFilter", "WorkloadAuthenticationFilter", "SecurityContextHolderAwareRequestFilter",
						"AnonymousAuthenticationFilter", "ExceptionTranslationFilter", "AuthorizationFilter"));
	}

	@Test
	void verifyWhenNoUserIsConfiguredThenNoPasswordIsGenerated(CapturedOutput output) {
		this.runner.run((context) -> {
			assertThat(context).doesNotHaveBean(InMemoryUserDetailsManager.class);
			UserDetailsService users = context.getBean(UserDetailsService.class);
			assertThatExceptionOfType(UsernameNotFoundException.class)
				.isThrownBy(() -> users.loadUserByUsername("user"));
			assertThat(output).doesNotContain("generated security password");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "spring.security.user.name=alice", "spring.security.user.password=secret" })
	void verifyWhenUserIsConfiguredThenBootSetsItUp(String property) {
		this.runner.withPropertyValues(property)
			.run((context) -> assertThat(context.getBean(UserDetailsService.class))
				.isInstanceOf(InMemoryUserDetailsManager.class));
	}

	@Test
	void verifyWhenSecurityIsAbsentThenNothing() {
		this.runner.withClassLoader(new FilteredClassLoader("org.springframework.security"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(WorkloadPrincipalConfiguration.class));
	}

	@Test
	void verifyWhenActuatorIsAbsentThenChainWithoutHealth() {
		ServletApplication.runnerWithoutActuator()
			.withClassLoader(
					new FilteredClassLoader("org.springframework.boot.health", "org.springframework.boot.actuate"))
			.run((context) -> assertThat(context).hasNotFailed().hasBean("mtlsSecurityFilterChain"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "mtls.enabled=false", "mtls.security.enabled=false", "mtls.server.enabled=false" })
	void verifyWhenPropertyIsOffThenBootAlone(String property) {
		this.runner.withPropertyValues(property).run((context) -> {
			assertThat(context).hasNotFailed()
				.doesNotHaveBean(WorkloadPrincipalConfiguration.class)
				.doesNotHaveBean("mtlsSecurityFilterChain")
				.hasSingleBean(InMemoryUserDetailsManager.class);
			assertThat(context.getBean(SecurityFilterChain.class).getFilters())
				.noneMatch(X509AuthenticationFilter.class::isInstance);
		});
	}

	@Test
	void verifyWhenUserHasChainThenOursBacksOffAndTheirsKnowsCertificates() {
		this.runner.withUserConfiguration(UserChain.class).run((context) -> {
			assertThat(context).hasSingleBean(SecurityFilterChain.class).hasBean("userChain");
			assertThat(context.getBean(SecurityFilterChain.class).getFilters())
				.anyMatch(WorkloadAuthenticationFilter.class::isInstance);
		});
	}

	@Test
	void verifyWhenUserHasMapperThenItWins() {
		this.runner.withUserConfiguration(UserMapper.class)
			.run((context) -> assertThat(context.getBean(WorkloadPrincipals.class).find(List.of(Callers.web())))
				.satisfies((caller) -> assertThat(caller.getAuthorities()).extracting("authority")
					.containsExactly("ROLE_mine")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "mtls.security.roles.orders.list=orders", "mtls.security.roles.ROLE_a=cn:web",
			"mtls.security.roles.[ROLE_a]=cn:web", "mtls.security.roles.FACTOR_X509=cn:web",
			"mtls.security.roles.[FACTOR_X509]=cn:web" })
	void verifyWhenRolesCannotBeUnderstoodThenNoStart(String property) {
		this.runner.withPropertyValues(property)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(MtlsConfigurationException.class)
				.hasMessageContaining("mtls.security.roles"));
	}

	@Configuration(proxyBeanMethods = false)
	static class UserChain {

		@Bean
		SecurityFilterChain userChain(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated()).build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Headers {

		@Bean
		Customizer<HeadersConfigurer<HttpSecurity>> headers() {
			return (headers) -> headers
				.contentSecurityPolicy((policy) -> policy.policyDirectives("default-src 'none'"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Rules {

		@Bean
		Customizer<HttpSecurity> rules() {
			return (http) -> http
				.authorizeHttpRequests((requests) -> requests.requestMatchers("/orders").hasRole("orders.read"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Factors {

		@Bean
		AuthorizationManagerFactory<Object> rules() {
			return new DefaultAuthorizationManagerFactory<>();
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
