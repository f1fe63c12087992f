package io.mtlsboot.benchmarks.app;

import reactor.core.publisher.Mono;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.userdetails.ReactiveUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.web.server.SecurityWebFilterChain;

/**
 * The same as {@link HandWiredService} on Reactor Netty.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(Greeting.class)
public class ReactiveHandWiredService {

	public static void main(String[] args) {
		MeasuredService.run(ReactiveHandWiredService.class, args);
	}

	@Bean
	SecurityWebFilterChain chain(ServerHttpSecurity http) {
		return http.x509(Customizer.withDefaults())
			.authorizeExchange((exchanges) -> exchanges.anyExchange().hasRole("greeted"))
			.build();
	}

	@Bean
	ReactiveUserDetailsService users() {
		return (name) -> Mono.just(User.withUsername(name).password("").roles("greeted").build());
	}

}
