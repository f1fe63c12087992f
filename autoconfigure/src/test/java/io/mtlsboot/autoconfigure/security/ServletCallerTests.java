package io.mtlsboot.autoconfigure.security;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.mtlsboot.identity.IdentityExtractor;
import io.mtlsboot.identity.IdentityType;
import jakarta.servlet.http.HttpSession;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.event.EventListener;
import org.springframework.http.MediaType;
import org.springframework.security.authorization.event.AuthorizationDeniedEvent;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.x509;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.asyncDispatch;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.request;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

/**
 * Tests for callers of a servlet application without a filter chain of its own.
 */
class ServletCallerTests {

	private final WebApplicationContextRunner runner = ServletApplication.runner()
		.withUserConfiguration(ServletApplication.Orders.class);

	@Test
	void verifyWhenIdentifiedThenPrincipalIsInjected() {
		run((mvc) -> mvc.perform(get("/who").with(x509(Callers.web())))
			.andExpect(status().isOk())
			.andExpect(content().string(Callers.WEB)));
	}

	@Test
	void verifyWhenIdentifiedThenRolesAndFactorAreHeld() {
		run((mvc) -> mvc.perform(get("/authorities").with(x509(Callers.web())))
			.andExpect(jsonPath("$", containsInAnyOrder("ROLE_orders.read", "FACTOR_X509"))));
	}

	@Test
	void verifyWhenRoleIsHeldThenAllowedAndNamedInRequest() {
		run((mvc) -> mvc.perform(get("/orders").with(x509(Callers.web())))
			.andExpect(status().isOk())
			.andExpect(content().string("read by " + Callers.WEB)));
	}

	@Test
	void verifyWhenRoleIsMissingThenForbiddenAsProblem() {
		run((mvc) -> mvc.perform(get("/orders").with(x509(Callers.batch())))
			.andExpect(status().isForbidden())
			.andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
			.andExpect(jsonPath("$.status").value(403))
			.andExpect(jsonPath("$.caller").value(Callers.BATCH)));
	}

	@Test
	void verifyWhenServicePostsThenNoCsrfTokenIsAskedFor() {
		run((mvc) -> mvc.perform(post("/orders").with(x509(Callers.batch()))).andExpect(status().isOk()));
	}

	@Test
	void verifyWhenNoCertificateThenUnauthorizedAsProblemWithoutPasswordPrompt() {
		run((mvc) -> mvc.perform(get("/who"))
			.andExpect(status().isUnauthorized())
			.andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
			.andExpect(jsonPath("$.status").value(401))
			.andExpect(jsonPath("$.caller").doesNotExist())
			.andExpect(header().string("WWW-Authenticate", "ClientCertificate"))
			.andExpect(header().doesNotExist("Set-Cookie")));
	}

	@Test
	void verifyWhenRuleNamesTheCallerThenNameChangesAndRolesStay() {
		this.runner
			.withPropertyValues("mtls.security.principal-rules[0]=RULE:spiffe:\\/\\/shop\\.example\\/(\\w{1,5})/$1/U")
			.run((context) -> {
				MockMvc mvc = ServletApplication.mockMvc(context);
				mvc.perform(get("/orders").with(x509(Callers.web()))).andExpect(content().string("read by WEB"));
				// No rule, no name, nobody
				mvc.perform(get("/who").with(x509(Callers.batch()))).andExpect(status().isUnauthorized());
			});
	}

