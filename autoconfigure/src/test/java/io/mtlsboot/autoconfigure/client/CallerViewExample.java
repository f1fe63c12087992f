package io.mtlsboot.autoconfigure.client;

import java.util.ArrayList;
import java.util.List;

import io.mtlsboot.handshake.MtlsHandshakeException;
import org.jspecify.annotations.Nullable;

import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

/**
 * What the reference shows, as it is shown there.
 */
final class CallerViewExample {

	final List<String> failures = new ArrayList<>();

	private final RestClient orders;

	CallerViewExample(RestClient orders) {
		this.orders = orders;
	}

	@Nullable String call() {
		try {
			return this.orders.get().uri("/").retrieve().body(String.class);
		}
		catch (ResourceAccessException ex) {
			MtlsHandshakeException.in(ex)
				.ifPresent((handshake) -> this.failures.add(handshake.reason() + ": " + handshake.getMessage()));
			throw ex;
		}
	}

}
