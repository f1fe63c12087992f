package io.mtlsboot.samples.storefront;

import java.util.List;
import java.util.Map;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

@RestController
class StorefrontController {

	private final RestClient orders;

	private final OrdersApi ordersApi;

	StorefrontController(@Qualifier("orders") RestClient orders, OrdersApi ordersApi) {
		this.orders = orders;
		this.ordersApi = ordersApi;
	}

	@GetMapping("/")
	List<OrdersApi.Order> orders() {
		return this.ordersApi.orders();
	}

	@GetMapping("/identity")
	Map<?, ?> identity() {
		return this.orders.get().uri("/whoami").retrieve().requiredBody(Map.class);
	}

}
