package io.mtlsboot.autoconfigure.security;

import io.mtlsboot.autoconfigure.ConditionalOnMtls;
import io.mtlsboot.autoconfigure.MtlsAutoConfiguration;
import io.mtlsboot.autoconfigure.MtlsProperties;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.authentication.ReactiveAuthenticationManagerResolver;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.userdetails.ReactiveUserDetailsService;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.WebFilterChainProxy;

/**
 * Auto-configuration that makes the callers of a reactive application principals of
 * Spring Security, by the certificates that our handshake has verified.
 * <p>
 * The rules are those of {@link MtlsSecurityAutoConfiguration}. Spring Security has no
 * way to switch {@code x509} off again for one reactive chain: a chain that must not
 * authenticate by certificate gives it a {@code serverAuthenticationConverter} that finds
 * nobody.
 */
@AutoConfiguration(after = MtlsAutoConfiguration.class,
		afterName = "org.springframework.boot.security.oauth2.server.resource.autoconfigure.web.reactive.ReactiveOAuth2ResourceServerWebSecurityAutoConfiguration",
		beforeName = { "org.springframework.boot.security.autoconfigure.ReactiveUserDetailsServiceAutoConfiguration",
				"org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration",
				"org.springframework.boot.security.autoconfigure.actuate.web.reactive.ReactiveManagementWebSecurityAutoConfiguration",
				"org.springframework.boot.security.oauth2.client.autoconfigure.reactive.ReactiveOAuth2ClientWebSecurityAutoConfiguration" })
@ConditionalOnClass({ ServerHttpSecurity.class, WebFilterChainProxy.class, Mono.class,
		ReactiveWebSecurityAutoConfiguration.class })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnMtls
@ConditionalOnBooleanProperty(name = { "mtls.security.enabled", "mtls.server.enabled" }, matchIfMissing = true)
@Import(WorkloadPrincipalConfiguration.class)
public final class MtlsReactiveSecurityAutoConfiguration {

	@Bean
	WorkloadServerHttpSecurityCustomizer mtlsServerHttpSecurityCustomizer(WorkloadPrincipals principals) {
		return new WorkloadServerHttpSecurityCustomizer(new WorkloadAuthenticationConverter(principals));
	}

	@Bean
	@ConditionalOnMissingBean({ SecurityWebFilterChain.class, WebFilterChainProxy.class })
	SecurityWebFilterChain mtlsSecurityWebFilterChain(ServerHttpSecurity http, ApplicationContext context,
			WorkloadPrincipals principals, MtlsProperties properties) {
		return new ReactiveWorkloadFilterChain(context, new WorkloadAuthenticationConverter(principals),
				properties.server().observes())
			.build(http);
	}

	// Nobody logs in by password. Without it Boot would set up a user and log a password
	@Bean
	@Conditional(NoConfiguredUser.class)
	@ConditionalOnMissingBean(
			value = { ReactiveAuthenticationManager.class, ReactiveUserDetailsService.class,
					ReactiveAuthenticationManagerResolver.class },
			type = "org.springframework.security.oauth2.jwt.ReactiveJwtDecoder")
	ReactiveUserDetailsService mtlsReactiveUserDetailsService() {
		return (username) -> Mono.empty();
	}

}
