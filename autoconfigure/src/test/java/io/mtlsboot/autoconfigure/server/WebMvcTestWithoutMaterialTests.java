package io.mtlsboot.autoconfigure.server;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A slice test of an application's controller: there is no certificate anywhere.
 */
@WebMvcTest
@ContextConfiguration(classes = TestApplication.Configuration.class)
class WebMvcTestWithoutMaterialTests {

	@Autowired
	private MockMvcTester mvc;

	@Test
	@WithMockUser
	void verifyWhenSliceIsTestedThenNeedsNoMaterial() {
		assertThat(this.mvc.get().uri("/hello")).hasStatusOk().hasBodyTextEqualTo("hello");
	}

}
