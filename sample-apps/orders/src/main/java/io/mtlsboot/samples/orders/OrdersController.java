package io.mtlsboot.samples.orders;

import java.util.List;

import io.mtlsboot.autoconfigure.security.WorkloadPrincipal;
import org.jspecify.annotations.Nullable;

import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class OrdersController {

	private final List<Order> orders = List.of(new Order(1, "espresso cups", 6), new Order(2, "coffee filters", 100));

	@GetMapping("/orders")
	@PreAuthorize("hasRole('orders.read')")
	List<Order> orders() {
		return this.orders;
	}

	// Nobody calls where a port only observes who would be refused ('mtls.server.mode')
	@GetMapping("/whoami")
	Caller whoami(@AuthenticationPrincipal @Nullable WorkloadPrincipal caller) {
		return new Caller((caller != null) ? caller.getName() : "nobody");
	}

	record Order(long id, String item, int quantity) {
	}

	record Caller(String identity) {
	}

}
