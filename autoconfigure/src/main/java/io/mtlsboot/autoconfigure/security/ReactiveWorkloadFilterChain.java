package io.mtlsboot.autoconfigure.security;

import java.util.List;
import java.util.Objects;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.context.ApplicationContext;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.CsrfSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.HeaderSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.LogoutSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.RequestCacheSpec;
import org.springframework.security.web.server.MatcherSecurityWebFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.AuthenticationWebFilter;
import org.springframework.security.web.server.authorization.ExceptionTranslationWebFilter;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.context.ReactorContextWebFilter;
import org.springframework.security.web.server.savedrequest.ServerRequestCacheWebFilter;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import org.springframework.web.server.WebFilter;

/**
 * The filter chain of a reactive application that has none of its own, equal to the one
 * of a servlet application.
 * <p>
 * While the port observes, callers without an identity get what they got before, but for
 * Actuator: this starter must not be what breaks them.
 */
final class ReactiveWorkloadFilterChain {

	private final ApplicationContext context;

	private final WorkloadAuthenticationConverter callers;

	private final ReactiveOpenRequests open;

	ReactiveWorkloadFilterChain(ApplicationContext context, WorkloadAuthenticationConverter callers,
			boolean observing) {
		this.context = context;
		this.callers = callers;
		this.open = new ReactiveOpenRequests(HealthEndpoints.arePresent(context), observing);
	}

	SecurityWebFilterChain build(ServerHttpSecurity http) {
		http.securityContextRepository(NoOpServerSecurityContextRepository.getInstance());
		http.csrf(CsrfSpec::disable);
		http.logout(LogoutSpec::disable);
		http.requestCache(RequestCacheSpec::disable);
		ReactiveProblemResponses refusals = new ReactiveProblemResponses();
		if (isCustomized()) {
			http.exceptionHandling(
					(exceptions) -> exceptions.authenticationEntryPoint(refusals).accessDeniedHandler(refusals));
			http.authorizeExchange(this.open::authorize);
			return http.build();
		}
		useOwnFilters(http, refusals);
		return withoutWhatDoesNothing(http.build());
	}

	// One of the customizers is ours
	private boolean isCustomized() {
		return BeanFactoryUtils.beanNamesForTypeIncludingAncestors(this.context, Customizer.class).length > 1;
	}

	private void useOwnFilters(ServerHttpSecurity http, ReactiveProblemResponses refusals) {
		// Spring Security has it only together with its own authorization
		ExceptionTranslationWebFilter exceptions = new ExceptionTranslationWebFilter();
		exceptions.setAuthenticationEntryPoint(refusals);
		exceptions.setAccessDeniedHandler(refusals);
		http.headers(HeaderSpec::disable);
		http.addFilterAt(new BrowserHeaderWebFilter(), SecurityWebFiltersOrder.HTTP_HEADERS_WRITER);
		http.addFilterAt(new CallerWebFilter(this.callers), SecurityWebFiltersOrder.AUTHENTICATION);
		http.addFilterAt(exceptions, SecurityWebFiltersOrder.EXCEPTION_TRANSLATION);
		http.addFilterAt(new AdmissionWebFilter(this.open.matcher()), SecurityWebFiltersOrder.AUTHORIZATION);
	}

	// Authentication by a manager cannot be switched off again, and there is neither a
	// context to load nor a request to remember
	private static SecurityWebFilterChain withoutWhatDoesNothing(SecurityWebFilterChain chain) {
		List<WebFilter> filters = Objects.requireNonNull(chain.getWebFilters().collectList().block());
		return new MatcherSecurityWebFilterChain(ServerWebExchangeMatchers.anyExchange(),
				filters.stream().filter((filter) -> !doesNothing(filter)).toList());
	}

	private static boolean doesNothing(WebFilter filter) {
		return filter instanceof AuthenticationWebFilter || filter instanceof StaleCertificateWebFilter
				|| filter instanceof ReactorContextWebFilter || filter instanceof ServerRequestCacheWebFilter;
	}

}
