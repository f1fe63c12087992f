package io.mtlsboot.autoconfigure.server;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.mtlsboot.x509.Fingerprint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what the access log of Tomcat can say about callers.
 */
class AccessLogIntegrationTests {

	private static final String PATTERN = "%{mtls.identity}r %{mtls.fingerprint}r %{mtls.tls-version}r "
			+ "%{mtls.reason}r \"%r\" %s";

	@TempDir
	private Path directory;

	@Test
	void verifyWhenPatternNamesTheAttributesThenSaysWhoCalledAndWhyItWasRefused() throws Exception {
		try (var application = TestApplication.SERVLET_TOMCAT.run(LiveApplication.class,
				"mtls.self-proof.enabled=false", "server.tomcat.accesslog.enabled=true",
				"server.tomcat.accesslog.directory=" + this.directory, "server.tomcat.accesslog.buffered=false",
				"server.tomcat.accesslog.pattern=" + PATTERN)) {
			int port = TestApplication.port(application);
			LiveApplication.believeBoth(application);
			try (LiveCaller caller = LiveCaller.connect(false, TestPki.WEB, port, "TLSv1.2");
					LiveCaller other = LiveCaller.connect(true, LiveApplication.OTHER, port, "TLSv1.3")) {
				caller.get("/hello");
				other.get("/hello");
				LiveApplication.dropOtherCa(application);
				other.get("/hello");
				plainHttp(port);
				caller.get("/hello");
			}
		}
		String web = "spiffe://shop.example/web " + Fingerprint.of(TestPki.WEB.certificate()) + " TLSv1.2 - ";
		String other = Fingerprint.of(LiveApplication.OTHER.certificate()) + " TLSv1.3 ";
		// Each is written after its answer is sent, and another may be faster
		assertThat(lines()).containsExactlyInAnyOrder(web + "\"GET /hello HTTP/1.1\" 200",
				"spiffe://other.example/web " + other + "- \"GET /hello HTTP/2.0\" 200",
				"- " + other + "ISSUER_UNKNOWN \"GET /hello HTTP/2.0\" 401", "- - - PLAINTEXT \"-\" 400",
				web + "\"GET /hello HTTP/1.1\" 200");
	}

	private static void plainHttp(int port) throws IOException {
		try (Socket socket = new Socket("127.0.0.1", port)) {
			socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			socket.getInputStream().readAllBytes();
		}
	}

	private List<String> lines() throws IOException {
		try (Stream<Path> files = Files.list(this.directory)) {
			return Files.readAllLines(files.findFirst().orElseThrow());
		}
	}

}