	@Test
	void verifyWhenRuleIsMalformedThenRefusesToStart() {
		this.runner.withPropertyValues("mtls.security.principal-rules=RULE:(a/b/")
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("regular expression"));
	}

	@Test
	void verifyWhenRoleIsTiedToABundleThatIsNotThereThenRefusesToStart() {
		this.runner.withPropertyValues("mtls.security.roles.tied=cn:web via partner")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("is tied to 'partner'"));
	}

	@ParameterizedTest
	@MethodSource("unidentifiable")
	void verifyWhenCertificateHasNoIdentityThenUnauthorizedAndNeverServerError(X509Certificate certificate) {
		run((mvc) -> mvc.perform(get("/who").with(x509(certificate))).andExpect(status().isUnauthorized()));
	}

	static Stream<Named<X509Certificate>> unidentifiable() {
		return Stream.of(Named.of("two SPIFFE IDs", Callers.nobody()),
				Named.of("SPIFFE ID and URI",
						Callers.certificate((leaf) -> leaf.spiffeId(Callers.WEB).uri("https://shop.example/"))),
				Named.of("two host names",
						Callers.certificate((leaf) -> leaf.subject("CN=web").dns("a.shop.example", "b.shop.example"))),
				Named.of("two common names", Callers.certificate((leaf) -> leaf.subject("CN=web,CN=admin"))),
				Named.of("no name", Callers.certificate((leaf) -> leaf.subject("O=Shop"))),
				Named.of("SPIFFE ID with dots",
						Callers.certificate((leaf) -> leaf.uri("spiffe://shop.example/../web"))),
				Named.of("malformed extension", Callers.certificate(
						(leaf) -> leaf.subject("CN=web").extension("2.5.29.17", false, new byte[] { 0x30, 0x7F }))),
				Named.of("failing class", new LyingCertificate()));
	}

	@Test
	void verifyWhenAttributeIsNotWhatContainersSetThenUnauthorized() {
		run((mvc) -> {
			mvc.perform(get("/who").with(ServletApplication.certificate())).andExpect(status().isUnauthorized());
			mvc.perform(get("/who").requestAttr("jakarta.servlet.request.X509Certificate", Callers.web()))
				.andExpect(status().isUnauthorized());
		});
	}

	@Test
	void verifyWhenIssuerComesAfterLeafThenLeafIsTheCaller() {
		run((mvc) -> mvc.perform(get("/who").with(ServletApplication.certificate(Callers.batch(), Callers.web())))
			.andExpect(content().string(Callers.BATCH)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "X-SSL-Client-Cert", "ssl_client_cert", "X-Forwarded-Client-Cert", "Client-Cert",
			"X-Client-Cert", "X-Forwarded-Tls-Client-Cert" })
	void verifyWhenCertificateIsInHeaderThenIgnored(String name) throws Exception {
		String certificate = Base64.getEncoder().encodeToString(Callers.web().getEncoded());
		run((mvc) -> {
			mvc.perform(get("/who").header(name, certificate)).andExpect(status().isUnauthorized());
			mvc.perform(get("/who").header(name, "URI=" + Callers.WEB)).andExpect(status().isUnauthorized());
			mvc.perform(get("/who").header(name, certificate).with(x509(Callers.batch())))
				.andExpect(content().string(Callers.BATCH));
		});
	}

	@Test
	void verifyWhenSessionOfOtherCallerThenCertificateDecides() {
		run((mvc) -> {
			mvc.perform(get("/who").session(ServletApplication.sessionOfWeb()).with(x509(Callers.batch())))
				.andExpect(content().string(Callers.BATCH));
			mvc.perform(get("/who").session(ServletApplication.sessionOfWeb()).with(x509(Callers.nobody())))
				.andExpect(status().isUnauthorized());
			mvc.perform(get("/who").session(ServletApplication.sessionOfWeb())).andExpect(status().isUnauthorized());
		});
	}

	@Test
	void verifyWhenAuthenticatedThenNothingIsKept() {
		run((mvc) -> {
			HttpSession session = mvc.perform(get("/who").with(x509(Callers.web())))
				.andReturn()
				.getRequest()
				.getSession(false);
			assertThat(session).isNull();
		});
	}

	@Test
	void verifyWhenManyRequestsThenIdentityIsExtractedOnce() {
		AtomicInteger extractions = new AtomicInteger();
		IdentityExtractor real = IdentityExtractor.inOrder(List.of(IdentityType.SPIFFE_ID));
		IdentityExtractor counting = (leaf) -> {
			extractions.incrementAndGet();
			return real.extract(leaf);
		};
		X509Certificate certificate = Callers.web();
		this.runner.withBean(IdentityExtractor.class, () -> counting).run((context) -> {
			MockMvc mvc = ServletApplication.mockMvc(context);
			for (int i = 0; i < 20; i++) {
				mvc.perform(get("/who").with(x509(certificate))).andExpect(status().isOk());
			}
		});
		assertThat(extractions).hasValue(1);
	}

	@Test
	void verifyWhenNotIdentifiedThenHealthAndNothingElseOfActuator() {
		run((mvc) -> {
			mvc.perform(get("/actuator/health")).andExpect(status().isOk());
			mvc.perform(get("/actuator/beans")).andExpect(status().isUnauthorized());
			mvc.perform(get("/actuator/beans").with(x509(Callers.web()))).andExpect(status().isOk());
		});
	}

	@Test
	void verifyWhenPasswordIsSentThenUnauthorized() {
		run((mvc) -> mvc.perform(get("/who").header("Authorization", "Basic dXNlcjpwYXNzd29yZA=="))
			.andExpect(status().isUnauthorized()));
	}

	@Test
	void verifyWhenServiceAsksThenNoHeadersForBrowsers() {
		run((mvc) -> mvc.perform(get("/who").with(x509(Callers.web())).header("User-Agent", "curl/8.5.0"))
			.andExpect(status().isOk())
			.andExpect(header().doesNotExist("X-Frame-Options"))
			.andExpect(header().doesNotExist("Cache-Control")));
	}

	@ParameterizedTest
	@CsvSource({ "User-Agent,Mozilla/5.0 (X11; Linux x86_64)", "Sec-Fetch-Site,none", "Origin,https://evil.example",
			"Cookie,a=b" })
	void pageOfSomebodyElseCannotUseTheAnswerToABrowserWithACertificate(String name, String value) {
		run((mvc) -> {
			mvc.perform(get("/who").secure(true).with(x509(Callers.web())).header(name, value))
				.andExpect(status().isOk())
				.andExpect(header().string("X-Frame-Options", "DENY"))
				.andExpect(header().string("X-Content-Type-Options", "nosniff"))
				.andExpect(header().string("Cache-Control", containsString("no-store")))
				.andExpect(header().exists("Strict-Transport-Security"));
			mvc.perform(get("/who").header(name, value))
				.andExpect(status().isUnauthorized())
				.andExpect(header().string("X-Frame-Options", "DENY"));
		});
	}

	@Test
	void verifyWhenTestSaysWhoIsCallingThenItIs() {
		run((mvc) -> {
			mvc.perform(get("/orders").with(user("alice").roles("orders.read")))
				.andExpect(content().string("read by alice"));
			mvc.perform(get("/orders").with(user("alice"))).andExpect(status().isForbidden());
			mvc.perform(get("/orders").with(user("alice").roles("orders.read")).with(x509(Callers.batch())))
				.andExpect(status().isForbidden());
		});
	}

	@Test
	void verifyWhenNobodyIsRefusedThenDenialIsTold() {
		this.runner.withUserConfiguration(Denials.class).run((context) -> {
			MockMvc mvc = ServletApplication.mockMvc(context);
			mvc.perform(get("/who")).andExpect(status().isUnauthorized());
			mvc.perform(get("/who").with(x509(Callers.web()))).andExpect(status().isOk());
			assertThat(context.getBean(Denials.class).denied).singleElement()
				.satisfies((event) -> assertThat(event.getAuthentication().get().getName()).isEqualTo("anonymousUser"));
		});
	}

	@Test
	void verifyWhenAnotherThreadAnswersThenCallerIsKnownThereAndAfterwards() {
		run((mvc) -> {
			MvcResult started = mvc.perform(get("/later").with(x509(Callers.web())))
				.andExpect(request().asyncStarted())
				.andReturn();
			mvc.perform(asyncDispatch(started))
				.andExpect(status().isOk())
				.andExpect(content().string("later to " + Callers.WEB));
		});
	}

	private void run(Requests requests) {
		this.runner.run((context) -> {
			assertThat(context).hasNotFailed();
			requests.perform(ServletApplication.mockMvc(context));
		});
	}

	/**
	 * Listens to denials.
	 */
	static class Denials {

		private final List<AuthorizationDeniedEvent<?>> denied = new ArrayList<>();

		@EventListener
		void onDenied(AuthorizationDeniedEvent<?> event) {
			this.denied.add(event);
		}

	}

	/**
	 * Requests to the application.
	 */
	@FunctionalInterface
	private interface Requests {

		void perform(MockMvc mvc) throws Exception;

	}

}
