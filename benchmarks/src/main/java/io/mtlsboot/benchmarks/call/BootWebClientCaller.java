package io.mtlsboot.benchmarks.call;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.webclient.autoconfigure.WebClientSsl;
import org.springframework.context.annotation.Bean;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * What Boot has: a WebClient with an SSL bundle, on Reactor Netty.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class BootWebClientCaller {

	public static void main(String[] args) {
		CallingApplication.run(BootWebClientCaller.class, args);
	}

	@Bean
	Calls calls(WebClient.Builder builder, WebClientSsl ssl, @Value("${callee.url}") String url) {
		return new ReactiveCalls(builder.baseUrl(url).apply(ssl.fromBundle("callee")).build());
	}

}
