package io.mtlsboot.autoconfigure.rotation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.mtlsboot.autoconfigure.revocation.OcspResponder;
import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.Purpose;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * A server of ours that sends the answer of its responder along, and a client of ours
 * that cannot ask for itself.
 */
class StaplingIntegrationTests {

	private static final DevCa CA = DevCa.create("shop.example");

	private static final String TIMEOUT = "jdk.tls.stapling.responseTimeout";

	@TempDir
	private Path directory;

	private OcspResponder responder;

	private IssuedCertificate orders;

	private String timeout;

	@BeforeEach
	void startResponder() throws IOException {
		// How long a slow machine may take, not how long anybody waits here
		this.timeout = System.setProperty(TIMEOUT, "20000");
		this.responder = OcspResponder.start(CA, Duration.ofHours(1));
		byte[] access = this.responder.access();
		this.orders = CA.issue((leaf) -> leaf.subject("CN=orders")
			.dns("localhost")
			.purposes(Purpose.SERVER_AUTH)
			.extension("1.3.6.1.5.5.7.1.1", false, access));
	}

	@AfterEach
	void closeResponder() {
		this.responder.close();
		if (this.timeout != null) {
			System.setProperty(TIMEOUT, this.timeout);
		}
		else {
			System.clearProperty(TIMEOUT);
		}
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "NONE")
	void callWhenCalleeStaplesThenCallerAsksNobody(WebApplicationType type) throws IOException {
		try (RotatingService callee = callee(type, true); var caller = caller(callee)) {
			assertThat(call(caller)).isEqualTo("hello");
			assertThat(this.responder.requests()).as("asked by the callee").isEqualTo(1);
		}
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "NONE")
	void callWhenCalleeDoesNotStapleThenRefuses(WebApplicationType type) throws IOException {
		try (RotatingService callee = callee(type, false); var caller = caller(callee)) {
			assertThatThrownBy(() -> call(caller)).hasStackTraceContaining("REVOCATION_UNKNOWN");
			assertThat(this.responder.requests()).isZero();
		}
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "NONE")
	void attackByRevokedCalleeThatStaples(WebApplicationType type) throws IOException {
		this.responder.revoke(this.orders);
		try (RotatingService callee = callee(type, true); var caller = caller(callee)) {
			assertThatThrownBy(() -> call(caller)).hasStackTraceContaining("REVOKED");
		}
	}

	private RotatingService callee(WebApplicationType type, boolean stapling) throws IOException {
		Path files = write("orders", this.orders);
		return RotatingService.start(type, files, "mtls.server.ocsp-stapling=" + stapling);
	}

	private ConfigurableApplicationContext caller(RotatingService callee) throws IOException {
		Path files = write("web", CA.issue((leaf) -> leaf.subject("CN=web").purposes(Purpose.CLIENT_AUTH)));
		return new SpringApplicationBuilder(RotatingService.Application.class).web(WebApplicationType.NONE)
			.properties("spring.main.banner-mode=off", "spring.jmx.enabled=false",
					"mtls.identity.certificate=" + files.resolve(RotatingService.CERTIFICATE),
					"mtls.identity.private-key=" + files.resolve(RotatingService.KEY),
					"mtls.trust.anchors=" + files.resolve(RotatingService.ANCHORS), "mtls.trust.revocation.check=ocsp",
					"mtls.trust.revocation.scope=leaf",
					"mtls.trust.revocation.ocsp.responder=" + OcspResponder.nobody(),
					"mtls.clients.orders.url=https://localhost:" + callee.port())
			.run();
	}

	private Path write(String name, IssuedCertificate identity) throws IOException {
		Path files = Files.createDirectory(this.directory.resolve(name));
		CertificateWriter.IN_PLACE.write(files, RotatingService.pair(identity));
		CertificateWriter.IN_PLACE.write(files, RotatingService.anchors(CA));
		return files;
	}

	private static String call(ConfigurableApplicationContext caller) {
		return caller.getBean("orders", RestClient.class).get().uri("/hello").retrieve().body(String.class);
	}

}
