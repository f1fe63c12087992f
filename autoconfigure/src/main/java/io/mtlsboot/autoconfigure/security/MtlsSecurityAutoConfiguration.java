package io.mtlsboot.autoconfigure.security;

import io.mtlsboot.autoconfigure.ConditionalOnMtls;
import io.mtlsboot.autoconfigure.MtlsAutoConfiguration;
import io.mtlsboot.autoconfigure.MtlsProperties;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.security.autoconfigure.web.servlet.ConditionalOnDefaultWebSecurity;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationManagerResolver;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Auto-configuration that makes the callers of a servlet application principals of Spring
 * Security, by the certificates that our handshake has verified.
 * <p>
 * Every filter chain of the application authenticates by certificate, the user's own
 * included; a chain that must not says {@code http.x509((x509) -> x509.disable())}. Who
 * the caller is comes from the connection, never from a header, and is decided for each
 * request: neither a session nor a log-in by password replaces it. In a user's chain CSRF
 * protection stays on for what a browser sends and is not asked of services. With
 * {@code mtls.server.enabled=false} somebody else verifies callers, by rules that are not
 * ours, and nothing here applies.
 */
@AutoConfiguration(after = MtlsAutoConfiguration.class,
		afterName = "org.springframework.boot.security.oauth2.server.resource.autoconfigure.web.OAuth2ResourceServerWebSecurityAutoConfiguration",
		beforeName = { "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration",
				"org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
				"org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration",
				"org.springframework.boot.security.oauth2.client.autoconfigure.servlet.OAuth2ClientWebSecurityAutoConfiguration" })
@ConditionalOnClass({ HttpSecurity.class, SecurityFilterChain.class, ConditionalOnDefaultWebSecurity.class })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnMtls
@ConditionalOnBooleanProperty(name = { "mtls.security.enabled", "mtls.server.enabled" }, matchIfMissing = true)
@Import(WorkloadPrincipalConfiguration.class)
public final class MtlsSecurityAutoConfiguration {

	@Bean
	WorkloadHttpSecurityCustomizer mtlsHttpSecurityCustomizer(WorkloadPrincipals principals) {
		return new WorkloadHttpSecurityCustomizer(principals);
	}

	@Bean
	@Order(SecurityFilterProperties.BASIC_AUTH_ORDER)
	@ConditionalOnDefaultWebSecurity
	SecurityFilterChain mtlsSecurityFilterChain(HttpSecurity http, ApplicationContext context,
			WorkloadPrincipals principals, MtlsProperties properties) {
		return new WorkloadFilterChain(context, principals, properties.server().observes()).build(http);
	}

	// Nobody logs in by password. Without it Boot would set up a user and log a password
	@Bean
	@Conditional(NoConfiguredUser.class)
	@ConditionalOnMissingBean(value = { AuthenticationManager.class, AuthenticationProvider.class,
			UserDetailsService.class, AuthenticationManagerResolver.class },
			type = "org.springframework.security.oauth2.jwt.JwtDecoder")
	UserDetailsService mtlsUserDetailsService() {
		return (username) -> {
			throw UsernameNotFoundException.fromUsername(username);
		};
	}

}
