package io.mtlsboot.benchmarks.call;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.http.client.HttpComponentsClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.autoconfigure.ClientHttpRequestFactoryBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * What Boot has, set up by somebody who knows that Apache HttpClient does not share a
 * connection with a client certificate until it is told to, and how small its pool is.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(BootRestClientCaller.class)
public class PooledRestClientCaller {

	public static void main(String[] args) {
		CallingApplication.run(PooledRestClientCaller.class, args);
	}

	@Bean
	ClientHttpRequestFactoryBuilderCustomizer<HttpComponentsClientHttpRequestFactoryBuilder> pool() {
		return (builder) -> builder.withHttpClientCustomizer((client) -> client.disableConnectionState())
			.withConnectionManagerCustomizer((manager) -> manager.setMaxConnTotal(200).setMaxConnPerRoute(50));
	}

}
