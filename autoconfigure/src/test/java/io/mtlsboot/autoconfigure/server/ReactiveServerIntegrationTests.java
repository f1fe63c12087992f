package io.mtlsboot.autoconfigure.server;

import java.io.IOException;
import java.net.http.HttpClient.Version;

import io.mtlsboot.autoconfigure.MtlsListeners;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.trust.RejectionReason;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the TLS of WebFlux, on Tomcat and on Reactor Netty.
 */
@ExtendWith(OutputCaptureExtension.class)
class ReactiveServerIntegrationTests {

	@ParameterizedTest
	@EnumSource(names = { "REACTIVE_TOMCAT", "REACTIVE_NETTY" })
	void verifyWhenCallersArriveThenAdmitsOnlyThoseThatItCanVerify(TestApplication kind) throws IOException {
		try (var application = kind.run("mtls.server.callers=spiffe://shop.example/web")) {
			int port = TestApplication.port(application);
			RecordingListener listener = application.getBean(RecordingListener.class);
			assertThat(Caller.with(TestPki.WEB).get(port).version()).isEqualTo(Version.HTTP_2);
			assertThat(Caller.with(TestPki.WEB, Version.HTTP_1_1).get(port).body()).isEqualTo("hello");
			requireRefused(port, null, listener, RejectionReason.NO_CERTIFICATE);
			requireRefused(port, TestPki.FOREIGN, listener, RejectionReason.ANCHOR_KEY_MISMATCH);
			requireRefused(port, TestPki.EXPIRED, listener, RejectionReason.EXPIRED);
			requireRefused(port, TestPki.SERVER_AUTH_ONLY, listener, RejectionReason.PURPOSE_NOT_ALLOWED);
			requireRefused(port, TestPki.BATCH, listener, RejectionReason.IDENTITY_NOT_ADMITTED);
			assertThat(application.getBean(MtlsListeners.class).all()).hasSize(1);
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "REACTIVE_TOMCAT", "REACTIVE_NETTY" })
	void verifyWhenHttp2IsSwitchedOffThenSpeaksHttp11(TestApplication kind) throws IOException {
		try (var application = kind.run("server.http2.enabled=false")) {
			var response = Caller.with(TestPki.WEB).get(TestApplication.port(application));
			assertThat(response.version()).isEqualTo(Version.HTTP_1_1);
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "REACTIVE_TOMCAT", "REACTIVE_NETTY" })
	void verifyWhenHandshakeFailsThenTheLogHasOneLineAndNoStackTrace(TestApplication kind, CapturedOutput output) {
		try (var application = kind.run()) {
			requireRefused(TestApplication.port(application), null, application.getBean(RecordingListener.class),
					RejectionReason.NO_CERTIFICATE);
		}
		assertThat(output).contains("TLS handshake refused on the server side: NO_CERTIFICATE")
			.doesNotContain("Failed to select the application-level protocol")
			.doesNotContain("SSLHandshakeException");
	}

	private static void requireRefused(int port, IssuedCertificate certificate, RecordingListener listener,
			RejectionReason reason) {
		listener.clear();
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> Caller.with(certificate).get(port));
		assertThat(listener.nextReason()).isEqualTo(reason);
	}

}
