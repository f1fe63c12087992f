package io.mtlsboot.samples.orders;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.mtlsboot.handshake.HandshakeFailure;
import io.mtlsboot.trust.RejectionReason;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The service as seen by {@code curl}.
 */
class CurlIntegrationTests extends OutsideClientTests {

	CurlIntegrationTests(SharedOrders.Running running) {
		super("curl", running);
	}

	@Override
	ExternalTool.Result get(String path, Credentials credentials, String protocol) {
		return curl(credentials, path, "--cacert", "root.crt", "--http1.1", "--include", "--tlsv1.2", "--tls-max",
				protocol.substring("TLSv".length()));
	}

	@Test
	void verifyWhenClientOffersHttp2ThenItIsUsed() {
		String features = tool().run(pki().directory(), "", List.of("-q", "--version")).output();
		Assumptions.assumeTrue(features.contains("HTTP2"), () -> "curl on the PATH has no HTTP/2: " + features);
		ExternalTool.Result result = curl(Credentials.WEB, "/orders", "--cacert", "root.crt", "--http2", "--write-out",
				" HTTP version %{http_version}");
		assertThat(result.output()).contains("espresso cups", "HTTP version 2");
	}

	@Test
	void verifyWhenClientSpeaksPlainHttpThenIsRefused() {
		ExternalTool.Result result = tool().run(pki().directory(), "",
				List.of("-q", "-s", "-S", "--include", "--max-time", "10", "http://localhost:" + port() + "/orders"));
		// Tomcat answers itself, before there is a TLS engine that could tell
		assertThat(result.output()).startsWith("HTTP/1.1 400").doesNotContain("espresso cups");
	}

	@Test
	void verifyWhenClientOffersNothingAboveTls11ThenIsRefused() throws Exception {
		ExternalTool.Result result = curl(Credentials.WEB, "/orders", "--cacert", "root.crt", "--tlsv1.0", "--tls-max",
				"1.1", "--ciphers", "DEFAULT:@SECLEVEL=0");
		assertThat(result.exitCode()).as(result.output()).isNotZero();
		assertThat(handshakes().nextFailure().reason()).isEqualTo(RejectionReason.NO_SHARED_PROTOCOL);
	}

	@Test
	void verifyWhenClientBelievesAnotherCaThenItRefuses() throws Exception {
		ExternalTool.Result result = curl(Credentials.WEB, "/orders", "--cacert", "stranger-root.crt");
		assertThat(result.exitCode()).as(result.output()).isNotZero();
		HandshakeFailure failure = handshakes().nextFailure();
		assertThat(failure.reason()).as(failure.detail()).isEqualTo(RejectionReason.REFUSED_BY_PEER);
	}

	private ExternalTool.Result curl(Credentials credentials, String path, String... options) {
		List<String> arguments = new ArrayList<>(List.of("-q", "-s", "-S", "--max-time", "15", "--noproxy", "*"));
		arguments.addAll(Arrays.asList(options));
		if (credentials != Credentials.NOTHING) {
			arguments.addAll(List.of("--cert", credentials.certificate(), "--key", credentials.key()));
		}
		arguments.add("https://localhost:" + port() + path);
		return tool().run(pki().directory(), "", arguments);
	}

}
