package io.mtlsboot.benchmarks.filter;

import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.mtlsboot.autoconfigure.MtlsAutoConfiguration;
import io.mtlsboot.autoconfigure.security.MtlsSecurityAutoConfiguration;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;

/**
 * The chains that are compared, each from an application of its own without a web server.
 */
public enum Chains {

	/** That of this starter, in an application that has none. */
	OURS(true, Starter.class),

	/** The same in an application that customizes it: the filters of Spring Security. */
	CUSTOMIZED(true, Customized.class),

	/** What people write by hand. */
	HAND_WIRED(false, HandWired.class),

	/** As little as there can be of Spring Security. */
	PERMIT_ALL(false, PermitAll.class);

	private static final Map<Chains, WebApplicationContext> CONTEXTS = new ConcurrentHashMap<>();

	private final boolean mtls;

	private final Class<?> configuration;

	Chains(boolean mtls, Class<?> configuration) {
		this.mtls = mtls;
		this.configuration = configuration;
	}

	/**
	 * All of it, as the web server gets it.
	 * @return the proxy with the firewall and the chain
	 */
	Filter proxy() {
		return context().getBean("springSecurityFilterChain", Filter.class);
	}

	/**
	 * One of its filters.
	 * @param name the simple name of its class
	 * @return the filter
	 */
	Filter filter(String name) {
		return context().getBean(SecurityFilterChain.class)
			.getFilters()
			.stream()
			.filter((filter) -> filter.getClass().getSimpleName().equals(name))
			.findFirst()
			.orElseThrow();
	}

	private WebApplicationContext context() {
		return CONTEXTS.computeIfAbsent(this, Chains::create);
	}

	private WebApplicationContext create() {
		// Without an application of Boot nobody does
		LoggingSystem.get(Chains.class.getClassLoader()).setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
		AnnotationConfigWebApplicationContext context = new AnnotationConfigWebApplicationContext();
		Map<String, Object> properties = new HashMap<>();
		properties.put("mtls.security.roles.reader", "spiffe://shop.example/web");
		properties.put("mtls.enabled", this.mtls);
		context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("benchmark", properties));
		context.setServletContext(emptyServletContext());
		context.register(Starter.class, this.configuration);
		context.refresh();
		return context;
	}

	private static ServletContext emptyServletContext() {
		Class<?>[] types = { ServletContext.class };
		return (ServletContext) Proxy.newProxyInstance(Chains.class.getClassLoader(), types,
				(proxy, method, arguments) -> switch (method.getName()) {
					case "hashCode" -> System.identityHashCode(proxy);
					case "equals" -> proxy == Arrays.asList(arguments).get(0);
					case "getContextPath" -> "";
					default -> (method.getReturnType() == Enumeration.class) ? Collections.emptyEnumeration() : null;
				});
	}

	/**
	 * What Boot configures.
	 */
	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ MtlsAutoConfiguration.class, MtlsSecurityAutoConfiguration.class,
			SecurityAutoConfiguration.class, UserDetailsServiceAutoConfiguration.class,
			ServletWebSecurityAutoConfiguration.class })
	static class Starter {

	}

	/**
	 * Changes next to nothing.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Customized {

		@Bean
		Customizer<HeadersConfigurer<HttpSecurity>> headers() {
			return (headers) -> headers
				.contentSecurityPolicy((policy) -> policy.policyDirectives("default-src 'none'"));
		}

	}

	/**
	 * {@code http.x509()}.
	 */
	@Configuration(proxyBeanMethods = false)
	static class HandWired {

		@Bean
		SecurityFilterChain chain(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.x509(Customizer.withDefaults())
				.build();
		}

		@Bean
		UserDetailsService users() {
			return (name) -> new User(name, "", AuthorityUtils.createAuthorityList("ROLE_reader"));
		}

	}

	/**
	 * Nobody is asked for anything.
	 */
	@Configuration(proxyBeanMethods = false)
	static class PermitAll {

		@Bean
		SecurityFilterChain chain(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll()).build();
		}

	}

}
