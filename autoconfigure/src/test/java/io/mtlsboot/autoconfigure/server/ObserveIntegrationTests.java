package io.mtlsboot.autoconfigure.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

import io.mtlsboot.autoconfigure.MtlsContexts;
import io.mtlsboot.autoconfigure.MtlsListeners;
import io.mtlsboot.autoconfigure.MtlsListeners.Listener;
import io.mtlsboot.autoconfigure.MtlsProperties.Mode;
import io.mtlsboot.autoconfigure.ObservedCall;
import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.Purpose;
import io.mtlsboot.trust.RejectionReason;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for a port that admits everybody and believes only whom the mode strict would
 * admit.
 */
@ExtendWith(OutputCaptureExtension.class)
class ObserveIntegrationTests {

	private static final IssuedCertificate STRANGER = DevCa.create("stranger.example")
		.issue((leaf) -> leaf.subject("CN=web").spiffeId("spiffe://shop.example/web").purposes(Purpose.CLIENT_AUTH));

	private static ConfigurableApplicationContext application;

	private static ObservedApplication observed;

	private static String startUp;

	private static int port;

	@BeforeAll
	static void start(CapturedOutput output) {
		application = ObservedApplication.run("management.server.port=0", "management.server.address=127.0.0.1",
				"server.tomcat.connection-timeout=6s",
				// How long a slow machine may take, not how long anybody waits here
				"server.tomcat.keep-alive-timeout=60s");
		observed = application.getBean(ObservedApplication.class);
		port = TestApplication.port(application);
		startUp = output.getAll();
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@BeforeEach
	void forget() {
		observed.takeCalls();
		application.getBean(RecordingListener.class).clear();
	}

	static Stream<Arguments> unverified() {
		return Stream.of(TestPki.FOREIGN, TestPki.EXPIRED, TestPki.SERVER_AUTH_ONLY, STRANGER)
			.flatMap((certificate) -> Stream.of(Version.HTTP_1_1, Version.HTTP_2)
				.map((version) -> Arguments.of(certificate, version)));
	}

	@Test
	void verifyWhenStartedThenWarnsOncePerPortAndListsThem() {
		int management = TestApplication.managementPort(application);
		assertThat(application.getBean(MtlsListeners.class).all()).containsExactlyInAnyOrder(
				new Listener("server", port, Mode.OBSERVE), new Listener("management", management, Mode.OBSERVE));
		for (int open : List.of(port, management)) {
			assertThat(startUp)
				.containsOnlyOnce("Port " + open + " only observes until 2100-01-01T00:00:00Z: it admits "
						+ "plain HTTP, TLS without a certificate and TLS with any certificate");
		}
	}

	@Test
	void i1OnlyThePortsObserveAndNeitherClientsNorThePublishedBundle() {
		SslBundle published = application.getBean(SslBundles.class).getBundle("mtls");
		MtlsContexts contexts = application.getBean(MtlsContexts.class);
		X509Certificate[] chain = STRANGER.chain().toArray(X509Certificate[]::new);
		for (TrustManager manager : List.of(published.getManagers().getTrustManagers()[0],
				contexts.defaultClient().trustManager(), contexts.bundle().trustManager())) {
			X509ExtendedTrustManager trust = (X509ExtendedTrustManager) manager;
			assertThatExceptionOfType(CertificateException.class)
				.isThrownBy(() -> trust.checkClientTrusted(chain, "EC"));
			assertThatExceptionOfType(CertificateException.class)
				.isThrownBy(() -> trust.checkServerTrusted(chain, "EC"));
		}
	}

	@Test
	void verifyWhenCallerSpeaksPlainHttpThenTheRequestIsInsecureAndAnonymous() throws IOException {
		Caller caller = Caller.with(null, Version.HTTP_1_1);
		assertThat(caller.get("http", port, "/state").body())
			.isEqualTo("http insecure insecure " + port + " null false");
		assertThat(caller.get("http", port, "/async").body())
			.isEqualTo("http insecure insecure " + port + " null false");
		assertThat(caller.get("http", port, "/redirect").headers().firstValue("Location"))
			.hasValue("http://localhost:" + port + "/state");
		requireJudged(3, RejectionReason.PLAINTEXT, null);
	}

	@ParameterizedTest
	@EnumSource
	void verifyWhenCallerHasNoCertificateThenTheRequestIsSecureAndAnonymous(Version version) throws IOException {
		Caller caller = Caller.with(null, version);
		var response = caller.get("https", port, "/state");
		assertThat(response.version()).isEqualTo(version);
		assertThat(response.body()).isEqualTo("https secure secure " + port + " null false");
		assertThat(caller.get("https", port, "/redirect").headers().firstValue("Location"))
			.hasValue("https://localhost:" + port + "/state");
		requireJudged(2, RejectionReason.NO_CERTIFICATE, null);
	}

	@ParameterizedTest
	@EnumSource
	void verifyWhenCallerIsVerifiedThenItIsThePrincipal(Version version) throws IOException {
		Caller caller = Caller.with(TestPki.WEB, version);
		String state = "https secure secure " + port + " spiffe://shop.example/web true";
		assertThat(caller.get("https", port, "/state").body()).isEqualTo(state);
		assertThat(caller.get("https", port, "/async").body()).isEqualTo(state);
		requireJudged(2, null, TestPki.WEB);
	}

	@ParameterizedTest
	@MethodSource("unverified")
	void strangersCertificateIsNoPrincipalWhileObserving(IssuedCertificate certificate, Version version)
			throws Exception {
		Caller caller = stubborn(certificate, version);
		String state = "https secure secure " + port + " null false";
		for (int i = 0; i < 2; i++) {
			var response = caller.get("https", port, "/state");
			assertThat(response.version()).isEqualTo(version);
			assertThat(response.body()).isEqualTo(state);
			assertThat(caller.get("https", port, "/async").body()).isEqualTo(state);
		}
		assertThat(observed.takeCalls()).hasSize(4).allSatisfy((call) -> {
			assertThat(call.presented()).isEqualTo(certificate.chain());
			assertThat(call.refusal()).isNotNull();
		});
		assertThat(application.getBean(RecordingListener.class).successes()).isEqualTo(1);
		assertThat(application.getBean(RecordingListener.class).failures()).isEmpty();
	}

	@Test
	void strangersSessionIsNoPrincipalWhenItIsResumed() throws Exception {
		SSLContext context = context(STRANGER);
		for (int i = 0; i < 3; i++) {
			assertThat(caller(context, Version.HTTP_1_1).get("https", port, "/state").body()).endsWith("null false");
		}
		requireJudged(3, RejectionReason.ISSUER_UNKNOWN, STRANGER);
	}

	@Test
	void callerOnARecycledChannelIsNeverTheFormerOne() throws IOException {
		Map<IssuedCertificate, String> callers = new LinkedHashMap<>();
		callers.put(TestPki.WEB, "spiffe://shop.example/web true");
		callers.put(null, "null false");
		callers.put(TestPki.BATCH, "spiffe://shop.example/batch true");
		// One after the other: Tomcat gives each the channel of one before
		for (int i = 0; i < 6; i++) {
			for (Map.Entry<IssuedCertificate, String> expected : callers.entrySet()) {
				try (LiveCaller caller = LiveCaller.connect(i % 2 == 1, expected.getKey(), port, "TLSv1.2")) {
					assertThat(caller.get("/state").body()).endsWith(expected.getValue());
					assertThat(caller.get("/state").body()).endsWith(expected.getValue());
				}
			}
			try (Socket plain = new Socket("127.0.0.1", port)) {
				plain.setSoTimeout(20_000);
				send(plain, "GET /state HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
				assertThat(plain.getInputStream().readAllBytes()).asString(StandardCharsets.US_ASCII)
					.contains("http insecure", "null false");
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void verifyWhenTrustInALiveCallerEndsThenItBecomesAnonymousAndStays(Version version) throws IOException {
		LiveApplication.believeBoth(application);
		try (LiveCaller caller = LiveCaller.connect(version == Version.HTTP_2, LiveApplication.OTHER, port,
				"TLSv1.3")) {
			assertThat(caller.get("/state").body()).endsWith("spiffe://other.example/web true");
			LiveApplication.dropOtherCa(application);
			assertThat(caller.get("/state").body()).endsWith("null false");
			assertThat(caller.get("/async").body()).endsWith("null false");
			assertThat(caller.isTold()).isFalse();
		}
		finally {
			LiveApplication.believeBoth(application);
		}
		assertThat(observed.takeCalls()).extracting(ObserveIntegrationTests::reason)
			.containsExactly(null, RejectionReason.ISSUER_UNKNOWN, RejectionReason.ISSUER_UNKNOWN);
		assertThat(application.getBean(RecordingListener.class).distrusted()).isEmpty();
	}

	@Test
	void verifyWhenHostHasNoPortThenItIsThatOfTheScheme() throws IOException {
		try (Socket socket = new Socket("127.0.0.1", port);
				LiveCaller secure = LiveCaller.connect(false, TestPki.WEB, port, "TLSv1.2")) {
			socket.setSoTimeout(20_000);
			BufferedReader in = new BufferedReader(
					new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
			// Twice on one connection, and the first byte alone
			for (int i = 0; i < 2; i++) {
				send(socket, "G");
				send(socket, "ET /redirect HTTP/1.1\r\nHost: shop.example\r\n\r\n");
				assertThat(headers(in)).anyMatch("location: http://shop.example/state"::equalsIgnoreCase);
			}
			assertThat(secure.get("/state").body()).startsWith("https secure secure 443 ");
			assertThat(secure.get("/redirect").headers()).containsEntry("location", "https://localhost/state");
		}
	}

	@Test
	void verifyWhenPlainRequestIsLargeThenAllOfItArrives() throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/length"))
			.header("User-Agent", "batch/1")
			.header("Content-Type", "text/plain")
			.POST(HttpRequest.BodyPublishers.ofString("x".repeat(1_000_000)))
			.build();
		HttpClient client = HttpClient.newHttpClient();
		for (int i = 0; i < 2; i++) {
			assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).body()).isEqualTo("1000000");
		}
		assertThat(observed.takeCalls()).hasSize(2).allSatisfy((call) -> {
			assertThat(call.plaintext()).isTrue();
			assertThat(call.userAgent()).isEqualTo("batch/1");
			assertThat(call.path()).isEqualTo("/length");
			assertThat(call.address()).isEqualTo("127.0.0.1");
		});
	}

	@Test
	void verifyWhenCallerSendsNothingThenItIsClosedInTime() throws IOException {
		try (Socket socket = new Socket("127.0.0.1", port)) {
			socket.setSoTimeout(20_000);
			assertThat(socket.getInputStream().read()).isEqualTo(-1);
		}
		assertThat(application.getBean(RecordingListener.class).nextReason())
			.isEqualTo(RejectionReason.HANDSHAKE_TIMEOUT);
	}

	@Test
	void verifyWhenManagementPortIsOursThenItObservesToo() throws IOException {
		int management = TestApplication.managementPort(application);
		for (String scheme : List.of("http", "https")) {
			assertThat(Caller.with(null, Version.HTTP_1_1).get(scheme, management, "/actuator/health").body())
				.contains("status");
		}
		assertThat(observed.takeCalls()).extracting(ObserveIntegrationTests::reason)
			.containsExactly(RejectionReason.PLAINTEXT, RejectionReason.NO_CERTIFICATE);
	}

	private static void requireJudged(int times, RejectionReason reason, IssuedCertificate certificate) {
		assertThat(observed.takeCalls()).hasSize(times).allSatisfy((call) -> {
			assertThat(reason(call)).isEqualTo(reason);
			assertThat(call.plaintext()).isEqualTo(reason == RejectionReason.PLAINTEXT);
			assertThat(call.presented()).isEqualTo((certificate != null) ? certificate.chain() : List.of());
			assertThat(call.userAgent()).startsWith("Java");
		});
	}

	private static RejectionReason reason(ObservedCall call) {
		return (call.refusal() != null) ? call.refusal().reason() : null;
	}

	private static Caller stubborn(IssuedCertificate certificate, Version version) throws GeneralSecurityException {
		return caller(context(certificate), version);
	}

	private static SSLContext context(IssuedCertificate certificate) throws GeneralSecurityException {
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(new KeyManager[] { new StubbornKeyManager(certificate) },
				new TrustManager[] { TestPki.trustManager() }, null);
		return context;
	}

	private static Caller caller(SSLContext context, Version version) {
		return new Caller(HttpClient.newBuilder().version(version).sslContext(context).build());
	}

	private static void send(Socket socket, String text) throws IOException {
		socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
		socket.getOutputStream().flush();
	}

	private static List<String> headers(BufferedReader in) throws IOException {
		List<String> headers = new ArrayList<>();
		for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
			headers.add(line);
		}
		return headers;
	}

}
