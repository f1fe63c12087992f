package io.mtlsboot.autoconfigure.security;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import io.mtlsboot.autoconfigure.MaterialScope;
import io.mtlsboot.autoconfigure.MtlsMaterials;
import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.Purpose;
import io.mtlsboot.handshake.HandshakeFailure;
import io.mtlsboot.handshake.HandshakeListener;
import io.mtlsboot.trust.RejectionReason;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for anchors that vouch for some names only, with real handshakes.
 */
class TrustDomainIntegrationTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final DevCa OURS = DevCa.create("shop.example");

	private static final DevCa PARTNER = DevCa.create("partner.example");

	private static final IssuedCertificate SERVER = OURS.issue((leaf) -> leaf.subject("CN=orders").dns("localhost"));

	private static final IssuedCertificate WEB = caller(OURS, "spiffe://shop.example/web");

	private static final IssuedCertificate BUYER = caller(PARTNER, "spiffe://partner.example/buyer");

	private static final IssuedCertificate FORGED = caller(PARTNER, "spiffe://shop.example/web");

	@TempDir
	private Path directory;

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void partnerCaThatNamesOurSpiffeIdGetsNoConnection(WebApplicationType type) throws Exception {
		try (ConfigurableApplicationContext application = start(type)) {
			assertThat(get(client(WEB), application)).isEqualTo("spiffe://shop.example/web: FACTOR_X509");
			assertThat(get(client(BUYER), application)).isEqualTo("partner-buyer: FACTOR_X509 ROLE_audited ROLE_tied");
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> get(client(FORGED), application));
			assertThat(application.getBean(Application.class).refused).isNotEmpty()
				.allSatisfy((failure) -> assertThat(failure.reason()).isEqualTo(RejectionReason.ANCHOR_NOT_ALLOWED))
				.allSatisfy((failure) -> assertThat(failure.detail()).contains(
						"required for 'spiffe://shop.example/web'", "trust bundle 'ours'", "'audited' and 'partner'"));
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void rolesOfALiveConnectionFollowTheAnchorThatVouches(WebApplicationType type) throws Exception {
		try (ConfigurableApplicationContext application = start(type)) {
			HttpClient buyer = client(BUYER);
			assertThat(get(buyer, application)).endsWith("FACTOR_X509 ROLE_audited ROLE_tied");
			DevCa.create("auditor.example").root().writePem(this.directory, "audited");
			application.getBean(MtlsMaterials.class).store(MaterialScope.SERVER).refresh();
			assertThat(get(buyer, application)).endsWith("FACTOR_X509 ROLE_tied");
			PARTNER.root().writePem(this.directory, "audited");
			application.getBean(MtlsMaterials.class).store(MaterialScope.SERVER).refresh();
			assertThat(get(buyer, application)).endsWith("FACTOR_X509 ROLE_audited ROLE_tied");
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void liveConnectionWhoseAnchorMayNoLongerVouchIsRefused(WebApplicationType type) throws Exception {
		try (ConfigurableApplicationContext application = start(type)) {
			HttpClient buyer = client(BUYER);
			assertThat(get(buyer, application)).startsWith("partner-buyer");
			// The anchor is still believed, by the other bundle
			DevCa.create("partner.example").root().writePem(this.directory, "partner");
			application.getBean(MtlsMaterials.class).store(MaterialScope.SERVER).refresh();
			assertThat(get(buyer, application)).contains("ANCHOR_NOT_ALLOWED");
		}
	}

	private ConfigurableApplicationContext start(WebApplicationType type) {
		SERVER.writePem(this.directory, "tls");
		OURS.root().writePem(this.directory, "ours");
		PARTNER.root().writePem(this.directory, "partner");
		PARTNER.root().writePem(this.directory, "audited");
		List<String> properties = new ArrayList<>(List.of("server.port=0", "server.address=127.0.0.1",
				"spring.main.banner-mode=off", "spring.jmx.enabled=false", "server.shutdown=immediate",
				"spring.reactor.netty.shutdown-quiet-period=0s", "spring.autoconfigure.exclude=" + String.join(",",
						excluded((type == WebApplicationType.REACTIVE) ? ".TomcatReactive" : ".NettyReactive"))));
		properties.addAll(List.of("mtls.identity.certificate=" + file("tls.crt"),
				"mtls.identity.private-key=" + file("tls.key"), "mtls.trust.domains[0].name=ours",
				"mtls.trust.domains[0].anchors=" + file("ours.crt"),
				"mtls.trust.domains[0].names=spiffe://shop.example/**,dns:localhost",
				"mtls.trust.domains[1].name=partner", "mtls.trust.domains[1].anchors=" + file("partner.crt"),
				"mtls.trust.domains[1].names=spiffe://partner.example/**", "mtls.trust.domains[2].name=audited",
				"mtls.trust.domains[2].anchors=" + file("audited.crt"), "mtls.trust.domains[2].names=cn:audited",
				"mtls.security.roles.tied=spiffe://partner.example/* via partner,spiffe://shop.example/* via partner",
				"mtls.security.roles.audited=spiffe://partner.example/buyer via audited",
				"mtls.security.principal-rules[0]=RULE:spiffe:\\/\\/partner\\.example\\/(.*)/partner-$1/",
				"mtls.security.principal-rules[1]=DEFAULT"));
		return new SpringApplicationBuilder(Application.class).web(type)
			.properties(properties.toArray(String[]::new))
			.run();
	}

	private static List<String> excluded(String otherServer) {
		Stream<String> candidates = StreamSupport
			.stream(ImportCandidates.load(AutoConfiguration.class, null).spliterator(), false);
		return candidates.filter((name) -> name.contains(otherServer) || name.contains(".oauth2.")).toList();
	}

	private String file(String name) {
		return this.directory.resolve(name).toString();
	}

	private static IssuedCertificate caller(DevCa ca, String spiffeId) {
		return ca.issue((leaf) -> leaf.subject("CN=caller").spiffeId(spiffeId).purposes(Purpose.CLIENT_AUTH));
	}

	private static HttpClient client(IssuedCertificate certificate) throws GeneralSecurityException {
		KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		keys.init(certificate.keyStore("PKCS12", new char[0], "caller"), new char[0]);
		TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		trust.init(OURS.trustStore());
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
		return HttpClient.newBuilder()
			.version(HttpClient.Version.HTTP_1_1)
			.connectTimeout(PATIENCE)
			.sslContext(context)
			.build();
	}

	private static String get(HttpClient client, ConfigurableApplicationContext application) throws IOException {
		int port = ((WebServerApplicationContext) application).getWebServer().getPort();
		HttpRequest request = HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/who"))
			.timeout(PATIENCE)
			.build();
		try {
			return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Says who the caller is and what it may do.
	 */
	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@RestController
	static class Application {

		private final Queue<HandshakeFailure> refused = new ConcurrentLinkedQueue<>();

		@GetMapping("/who")
		String who(Authentication authentication) {
			List<String> authorities = authentication.getAuthorities()
				.stream()
				.map(GrantedAuthority::getAuthority)
				.sorted()
				.toList();
			return authentication.getName() + ": " + String.join(" ", authorities);
		}

		@Bean
		HandshakeListener recordingListener() {
			return new HandshakeListener() {

				@Override
				public void onFailure(HandshakeFailure failure) {
					Application.this.refused.add(failure);
				}

			};
		}

	}

}
