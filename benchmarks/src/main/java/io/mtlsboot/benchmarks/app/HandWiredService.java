package io.mtlsboot.benchmarks.app;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.web.SecurityFilterChain;

/**
 * What Boot and Spring Security have: {@code server.ssl.bundle}, {@code http.x509()} and
 * a role by rule.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(Greeting.class)
public class HandWiredService {

	public static void main(String[] args) {
		MeasuredService.run(HandWiredService.class, args);
	}

	@Bean
	SecurityFilterChain chain(HttpSecurity http) {
		return http.x509(Customizer.withDefaults())
			.authorizeHttpRequests((requests) -> requests.anyRequest().hasRole("greeted"))
			.build();
	}

	@Bean
	UserDetailsService users() {
		return (name) -> User.withUsername(name).password("").roles("greeted").build();
	}

}
