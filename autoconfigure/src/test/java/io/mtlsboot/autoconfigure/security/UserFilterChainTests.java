package io.mtlsboot.autoconfigure.security;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.test.web.servlet.MockMvc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.x509;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

/**
 * Tests for filter chains of the application's own.
 */
class UserFilterChainTests {

	private final WebApplicationContextRunner runner = ServletApplication.runner()
		.withUserConfiguration(ServletApplication.Orders.class);

	@Test
	void verifyWhenChainDoesNotSpeakOfCertificatesThenCallerIsKnown() {
		run(PlainChain.class, (mvc) -> {
			mvc.perform(get("/who").with(x509(Callers.web()))).andExpect(content().string(Callers.WEB));
			mvc.perform(get("/orders").with(x509(Callers.batch()))).andExpect(status().isForbidden());
			mvc.perform(get("/who").with(x509(Callers.nobody()))).andExpect(status().isForbidden());
			mvc.perform(get("/who")).andExpect(status().isForbidden());
		});
	}

	@Test
	void verifyWhenServicePostsThenNoCsrfTokenIsAskedFor() {
		run(PlainChain.class,
				(mvc) -> mvc.perform(post("/orders").with(x509(Callers.batch()))).andExpect(status().isOk()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "Origin", "Sec-Fetch-Site", "Cookie" })
	void verifyWhenBrowserPostsThenCsrfTokenIsAskedFor(String header) {
		run(PlainChain.class, (mvc) -> {
			mvc.perform(post("/orders").header(header, "null").with(x509(Callers.batch())))
				.andExpect(status().isForbidden());
			mvc.perform(post("/orders").header(header, "null").with(x509(Callers.batch())).with(csrf()))
				.andExpect(status().isOk());
		});
	}

	@Test
	void verifyWhenNobodyPostsThenCsrfTokenIsAskedFor() {
		run(PublicChain.class, (mvc) -> mvc.perform(post("/who")).andExpect(status().isForbidden()));
	}

	@Test
	void verifyWhenSessionOfOtherCallerThenCertificateDecides() {
		run(PlainChain.class, (mvc) -> {
			mvc.perform(get("/who").session(ServletApplication.sessionOfWeb()).with(x509(Callers.batch())))
				.andExpect(content().string(Callers.BATCH));
			mvc.perform(get("/orders").session(ServletApplication.sessionOfWeb()).with(x509(Callers.batch())))
				.andExpect(status().isForbidden());
		});
	}

	@Test
	void verifyWhenSessionOfOtherCallerAndNoIdentityThenNobody() {
		run(PublicChain.class, (mvc) -> {
			mvc.perform(get("/who").session(ServletApplication.sessionOfWeb()).with(x509(Callers.nobody())))
				.andExpect(content().string("nobody"));
			mvc.perform(get("/who").session(ServletApplication.sessionOfWeb())).andExpect(content().string("nobody"));
		});
	}

	@Test
	void verifyWhenUserIsLoggedInOtherwiseThenCertificateDecides() {
		run(PlainChain.class, (mvc) -> {
			mvc.perform(get("/orders").with(user("admin").roles("orders.read")).with(x509(Callers.batch())))
				.andExpect(status().isForbidden());
			mvc.perform(get("/orders").with(user("admin").roles("orders.read"))).andExpect(status().isOk());
		});
	}

	@Test
	void verifyWhenChainDisablesX509ThenCertificateIsNobodyThere() {
		run(WithoutCertificates.class, (mvc) -> {
			mvc.perform(get("/who").with(x509(Callers.web()))).andExpect(status().isForbidden());
			mvc.perform(get("/authorities").with(x509(Callers.web()))).andExpect(status().isOk());
		});
	}

	@Test
	void verifyWhenChainLoadsUsersItselfThenItsAnswerCounts() {
		run(OwnUsers.class,
				(mvc) -> mvc.perform(get("/who").with(x509(Callers.web()))).andExpect(status().isForbidden()));
	}

	private void run(Class<?> chain, Requests requests) {
		this.runner.withUserConfiguration(chain).run((context) -> {
			assertThat(context).hasNotFailed();
			requests.perform(ServletApplication.mockMvc(context));
		});
	}

	/**
	 * Requests to the application.
	 */
	@FunctionalInterface
	private interface Requests {

		void perform(MockMvc mvc) throws Exception;

	}

	@Configuration(proxyBeanMethods = false)
	static class PlainChain {

		@Bean
		SecurityFilterChain plainChain(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated()).build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PublicChain {

		@Bean
		SecurityFilterChain publicChain(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll()).build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class WithoutCertificates {

		@Bean
		@Order(1)
		SecurityFilterChain withoutCertificates(HttpSecurity http) {
			return http.securityMatcher("/who")
				.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.x509(AbstractHttpConfigurer::disable)
				.build();
		}

		@Bean
		@Order(2)
		SecurityFilterChain everythingElse(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.x509(Customizer.withDefaults())
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnUsers {

		@Bean
		SecurityFilterChain ownUsers(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.x509((x509) -> x509.userDetailsService((name) -> {
					throw UsernameNotFoundException.fromUsername(name);
				}))
				.build();
		}

	}

}
