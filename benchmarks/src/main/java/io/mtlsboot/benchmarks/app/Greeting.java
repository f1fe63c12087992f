package io.mtlsboot.benchmarks.app;

import java.security.Principal;

import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Greets whoever comes this far.
 */
@RestController
class Greeting {

	@GetMapping("/")
	String hello(@Nullable Principal caller) {
		return "hello " + ((caller != null) ? caller.getName() : "nobody");
	}

}
