package io.mtlsboot.benchmarks.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.cert.X509Certificate;

import jakarta.servlet.Filter;
import org.apache.catalina.connector.Connector;
import org.apache.tomcat.util.net.SSLHostConfig;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;

/**
 * Whom clients call that are measured: Boot without Spring Security, which knows its
 * callers and counts their handshakes.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(CalleeService.GreetingByCertificate.class)
public class CalleeService {

	public static void main(String[] args) {
		MeasuredService.run(CalleeService.class, args, HandshakeCounter::answer);
	}

	@Bean
	Filter connections() {
		return (request, response, chain) -> {
			HandshakeCounter.used(request.getServletConnection().getConnectionId());
			chain.doFilter(request, response);
		};
	}

	@Bean
	WebServerFactoryCustomizer<TomcatWebServerFactory> fullHandshakes() {
		return (server) -> server.addConnectorCustomizers(CalleeService::count);
	}

	private static void count(Connector connector) {
		try {
			for (SSLHostConfig host : connector.findSslHostConfigs()) {
				CountingTrustManager.believe(host.getTruststore());
				host.setTrustManagerClassName(CountingTrustManager.class.getName());
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Unable to read the trust store of the callee", ex);
		}
	}

	/**
	 * Greets callers by the subject of their certificate.
	 */
	@RestController
	static class GreetingByCertificate {

		@GetMapping("/")
		String hello(@RequestAttribute("jakarta.servlet.request.X509Certificate") X509Certificate[] caller) {
			return "hello " + caller[0].getSubjectX500Principal().getName();
		}

	}

}
