package io.mtlsboot.samples.audit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;

import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import io.mtlsboot.devca.DevCaDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * The service on a real port, with callers of the development CA.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ExtendWith(OutputCaptureExtension.class)
class AuditApplicationTests {

	@TempDir
	private static Path directory;

	private static DevCaDirectory ca;

	@LocalServerPort
	private int port;

	@DynamicPropertySource
	static void useDevCa(DynamicPropertyRegistry registry) {
		ca = DevCaDirectory.openOrCreate(directory.resolve("ca"), "shop.example");
		registry.add("mtls.dev-ca.directory", ca::path);
	}

	@Test
	void entriesWhenCallersHaveTheRolesThenAreWrittenAndRead() throws Exception {
		HttpResponse<String> written = post(caller("storefront"), "order 17 was placed");
		assertThat(written.statusCode()).isEqualTo(200);
		HttpResponse<String> read = caller("web").send(entries().build(), BodyHandlers.ofString());
		assertThat(read.statusCode()).isEqualTo(200);
		assertThat(read.body())
			.contains("{\"who\":\"spiffe://shop.example/storefront\",\"what\":\"order 17 was placed\"}");
	}

	@Test
	void addWhenRoleIsNotHeldThenForbidden() throws Exception {
		assertThat(post(caller("web"), "nothing").statusCode()).isEqualTo(403);
	}

	@Test
	void entriesWhenRoleIsNotHeldThenForbidden() throws Exception {
		HttpResponse<String> response = caller("storefront").send(entries().build(), BodyHandlers.ofString());
		assertThat(response.statusCode()).isEqualTo(403);
	}

	@Test
	void entriesWhenCallerHasNoCertificateThenRefusedInTheHandshake(CapturedOutput output) throws Exception {
		HttpClient nobody = client(null);
		assertThatIOException().isThrownBy(() -> nobody.send(entries().build(), BodyHandlers.ofString()));
		// One line says so, and nothing else does
		assertThat(output).containsOnlyOnce("NO_CERTIFICATE").doesNotContain("Exception");
	}

	private HttpResponse<String> post(HttpClient caller, String what) throws IOException, InterruptedException {
		return caller.send(entries().POST(BodyPublishers.ofString(what)).build(), BodyHandlers.ofString());
	}

	private HttpRequest.Builder entries() {
		return HttpRequest.newBuilder(URI.create("https://localhost:" + this.port + "/entries"))
			.timeout(Duration.ofSeconds(20));
	}

	private static HttpClient caller(String name) throws Exception {
		char[] password = "in memory".toCharArray();
		KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		keys.init(ca.issueClient((leaf) -> leaf.spiffeId("spiffe://shop.example/" + name))
			.keyStore("PKCS12", password, name), password);
		return client(keys.getKeyManagers());
	}

	private static HttpClient client(KeyManager[] keys) throws GeneralSecurityException, IOException {
		KeyStore anchors = KeyStore.getInstance(KeyStore.getDefaultType());
		anchors.load(null, null);
		anchors.setCertificateEntry("root", ca.rootCertificate());
		TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		trust.init(anchors);
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(keys, trust.getTrustManagers(), null);
		return HttpClient.newBuilder().sslContext(context).connectTimeout(Duration.ofSeconds(20)).build();
	}

}
