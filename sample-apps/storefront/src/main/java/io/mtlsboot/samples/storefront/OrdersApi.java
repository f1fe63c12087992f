package io.mtlsboot.samples.storefront;

import java.util.List;

import org.springframework.web.service.annotation.GetExchange;

/**
 * The group is named like the client {@code mtls.clients.orders}: that is all it takes.
 */
interface OrdersApi {

	@GetExchange("/orders")
	List<Order> orders();

	record Order(long id, String item, int quantity) {
	}

}
