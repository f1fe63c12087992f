package io.mtlsboot.benchmarks.app;

import io.mtlsboot.autoconfigure.security.WorkloadPrincipal;

import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Greets callers with a role, as the starter's documentation shows it.
 */
@RestController
class GreetingByRole {

	@GetMapping("/")
	@PreAuthorize("hasRole('greeted')")
	String hello(@AuthenticationPrincipal WorkloadPrincipal caller) {
		return "hello " + caller.getName();
	}

}
