package io.mtlsboot.autoconfigure.security;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.context.ApplicationContext;
import org.springframework.security.authorization.AuthorizationEventPublisher;
import org.springframework.security.authorization.AuthorizationManagerFactory;
import org.springframework.security.authorization.SpringAuthorizationEventPublisher;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.preauth.x509.X509AuthenticationFilter;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.header.HeaderWriterFilter;

/**
 * The filter chain of a servlet application that has none of its own: certificates,
 * nothing that is kept between requests, nothing that only a person in front of a browser
 * needs.
 * <p>
 * Where nobody has a say in it but we, filters of ours do what some of Spring Security
 * do, for a fraction of the time. An application that customizes the chain finds those of
 * Spring Security that its customizers know.
 * <p>
 * While the port observes, callers without an identity get what they got before, but for
 * Actuator: this starter must not be what breaks them.
 */
final class WorkloadFilterChain {

	private final ApplicationContext context;

	private final WorkloadPrincipals principals;

	private final OpenRequests open;

	WorkloadFilterChain(ApplicationContext context, WorkloadPrincipals principals, boolean observing) {
		this.context = context;
		this.principals = principals;
		this.open = new OpenRequests(HealthEndpoints.arePresent(context), observing);
	}

	SecurityFilterChain build(HttpSecurity http) {
		ProblemResponses refusals = new ProblemResponses();
		http.exceptionHandling(
				(exceptions) -> exceptions.authenticationEntryPoint(refusals).accessDeniedHandler(refusals));
		http.securityContext(
				(contexts) -> contexts.securityContextRepository(new RequestAttributeSecurityContextRepository()));
		http.sessionManagement(AbstractHttpConfigurer::disable);
		http.csrf(AbstractHttpConfigurer::disable);
		http.logout(AbstractHttpConfigurer::disable);
		http.requestCache(AbstractHttpConfigurer::disable);
		if (isCustomized(http)) {
			http.authorizeHttpRequests(this.open::authorize);
		}
		else {
			useOwnFilters(http);
		}
		return http.build();
	}

	@SuppressWarnings("unchecked") // Spring Security names the class without its
									// parameter
	private boolean isCustomized(HttpSecurity http) {
		return http.getConfigurer(AuthorizeHttpRequestsConfigurer.class) != null
				|| has(AuthorizationManagerFactory.class, 0) || has(Customizer.class, 1);
	}

	// One of the customizers is ours
	private boolean has(Class<?> type, int ours) {
		return BeanFactoryUtils.beanNamesForTypeIncludingAncestors(this.context, type).length > ours;
	}

	private void useOwnFilters(HttpSecurity http) {
		SecurityContextHolderStrategy contexts = this.context.getBeanProvider(SecurityContextHolderStrategy.class)
			.getIfUnique(SecurityContextHolder::getContextHolderStrategy);
		AuthorizationEventPublisher events = this.context.getBeanProvider(AuthorizationEventPublisher.class)
			.getIfUnique(() -> new SpringAuthorizationEventPublisher(this.context));
		http.headers(AbstractHttpConfigurer::disable);
		http.addFilterAt(new BrowserHeaderFilter(), HeaderWriterFilter.class);
		http.x509(AbstractHttpConfigurer::disable);
		http.anonymous(AbstractHttpConfigurer::disable);
		http.addFilterAt(new CallerFilter(this.principals, contexts), X509AuthenticationFilter.class);
		http.addFilterAt(new AdmissionFilter(this.open.matcher(), events, contexts), AuthorizationFilter.class);
	}

}
