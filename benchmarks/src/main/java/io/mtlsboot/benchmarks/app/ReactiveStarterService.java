package io.mtlsboot.benchmarks.app;

import io.mtlsboot.autoconfigure.security.WorkloadPrincipal;
import reactor.core.publisher.Mono;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.config.annotation.method.configuration.EnableReactiveMethodSecurity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Our starter on Reactor Netty.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableReactiveMethodSecurity
@Import(ReactiveStarterService.ReactiveGreetingByRole.class)
public class ReactiveStarterService {

	public static void main(String[] args) {
		MeasuredService.run(ReactiveStarterService.class, args);
	}

	/**
	 * Greets callers with a role.
	 */
	@RestController
	static class ReactiveGreetingByRole {

		@GetMapping("/")
		@PreAuthorize("hasRole('greeted')")
		Mono<String> hello(@AuthenticationPrincipal WorkloadPrincipal caller) {
			return Mono.just("hello " + caller.getName());
		}

	}

}
