package io.mtlsboot.benchmarks.app;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;

/**
 * Our starter on Tomcat: its own filter chain, and a role by annotation.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableMethodSecurity
@Import(GreetingByRole.class)
public class StarterService {

	public static void main(String[] args) {
		MeasuredService.run(StarterService.class, args);
	}

}
