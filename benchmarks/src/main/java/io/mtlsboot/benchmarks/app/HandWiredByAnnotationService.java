package io.mtlsboot.benchmarks.app;

import java.security.Principal;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The same as {@link HandWiredService} with the role by annotation, as the starter's
 * service has it: what annotations cost is not the starter's.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableMethodSecurity
@Import(HandWiredByAnnotationService.AnnotatedGreeting.class)
public class HandWiredByAnnotationService {

	public static void main(String[] args) {
		MeasuredService.run(HandWiredByAnnotationService.class, args);
	}

	@Bean
	SecurityFilterChain chain(HttpSecurity http) {
		return http.x509(Customizer.withDefaults())
			.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
			.build();
	}

	@Bean
	UserDetailsService users() {
		return (name) -> User.withUsername(name).password("").roles("greeted").build();
	}

	/**
	 * Greets callers with a role.
	 */
	@RestController
	static class AnnotatedGreeting {

		@GetMapping("/")
		@PreAuthorize("hasRole('greeted')")
		String hello(Principal caller) {
			return "hello " + caller.getName();
		}

	}

}
