package io.mtlsboot.autoconfigure.security;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.Callable;

import io.mtlsboot.autoconfigure.MtlsAutoConfiguration;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.boot.actuate.autoconfigure.beans.BeansEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementContextAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.actuate.web.ServletManagementContextAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.WebApplicationContext;

import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

/**
 * A servlet application with the starter and Spring Security.
 */
final class ServletApplication {

	private ServletApplication() {
	}

	static WebApplicationContextRunner runner() {
		return runnerWithoutActuator()
			.withConfiguration(AutoConfigurations.of(EndpointAutoConfiguration.class,
					WebEndpointAutoConfiguration.class, ManagementContextAutoConfiguration.class,
					ServletManagementContextAutoConfiguration.class, HealthContributorAutoConfiguration.class,
					HealthContributorRegistryAutoConfiguration.class, HealthEndpointAutoConfiguration.class,
					BeansEndpointAutoConfiguration.class, ManagementWebSecurityAutoConfiguration.class))
			.withPropertyValues("management.endpoints.web.exposure.include=*");
	}

	static WebApplicationContextRunner runnerWithoutActuator() {
		return new WebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(MtlsAutoConfiguration.class, MtlsSecurityAutoConfiguration.class,
					MtlsReactiveSecurityAutoConfiguration.class, SecurityAutoConfiguration.class,
					UserDetailsServiceAutoConfiguration.class, ServletWebSecurityAutoConfiguration.class,
					SecurityFilterAutoConfiguration.class, DispatcherServletAutoConfiguration.class,
					WebMvcAutoConfiguration.class, HttpMessageConvertersAutoConfiguration.class,
					ErrorMvcAutoConfiguration.class))
			.withPropertyValues("mtls.security.roles.orders.read=" + Callers.WEB,
					"mtls.security.roles.orders.write=spiffe://shop.example/batch/*");
	}

	static MockMvc mockMvc(WebApplicationContext context) {
		return MockMvcBuilders.webAppContextSetup(context).apply(springSecurity()).build();
	}

	static RequestPostProcessor certificate(X509Certificate... chain) {
		return (request) -> {
			request.setAttribute("jakarta.servlet.request.X509Certificate", chain);
			return request;
		};
	}

	static MockHttpSession sessionOfWeb() {
		MockHttpSession session = new MockHttpSession();
		session.setAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY,
				new SecurityContextImpl(Callers.authenticationOfWeb()));
		return session;
	}

	/**
	 * What the application does.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableMethodSecurity
	@RestController
	static class Orders {

		@GetMapping("/who")
		String who(@AuthenticationPrincipal WorkloadPrincipal caller) {
			return (caller != null) ? caller.getName() : "nobody";
		}

		@GetMapping("/authorities")
		List<String> authorities(Authentication authentication) {
			return authentication.getAuthorities().stream().map(GrantedAuthority::getAuthority).toList();
		}

		@GetMapping("/orders")
		@PreAuthorize("hasRole('orders.read')")
		String read(HttpServletRequest request) {
			return "read by " + request.getUserPrincipal().getName();
		}

		@GetMapping("/later")
		Callable<String> later() {
			return () -> "later to " + SecurityContextHolder.getContext().getAuthentication().getName();
		}

		@PostMapping("/orders")
		@PreAuthorize("hasRole('orders.write')")
		String write() {
			return "written";
		}

	}

}
