package io.mtlsboot.autoconfigure.server;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import io.mtlsboot.autoconfigure.MaterialSources;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * An application with one resource, on real ports of the loopback interface. Spring
 * Security is left out: what is admitted here is a connection.
 */
enum TestApplication {

	SERVLET_TOMCAT(WebApplicationType.SERVLET, ".NettyReactive"),

	REACTIVE_TOMCAT(WebApplicationType.REACTIVE, ".NettyReactive"),

	REACTIVE_NETTY(WebApplicationType.REACTIVE, ".TomcatReactive");

	private final WebApplicationType type;

	private final String otherServer;

	TestApplication(WebApplicationType type, String otherServer) {
		this.type = type;
		this.otherServer = otherServer;
	}

	ConfigurableApplicationContext run(String... properties) {
		return run(Empty.class, properties);
	}

	ConfigurableApplicationContext run(Class<?> additional, String... properties) {
		List<String> all = new ArrayList<>(List.of("server.port=0", "server.address=127.0.0.1",
				"spring.main.banner-mode=off", "spring.jmx.enabled=false", "server.shutdown=immediate",
				"spring.reactor.netty.shutdown-quiet-period=0s",
				"spring.autoconfigure.exclude=" + String.join(",", excluded())));
		all.addAll(Arrays.asList(properties));
		return new SpringApplicationBuilder(Configuration.class, Material.class, additional).web(this.type)
			.properties(all.toArray(String[]::new))
			.run();
	}

	static int port(ConfigurableApplicationContext application) {
		return ((WebServerApplicationContext) application).getWebServer().getPort();
	}

	static int managementPort(ConfigurableApplicationContext application) {
		return application.getEnvironment().getRequiredProperty("local.management.port", Integer.class);
	}

	private List<String> excluded() {
		Stream<String> candidates = StreamSupport
			.stream(ImportCandidates.load(AutoConfiguration.class, null).spliterator(), false);
		return candidates.filter((name) -> name.contains(".security.") || name.contains(this.otherServer)).toList();
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@RestController
	static class Configuration {

		@GetMapping("/hello")
		String hello() {
			return "hello";
		}

		@Bean
		RecordingListener recordingListener() {
			return new RecordingListener();
		}

		// With less than 2 GB Tomcat recycles no channels, and nobody would notice what
		// is left in one
		@Bean
		TomcatConnectorCustomizer recyclingChannels() {
			return (connector) -> connector.setProperty("socket.bufferPool", "8");
		}

	}

	@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
	static class Material {

		@Bean
		MaterialSources testMaterialSources() {
			return TestPki.sources();
		}

	}

	@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
	static class Empty {

	}

}
