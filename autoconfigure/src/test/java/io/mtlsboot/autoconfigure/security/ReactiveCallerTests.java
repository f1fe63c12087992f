package io.mtlsboot.autoconfigure.security;

import java.security.cert.X509Certificate;
import java.util.Base64;

import org.assertj.core.api.AbstractStringAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest.BaseBuilder;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.ServerSecurityContextRepository;
import org.springframework.web.server.ServerWebExchange;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for callers of a reactive application.
 */
class ReactiveCallerTests {

	private final ReactiveWebApplicationContextRunner runner = ReactiveApplication.runner()
		.withUserConfiguration(ReactiveApplication.Orders.class);

	@Test
	void verifyWhenIdentifiedThenPrincipalRolesAndFactor() {
		this.runner.run((context) -> {
			assertBody(context, MockServerHttpRequest.get("/who"), Callers.web()).isEqualTo(Callers.WEB);
			assertBody(context, MockServerHttpRequest.get("/authorities"), Callers.web())
				.isEqualTo("FACTOR_X509 ROLE_orders.read");
			assertBody(context, MockServerHttpRequest.get("/orders"), Callers.web()).isEqualTo("read");
		});
	}

	@Test
	void verifyWhenRoleIsMissingThenForbiddenAsProblem() {
		this.runner.run((context) -> {
			MockServerHttpResponse response = ReactiveApplication.perform(context, MockServerHttpRequest.get("/orders"),
					Callers.batch());
			assertThat(response.getStatusCode()).isEqualTo(HttpStatus.FORBIDDEN);
			assertThat(response.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
			assertThat(response.getBodyAsString().block()).contains("\"status\":403")
				.contains("\"caller\":\"" + Callers.BATCH + "\"");
		});
	}

	@Test
	void pageOfSomebodyElseCannotUseTheAnswerToABrowserWithACertificate() {
		this.runner.run((context) -> {
			assertThat(ReactiveApplication
				.perform(context, MockServerHttpRequest.get("/who").header("Sec-Fetch-Site", "none"), Callers.web())
				.getHeaders()
				.getFirst("X-Frame-Options")).isEqualTo("DENY");
			assertThat(ReactiveApplication
				.perform(context, MockServerHttpRequest.get("/who").header("User-Agent", "Mozilla/5.0"), null)
				.getHeaders()
				.getFirst("X-Content-Type-Options")).isEqualTo("nosniff");
			assertThat(ReactiveApplication
				.perform(context, MockServerHttpRequest.get("/who").header("User-Agent", "curl/8.5.0"), Callers.web())
				.getHeaders()
				.containsHeader("X-Frame-Options")).isFalse();
		});
	}

	@Test
	void verifyWhenServicePostsThenNoCsrfTokenIsAskedFor() {
		this.runner.run((context) -> assertBody(context, MockServerHttpRequest.post("/orders"), Callers.batch())
			.isEqualTo("written"));
	}

	@Test
	void verifyWhenNoCertificateThenUnauthorizedAsProblemWithoutPasswordPrompt() {
		this.runner.run((context) -> {
			MockServerHttpResponse response = ReactiveApplication.perform(context, MockServerHttpRequest.get("/who"),
					null);
			assertThat(response.getStatusCode()).isEqualTo(HttpStatus.UNAUTHORIZED);
			assertThat(response.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
			assertThat(response.getHeaders().get(HttpHeaders.WWW_AUTHENTICATE)).containsExactly("ClientCertificate");
			assertThat(response.getBodyAsString().block()).contains("\"status\":401").doesNotContain("caller\":");
			assertThat(response.getCookies()).isEmpty();
		});
	}

	@Test
	void verifyWhenRuleNamesTheCallerThenNameChangesAndRolesStay() {
		this.runner
			.withPropertyValues("mtls.security.principal-rules[0]=RULE:spiffe:\\/\\/shop\\.example\\/(\\w{1,5})/$1/U")
			.run((context) -> {
				assertBody(context, MockServerHttpRequest.get("/who"), Callers.web()).isEqualTo("WEB");
				assertBody(context, MockServerHttpRequest.get("/orders"), Callers.web()).isEqualTo("read");
				assertStatus(context, MockServerHttpRequest.get("/who"), Callers.batch(), HttpStatus.UNAUTHORIZED);
			});
	}

	@ParameterizedTest
	@MethodSource("io.mtlsboot.autoconfigure.security.ServletCallerTests#unidentifiable")
	void verifyWhenCertificateHasNoIdentityThenUnauthorizedAndNeverServerError(X509Certificate certificate) {
		this.runner.run((context) -> assertStatus(context, MockServerHttpRequest.get("/who"), certificate,
				HttpStatus.UNAUTHORIZED));
	}

	@ParameterizedTest
	@ValueSource(strings = { "X-SSL-Client-Cert", "X-Forwarded-Client-Cert", "Client-Cert" })
	void verifyWhenCertificateIsInHeaderThenIgnored(String name) throws Exception {
		String certificate = Base64.getEncoder().encodeToString(Callers.web().getEncoded());
		this.runner.run((context) -> {
			assertStatus(context, MockServerHttpRequest.get("/who").header(name, certificate), null,
					HttpStatus.UNAUTHORIZED);
			assertBody(context, MockServerHttpRequest.get("/who").header(name, certificate), Callers.batch())
				.isEqualTo(Callers.BATCH);
		});
	}

	@Test
	void verifyWhenNotIdentifiedThenHealthAndNothingElseOfActuator() {
		this.runner.run((context) -> {
			assertStatus(context, MockServerHttpRequest.get("/actuator/health"), null, HttpStatus.OK);
			assertStatus(context, MockServerHttpRequest.get("/actuator/beans"), null, HttpStatus.UNAUTHORIZED);
			assertStatus(context, MockServerHttpRequest.get("/actuator/beans"), Callers.web(), HttpStatus.OK);
		});
	}

	@Test
	void verifyWhenUserChainThenCallerIsKnownAndServicesPost() {
		this.runner.withUserConfiguration(MtlsReactiveSecurityAutoConfigurationTests.UserChain.class).run((context) -> {
			assertBody(context, MockServerHttpRequest.get("/who"), Callers.web()).isEqualTo(Callers.WEB);
			assertBody(context, MockServerHttpRequest.post("/orders"), Callers.batch()).isEqualTo("written");
			assertStatus(context, MockServerHttpRequest.get("/who"), Callers.nobody(), HttpStatus.UNAUTHORIZED);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "Origin", "Sec-Fetch-Site", "Cookie" })
	void verifyWhenBrowserPostsToUserChainThenCsrfTokenIsAskedFor(String header) {
		this.runner.withUserConfiguration(MtlsReactiveSecurityAutoConfigurationTests.UserChain.class)
			.run((context) -> assertStatus(context, MockServerHttpRequest.post("/orders").header(header, "null"),
					Callers.batch(), HttpStatus.FORBIDDEN));
	}

	@Test
	void verifyWhenSessionOfOtherCallerThenCertificateDecides() {
		this.runner.withUserConfiguration(ChainWithSession.class).run((context) -> {
			assertBody(context, MockServerHttpRequest.get("/who"), Callers.batch()).isEqualTo(Callers.BATCH);
			assertStatus(context, MockServerHttpRequest.get("/orders"), Callers.batch(), HttpStatus.FORBIDDEN);
		});
	}

	@Test
	void verifyWhenSessionOfOtherCallerAndNoIdentityThenNobody() {
		this.runner.withUserConfiguration(ChainWithSession.class).run((context) -> {
			assertBody(context, MockServerHttpRequest.get("/who"), Callers.nobody()).isEqualTo("nobody");
			assertBody(context, MockServerHttpRequest.get("/who"), null).isEqualTo("nobody");
		});
	}

	private static AbstractStringAssert<?> assertBody(ApplicationContext context, BaseBuilder<?> request,
			@Nullable X509Certificate certificate) {
		MockServerHttpResponse response = ReactiveApplication.perform(context, request, certificate);
		assertThat(response.getStatusCode()).isIn(HttpStatus.OK, null);
		return assertThat(response.getBodyAsString().block());
	}

	private static void assertStatus(ApplicationContext context, BaseBuilder<?> request,
			@Nullable X509Certificate certificate, HttpStatus status) {
		assertThat(ReactiveApplication.perform(context, request, certificate).getStatusCode()).isEqualTo(status);
	}

	/**
	 * A chain of the application's own, whose session has kept another caller.
	 */
	@Configuration(proxyBeanMethods = false)
	static class ChainWithSession {

		@Bean
		SecurityWebFilterChain chainWithSession(ServerHttpSecurity http) {
			return http.securityContextRepository(new SessionOfWeb())
				.authorizeExchange((exchanges) -> exchanges.anyExchange().permitAll())
				.build();
		}

	}

	/**
	 * A session of the caller {@code web}.
	 */
	private static final class SessionOfWeb implements ServerSecurityContextRepository {

		@Override
		public Mono<Void> save(ServerWebExchange exchange, SecurityContext context) {
			return Mono.empty();
		}

		@Override
		public Mono<SecurityContext> load(ServerWebExchange exchange) {
			return Mono.just(new SecurityContextImpl(Callers.authenticationOfWeb()));
		}

	}

}
