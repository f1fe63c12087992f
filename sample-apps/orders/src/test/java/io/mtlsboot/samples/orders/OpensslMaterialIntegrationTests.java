package io.mtlsboot.samples.orders;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * The service with its key and certificates in every form that {@code openssl} writes.
 */
class OpensslMaterialIntegrationTests {

	@TempDir
	private static Path directory;

	private static OpensslPki pki;

	private static JavaCaller web;

	@BeforeAll
	static void makeCertificates() throws Exception {
		pki = new OpensslPki(directory);
		OpensslMaterial.makeIssuersAndKeys(pki);
		pki.rsaKey("web");
		pki.certificate("web", "rsa-ca", "web");
		pki.pkcs12("web", "rsa-ca");
		web = JavaCaller.of(pki.file("web.p12"), "secret", List.of(pki.file("rsa-root.crt"), pki.file("ec-root.crt")));
	}

	@ParameterizedTest
	@EnumSource
	void verifyWhenMaterialIsOfOpensslThenServiceStartsAndAnswers(OpensslMaterial material) throws Exception {
		try (RunningOrders orders = start(material.make(pki))) {
			HttpResponse<String> response = web.get("https://localhost:" + orders.port() + "/whoami");
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(response.body()).isEqualTo("{\"identity\":\"spiffe://shop.example/web\"}");
		}
	}

	@Test
	void verifyWhenKeyHasTheEncryptionOfOldOpensslThenSaysHowToConvertIt() {
		pki.certificate("ec", "ec-root", "orders");
		pki.run("ec", "-in", "ec.key", "-aes256", "-passout", "pass:secret", "-out", "old.key");
		List<String> properties = OpensslMaterial.pem(pki, "ec.crt", "old.key");
		assertThatException().isThrownBy(() -> start(properties))
			.havingRootCause()
			.withMessageContaining("old.key (mtls.identity.private-key)")
			.withMessageContaining("openssl pkcs8 -topk8");
	}

	private static RunningOrders start(List<String> identity) {
		List<String> properties = new ArrayList<>(identity);
		properties
			.add("mtls.trust.anchors=" + pki.file("rsa-root.crt").toUri() + "," + pki.file("ec-root.crt").toUri());
		return RunningOrders.start(properties);
	}

}
