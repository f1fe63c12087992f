package io.mtlsboot.benchmarks.call;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.RestClientSsl;
import org.springframework.context.annotation.Bean;
import org.springframework.web.client.RestClient;

/**
 * Closes each connection after its call.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class UnpooledRestClientCaller {

	public static void main(String[] args) {
		CallingApplication.run(UnpooledRestClientCaller.class, args);
	}

	@Bean
	Calls calls(RestClient.Builder builder, RestClientSsl ssl, @Value("${callee.url}") String url) {
		return new BlockingCalls(
				builder.baseUrl(url).defaultHeader("Connection", "close").apply(ssl.fromBundle("callee")).build());
	}

}
