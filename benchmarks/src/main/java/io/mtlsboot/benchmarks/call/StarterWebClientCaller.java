package io.mtlsboot.benchmarks.call;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * The WebClient of our starter.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class StarterWebClientCaller {

	public static void main(String[] args) {
		CallingApplication.run(StarterWebClientCaller.class, args);
	}

	@Bean
	Calls calls(@Qualifier("callee") WebClient client) {
		return new ReactiveCalls(client);
	}

}
