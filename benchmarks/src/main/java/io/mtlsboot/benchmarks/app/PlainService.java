package io.mtlsboot.benchmarks.app;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * Nobody is asked for a name: Boot without Spring Security, on Tomcat or on Reactor
 * Netty.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(Greeting.class)
public class PlainService {

	public static void main(String[] args) {
		MeasuredService.run(PlainService.class, args);
	}

}
