package io.mtlsboot.benchmarks.call;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.web.client.RestClient;

/**
 * The RestClient of our starter.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class StarterRestClientCaller {

	public static void main(String[] args) {
		CallingApplication.run(StarterRestClientCaller.class, args);
	}

	@Bean
	Calls calls(@Qualifier("callee") RestClient client) {
		return new BlockingCalls(client);
	}

}
