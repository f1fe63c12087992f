package io.mtlsboot.autoconfigure;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A management port with TLS of its own believes another CA. What that CA says about
 * names of ours is worth nothing.
 */
class ForeignManagementTlsIntegrationTests {

	private static final DevCa ours = DevCa.create("shop.example");

	private static final DevCa theirs = DevCa.create("partner.example");

	@TempDir
	private Path directory;

	@BeforeEach
	void writeFiles() {
		ours.root().writePem(this.directory, "ours-ca");
		theirs.root().writePem(this.directory, "theirs-ca");
		ours.issue((leaf) -> leaf.dns("localhost")).writePem(this.directory, "ours");
		theirs.issue((leaf) -> leaf.dns("localhost")).writePem(this.directory, "theirs");
	}

	@Test
	void certificateOfAnotherCaWithANameOfOursIsNobodyOnTheManagementPort() throws Exception {
		IssuedCertificate impostor = theirs.issue((leaf) -> leaf.spiffeId("spiffe://shop.example/web"));
		try (ConfigurableApplicationContext application = run()) {
			int port = application.getEnvironment().getRequiredProperty("local.management.port", Integer.class);
			assertThat(get(impostor, port, "/actuator/health")).isEqualTo(200);
			assertThat(get(impostor, port, "/actuator/mtls")).isEqualTo(401);
		}
	}

	private ConfigurableApplicationContext run() {
		return new SpringApplicationBuilder(Application.class).run("--spring.main.banner-mode=off", "--server.port=0",
				"--server.address=127.0.0.1", "--management.server.port=0", "--management.server.address=127.0.0.1",
				"--management.endpoints.web.exposure.include=*", "--mtls.identity.certificate=" + file("ours.crt"),
				"--mtls.identity.private-key=" + file("ours.key"), "--mtls.trust.anchors=" + file("ours-ca.crt"),
				"--management.server.ssl.certificate=" + file("theirs.crt"),
				"--management.server.ssl.certificate-private-key=" + file("theirs.key"),
				"--management.server.ssl.trust-certificate=" + file("theirs-ca.crt"),
				"--management.server.ssl.client-auth=need", "--spring.autoconfigure.exclude=" + String.join(",", List
					.of("org.springframework.boot.reactor.netty.autoconfigure.NettyReactiveWebServerAutoConfiguration")));
	}

	private Path file(String name) {
		return this.directory.resolve(name);
	}

	private static int get(IssuedCertificate identity, int port, String path) throws Exception {
		char[] password = "in memory".toCharArray();
		KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		keys.init(identity.keyStore("PKCS12", password, "caller"), password);
		TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		trust.init(theirs.trustStore());
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
		HttpClient client = HttpClient.newBuilder().sslContext(context).connectTimeout(Duration.ofSeconds(10)).build();
		HttpRequest request = HttpRequest.newBuilder(URI.create("https://localhost:" + port + path))
			.timeout(Duration.ofSeconds(10))
			.build();
		return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
