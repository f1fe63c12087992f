package io.mtlsboot.autoconfigure.server;

import io.mtlsboot.autoconfigure.MtlsMaterials;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of an application's web layer, as a user writes them: there is no certificate
 * anywhere.
 */
@SpringBootTest(classes = TestApplication.Configuration.class)
@AutoConfigureMockMvc(addFilters = false)
class MockMvcWithoutMaterialTests {

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private MtlsMaterials materials;

	@Test
	void verifyWhenTestOpensNoPortThenNeedsNoMaterial() {
		assertThat(this.mvc.get().uri("/hello")).hasStatusOk().hasBodyTextEqualTo("hello");
		assertThat(this.materials.loaded()).isEmpty();
	}

}
