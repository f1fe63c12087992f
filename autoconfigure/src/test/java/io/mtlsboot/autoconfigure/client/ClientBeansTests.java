package io.mtlsboot.autoconfigure.client;

import io.mtlsboot.autoconfigure.MaterialSources;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which beans there are, and who gets which.
 */
class ClientBeansTests {

	private final ApplicationContextRunner runner = Runners.withMaterial()
		.withPropertyValues("mtls.clients.orders.url=https://orders:8443");

	private final ApplicationContextRunner two = this.runner
		.withPropertyValues("mtls.clients.payments.url=https://payments:8443");

	@Test
	void injectWhenQualifiedThenGetsClientOfThatName() {
		this.two.withUserConfiguration(Qualified.class).run((context) -> {
			Qualified.Both both = context.getBean(Qualified.Both.class);
			assertThat(both.rest()).isSameAs(context.getBean("orders"));
			assertThat(both.web()).isSameAs(context.getBean("ordersWebClient"));
		});
	}

	@Test
	void injectWhenParameterHasTheNameThenGetsClientOfThatName() {
		this.two.withUserConfiguration(ByName.class)
			.run((context) -> assertThat(context.getBean(Holder.class).client()).isSameAs(context.getBean("payments")));
	}

	@Test
	void injectWhenOneClientAndNoQualifierThenGetsIt() {
		this.runner.withUserConfiguration(Unqualified.class)
			.run((context) -> assertThat(context.getBean(Holder.class).client()).isSameAs(context.getBean("orders")));
	}

	@Test
	void injectWhenTwoClientsAndNoQualifierThenIsAmbiguous() {
		this.two.withUserConfiguration(Unqualified.class)
			.run((context) -> assertThat(context).getFailure()
				.hasRootCauseInstanceOf(NoUniqueBeanDefinitionException.class));
	}

	@Test
	void injectWhenApplicationHasRestClientThenUnqualifiedIsTheApplications() {
		this.two.withUserConfiguration(OwnClient.class, Unqualified.class, Qualified.class).run((context) -> {
			assertThat(context.getBean(Holder.class).client()).isSameAs(context.getBean("own"));
			assertThat(context.getBean(Qualified.Both.class).rest()).isSameAs(context.getBean("orders"));
		});
	}

	@Test
	void registerWhenApplicationHasBeanOfThatNameThenQualifierStillWorks() {
		this.runner.withBean("orders", String.class, () -> "mine")
			.withUserConfiguration(Qualified.class)
			.run((context) -> {
				assertThat(context.getBean("orders")).isEqualTo("mine");
				assertThat(context.getBean(Qualified.Both.class).rest()).isSameAs(context.getBean("ordersRestClient"));
			});
	}

	@Test
	void registerWhenApplicationHasClientWithThatQualifierThenItWins() {
		this.runner.withUserConfiguration(OwnQualifiedClient.class, Qualified.class).run((context) -> {
			assertThat(context.getBean(Qualified.Both.class).rest()).isSameAs(context.getBean("own"));
			assertThat(context).hasSingleBean(RestClient.class);
		});
	}

	@Test
	void injectWhenBuilderIsUnqualifiedThenIsBoots() {
		this.runner.withUserConfiguration(Builders.class).run((context) -> {
			assertThat(context).hasNotFailed().hasBean("restClientBuilder").hasBean("webClientBuilder");
			assertThat(context.getBeanFactory().getBeanDefinition("mtlsRestClientBuilder").isPrototype()).isTrue();
			assertThat(context.getBeanFactory().getBeanDefinition("mtlsWebClientBuilder").isPrototype()).isTrue();
		});
	}

	@Test
	void startWhenApplicationHasOwnBuilderThenItWorks() {
		this.runner.withBean("myBuilder", RestClient.Builder.class, RestClient::builder)
			.withUserConfiguration(Builders.class)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("restClientBuilder"));
	}

	@Test
	void startWhenThereIsNoPortThenNoMaterialIsDemanded() {
		new WebApplicationContextRunner().withConfiguration(Runners.AUTO_CONFIGURATIONS)
			.withBean(MaterialSources.class, () -> (scope) -> {
				throw new IllegalStateException("nothing is read in a test");
			})
			.withPropertyValues("mtls.clients.orders.url=https://orders:8443")
			.withUserConfiguration(Qualified.class, Builders.class)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void startWhenThereIsNoWebFluxThenThereIsOnlyRestClient() {
		this.runner.withClassLoader(new FilteredClassLoader(WebClient.class))
			.run((context) -> assertThat(context).hasSingleBean(RestClient.class).doesNotHaveBean("mtlsWebClients"));
	}

	@Test
	void startWhenThereIsNoRestClientThenWebClientHasTheName() {
		this.runner.withClassLoader(new FilteredClassLoader(RestClient.class))
			.run((context) -> assertThat(context.getBean("orders")).isInstanceOf(WebClient.class));
	}

	@Test
	void startWhenThereIsNoHttpClientThenThereAreNoClients() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(MtlsClientsAutoConfiguration.class, MtlsRestClientAutoConfiguration.class,
							MtlsWebClientAutoConfiguration.class, MtlsHttpServiceClientAutoConfiguration.class))
			.withPropertyValues("mtls.clients.orders.url=https://orders:8443")
			.withClassLoader(new FilteredClassLoader("org.springframework.boot.http.client"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("orders"));
	}

	record Holder(RestClient client) {
	}

	@Configuration(proxyBeanMethods = false)
	static class Qualified {

		@Bean
		Both both(@Qualifier("orders") RestClient rest, @Qualifier("orders") WebClient web) {
			return new Both(rest, web);
		}

		record Both(RestClient rest, WebClient web) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ByName {

		@Bean
		Holder holder(RestClient payments) {
			return new Holder(payments);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Unqualified {

		@Bean
		Holder holder(RestClient client) {
			return new Holder(client);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnClient {

		@Bean
		RestClient own() {
			return RestClient.create();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnQualifiedClient {

		@Bean
		@Qualifier("orders")
		RestClient own() {
			return RestClient.create();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Builders {

		@Bean
		Object user(RestClient.Builder rest, WebClient.Builder web, @Qualifier("mtls") RestClient.Builder mtlsRest,
				@Qualifier("mtls") WebClient.Builder mtlsWeb) {
			assertThat(rest).isNotSameAs(mtlsRest);
			assertThat(web).isNotSameAs(mtlsWeb);
			return new Object();
		}

	}

}
