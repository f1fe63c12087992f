package io.mtlsboot.autoconfigure.client;

import io.mtlsboot.autoconfigure.MtlsConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@code mtls.clients} must not say.
 */
class ClientConfigurationTests {

	@Test
	void startWhenUrlIsMissingThenRefuses() {
		refuses("Property 'mtls.clients.orders.url' is not set", "mtls.clients.orders.callee=dns:orders");
	}

	@Test
	void startWhenUrlIsBlankThenRefuses() {
		refuses("Property 'mtls.clients.orders.url' is not set", "mtls.clients.orders.url=");
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://orders:8443", "orders:8443", "https:orders", "https:///path", "https://a b",
			"https://orders#top", "https://order_service:8443", "ftp://orders" })
	void startWhenUrlIsNotHttpsThenRefuses(String url) {
		refuses("Property 'mtls.clients.orders.url' is '" + url + "'; expected 'https://<host>[:<port>][/<path>]'",
				"mtls.clients.orders.url=" + url);
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://user:s3cret@orders:8443", "https://user:s3 cret@orders",
			"https://orders:8443/?token=s3cret", "https://orders:8443/?token=s3 cret" })
	void startWhenUrlHoldsPasswordThenRefusesWithoutRepeatingIt(String url) {
		Runners.withMaterial().withPropertyValues("mtls.clients.orders.url=" + url).run((context) -> {
			assertThat(context).hasFailed();
			assertThat(context.getStartupFailure()).hasStackTraceContaining("mtls.clients.orders.url");
			assertThat(context.getStartupFailure().toString()).doesNotContain("s3");
			assertThat(refusal(context.getStartupFailure()).getMessage()).doesNotContain("s3");
		});
	}

	@Test
	void startWhenCalleeIsNoPatternThenRefuses() {
		refuses("Property 'mtls.clients.orders.callee'", "mtls.clients.orders.url=https://orders",
				"mtls.clients.orders.callee=nonsense");
	}

	@Test
	void startWhenPoolIsEmptyThenNamesThePropertyThatSaysSo() {
		refuses("Property 'mtls.clients.orders.http.max-connections' is '0'; expected at least 1",
				"mtls.clients.orders.url=https://orders", "mtls.clients.orders.http.max-connections=0");
		refuses("Property 'mtls.http.max-connections-per-route' is '-1'; expected at least 1",
				"mtls.clients.orders.url=https://orders", "mtls.http.max-connections-per-route=-1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "connect-timeout", "read-timeout", "keep-alive", "time-to-live" })
	void startWhenDurationIsNotPositiveThenRefuses(String key) {
		refuses("Property 'mtls.clients.orders.http." + key + "' is 'PT0S'; expected more than 0",
				"mtls.clients.orders.url=https://orders", "mtls.clients.orders.http." + key + "=0s");
		refuses("Property 'mtls.http." + key + "' is 'PT-1S'; expected more than 0", "mtls.http." + key + "=-1s");
	}

	@Test
	void startWhenLazyThenRefusesAllTheSame() {
		Runners.withMaterial()
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.withPropertyValues("mtls.clients.orders.url=http://orders")
			.run((context) -> assertThat(context).hasFailed());
	}

	@Test
	void startWhenSwitchedOffThenThereAreNoClients() {
		Runners.withMaterial()
			.withPropertyValues("mtls.enabled=false", "mtls.clients.orders.url=http://orders")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean("orders")
				.doesNotHaveBean(MtlsClients.class)
				.doesNotHaveBean(MtlsRestClients.class)
				.doesNotHaveBean(MtlsWebClients.class));
	}

	private static void refuses(String message, String... properties) {
		Runners.withMaterial().withPropertyValues(properties).run((context) -> {
			assertThat(context).hasFailed();
			assertThat(refusal(context.getStartupFailure()).getMessage()).startsWith(message);
			assertThat(refusal(context.getStartupFailure()).action()).isNotBlank();
		});
	}

	private static MtlsConfigurationException refusal(Throwable failure) {
		Throwable cause = (failure instanceof BeanCreationException creation) ? creation.getMostSpecificCause()
				: failure;
		assertThat(cause).isInstanceOf(MtlsConfigurationException.class);
		return (MtlsConfigurationException) cause;
	}

}
