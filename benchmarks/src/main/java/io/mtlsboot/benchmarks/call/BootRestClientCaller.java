package io.mtlsboot.benchmarks.call;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.RestClientSsl;
import org.springframework.context.annotation.Bean;
import org.springframework.web.client.RestClient;

/**
 * What Boot has: a RestClient with an SSL bundle, and the library that is there.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class BootRestClientCaller {

	public static void main(String[] args) {
		CallingApplication.run(BootRestClientCaller.class, args);
	}

	@Bean
	Calls calls(RestClient.Builder builder, RestClientSsl ssl, @Value("${callee.url}") String url) {
		return new BlockingCalls(builder.baseUrl(url).apply(ssl.fromBundle("callee")).build());
	}

}
