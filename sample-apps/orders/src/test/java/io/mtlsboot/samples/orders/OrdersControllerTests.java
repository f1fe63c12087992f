package io.mtlsboot.samples.orders;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How a service's own tests look: no port, no certificate.
 */
@SpringBootTest(properties = { "mtls.dev-ca.enabled=false" })
@AutoConfigureMockMvc
class OrdersControllerTests {

	@Autowired
	private MockMvcTester mvc;

	@Test
	@WithMockUser(roles = "orders.read")
	void ordersWhenRoleIsHeldThenLists() {
		assertThat(this.mvc.get().uri("/orders")).hasStatusOk().bodyJson().extractingPath("$[0].id").isEqualTo(1);
	}

	@Test
	@WithMockUser(roles = "something.else")
	void ordersWhenRoleIsNotHeldThenForbidden() {
		assertThat(this.mvc.get().uri("/orders")).hasStatus(403);
	}

	@Test
	void ordersWhenNobodyThenUnauthorized() {
		assertThat(this.mvc.get().uri("/orders")).hasStatus(401);
	}

}
