package io.mtlsboot.samples.orders;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.Purpose;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A slice of the service knows callers and roles as the service does.
 */
@WebMvcTest(OrdersController.class)
class OrdersSliceTests {

	private static final DevCa ca = DevCa.create("shop.example");

	@Autowired
	private MockMvcTester mvc;

	@Test
	void whoamiWhenCallerHasACertificateThenNamesIt() {
		assertThat(this.mvc.get().uri("/whoami").with(caller("spiffe://shop.example/web"))).hasStatusOk()
			.bodyJson()
			.extractingPath("$.identity")
			.isEqualTo("spiffe://shop.example/web");
	}

	@Test
	void ordersWhenCallerHasTheRoleThenLists() {
		assertThat(this.mvc.get().uri("/orders").with(caller("spiffe://shop.example/storefront"))).hasStatusOk();
	}

	@Test
	void ordersWhenCallerLacksTheRoleThenForbidden() {
		assertThat(this.mvc.get().uri("/orders").with(caller("spiffe://shop.example/batch"))).hasStatus(403);
	}

	@Test
	void ordersWhenNobodyThenUnauthorizedAndNotSentToALoginPage() {
		assertThat(this.mvc.get().uri("/orders")).hasStatus(401).hasContentType("application/problem+json");
	}

	private static RequestPostProcessor caller(String spiffeId) {
		return SecurityMockMvcRequestPostProcessors
			.x509(ca.issue((leaf) -> leaf.spiffeId(spiffeId).purposes(Purpose.CLIENT_AUTH)).certificate());
	}

}
