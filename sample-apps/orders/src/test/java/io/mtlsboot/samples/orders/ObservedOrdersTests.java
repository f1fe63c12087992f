package io.mtlsboot.samples.orders;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * On the way to mutual TLS there are callers without a certificate.
 */
@WebMvcTest(controllers = OrdersController.class,
		properties = { "mtls.server.mode=observe", "mtls.server.observe.until=2099-12-31" })
class ObservedOrdersTests {

	@Autowired
	private MockMvcTester mvc;

	@Test
	void whoamiWhenNobodyThenSaysSo() {
		assertThat(this.mvc.get().uri("/whoami")).hasStatusOk()
			.bodyJson()
			.extractingPath("$.identity")
			.isEqualTo("nobody");
	}

	@Test
	void ordersWhenNobodyThenUnauthorized() {
		assertThat(this.mvc.get().uri("/orders")).hasStatus(401);
	}

}
