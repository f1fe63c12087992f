package io.mtlsboot.autoconfigure.security;

import java.security.cert.X509Certificate;
import java.util.List;

import io.mtlsboot.autoconfigure.MtlsAutoConfiguration;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.boot.actuate.autoconfigure.beans.BeansEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementContextAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.http.codec.autoconfigure.CodecsAutoConfiguration;
import org.springframework.boot.security.autoconfigure.ReactiveUserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.reactive.ReactiveManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.webflux.autoconfigure.HttpHandlerAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.actuate.web.WebFluxEndpointManagementContextConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.SslInfo;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.config.annotation.method.configuration.EnableReactiveMethodSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * A reactive application with the starter and Spring Security.
 */
final class ReactiveApplication {

	private ReactiveApplication() {
	}

	static ReactiveWebApplicationContextRunner runner() {
		return new ReactiveWebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(MtlsAutoConfiguration.class, MtlsSecurityAutoConfiguration.class,
					MtlsReactiveSecurityAutoConfiguration.class, ReactiveUserDetailsServiceAutoConfiguration.class,
					ReactiveWebSecurityAutoConfiguration.class, HttpHandlerAutoConfiguration.class,
					WebFluxAutoConfiguration.class, CodecsAutoConfiguration.class,
					ReactiveManagementWebSecurityAutoConfiguration.class))
			.withConfiguration(AutoConfigurations.of(EndpointAutoConfiguration.class,
					WebEndpointAutoConfiguration.class, ManagementContextAutoConfiguration.class,
					WebFluxEndpointManagementContextConfiguration.class, HealthContributorAutoConfiguration.class,
					HealthContributorRegistryAutoConfiguration.class, HealthEndpointAutoConfiguration.class,
					BeansEndpointAutoConfiguration.class))
			.withPropertyValues("mtls.security.roles.orders.read=" + Callers.WEB,
					"mtls.security.roles.orders.write=spiffe://shop.example/batch/*",
					"management.endpoints.web.exposure.include=*");
	}

	static MockServerHttpResponse perform(ApplicationContext context, MockServerHttpRequest.BaseBuilder<?> request,
			@Nullable X509Certificate certificate) {
		if (certificate != null) {
			request.sslInfo(SslInfo.from("session", certificate));
		}
		MockServerHttpResponse response = new MockServerHttpResponse();
		context.getBean(HttpHandler.class).handle(request.build(), response).block();
		return response;
	}

	/**
	 * What the application does.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableReactiveMethodSecurity
	@RestController
	static class Orders {

		@GetMapping("/who")
		Mono<String> who(@AuthenticationPrincipal @Nullable WorkloadPrincipal caller) {
			return Mono.just((caller != null) ? caller.getName() : "nobody");
		}

		@GetMapping("/authorities")
		Mono<String> authorities(Authentication authentication) {
			List<String> names = authentication.getAuthorities()
				.stream()
				.map(GrantedAuthority::getAuthority)
				.sorted()
				.toList();
			return Mono.just(String.join(" ", names));
		}

		@GetMapping("/orders")
		@PreAuthorize("hasRole('orders.read')")
		Mono<String> read() {
			return Mono.just("read");
		}

		@PostMapping("/orders")
		@PreAuthorize("hasRole('orders.write')")
		Mono<String> write() {
			return Mono.just("written");
		}

	}

}
