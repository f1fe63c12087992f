package io.mtlsboot.autoconfigure.client;

import java.util.concurrent.atomic.AtomicReference;

import io.mtlsboot.autoconfigure.MaterialSources;
import io.mtlsboot.autoconfigure.MtlsAutoConfiguration;
import io.mtlsboot.autoconfigure.boringssl.MtlsBoringSslAutoConfiguration;
import io.mtlsboot.material.TlsMaterial;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.imperative.ImperativeHttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.service.HttpServiceClientPropertiesAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.service.HttpServiceClientAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.boot.webclient.autoconfigure.service.ReactiveHttpServiceClientAutoConfiguration;

/**
 * Applications with clients.
 */
final class Runners {

	static final AutoConfigurations AUTO_CONFIGURATIONS = AutoConfigurations.of(SslAutoConfiguration.class,
			HttpClientAutoConfiguration.class, ImperativeHttpClientAutoConfiguration.class,
			ReactiveHttpClientAutoConfiguration.class, RestClientAutoConfiguration.class,
			WebClientAutoConfiguration.class, HttpServiceClientPropertiesAutoConfiguration.class,
			HttpServiceClientAutoConfiguration.class, ReactiveHttpServiceClientAutoConfiguration.class,
			MtlsAutoConfiguration.class, MtlsBoringSslAutoConfiguration.class, MtlsBundleClientsAutoConfiguration.class,
			MtlsClientsAutoConfiguration.class, MtlsRestClientAutoConfiguration.class,
			MtlsWebClientAutoConfiguration.class, MtlsHttpServiceClientAutoConfiguration.class);

	private Runners() {
	}

	static ApplicationContextRunner plain() {
		return new ApplicationContextRunner().withConfiguration(AUTO_CONFIGURATIONS)
			// Generations are told apart by the names in their certificates
			.withPropertyValues("spring.reactor.netty.shutdown-quiet-period=0s",
					"mtls.rotation.allow-identity-change=true")
			.withBean(RecordingListener.class, RecordingListener::new);
	}

	static ApplicationContextRunner withMaterial(AtomicReference<TlsMaterial> material) {
		return plain().withBean(MaterialSources.class, () -> (scope) -> material::get);
	}

	static ApplicationContextRunner withMaterial() {
		return withMaterial(new AtomicReference<>(TestPki.material(TestPki.WEB)));
	}

	static ApplicationContextRunner calling(CalleeServer server) {
		return withMaterial().withPropertyValues("mtls.clients.orders.url=" + server.url());
	}

}
