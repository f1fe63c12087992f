package io.mtlsboot.benchmarks.app;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * Our starter on Tomcat, with its own filter chain and nothing besides: what it costs to
 * know the caller.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(Greeting.class)
public class StarterForAnyRoleService {

	public static void main(String[] args) {
		MeasuredService.run(StarterForAnyRoleService.class, args);
	}

}
