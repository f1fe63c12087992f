package io.mtlsboot.autoconfigure.rotation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.rotation.RotationEvent;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * A service whose certificates are files, on a real port of the loopback interface.
 *
 * @param application the service
 * @param directory where its files are
 */
record RotatingService(ConfigurableApplicationContext application, Path directory) implements AutoCloseable {

	static final String CERTIFICATE = "tls.crt";

	static final String KEY = "tls.key";

	static final String ANCHORS = "ca.crt";

	static RotatingService start(WebApplicationType type, Path directory, String... properties) {
		String otherServer = (type == WebApplicationType.REACTIVE) ? ".TomcatReactive" : ".NettyReactive";
		List<String> excluded = StreamSupport
			.stream(ImportCandidates.load(AutoConfiguration.class, null).spliterator(), false)
			.filter((name) -> name.contains(".security.") || name.contains(otherServer))
			.toList();
		List<String> all = new ArrayList<>(List.of("server.port=0", "server.address=127.0.0.1",
				"spring.main.banner-mode=off", "spring.jmx.enabled=false", "server.shutdown=immediate",
				"spring.reactor.netty.shutdown-quiet-period=0s",
				"spring.autoconfigure.exclude=" + String.join(",", excluded),
				"mtls.identity.certificate=" + directory.resolve(CERTIFICATE),
				"mtls.identity.private-key=" + directory.resolve(KEY),
				"mtls.trust.anchors=" + directory.resolve(ANCHORS), "mtls.rotation.poll-interval=1h"));
		all.addAll(Arrays.asList(properties));
		return new RotatingService(
				new SpringApplicationBuilder(Application.class).web(type).properties(all.toArray(String[]::new)).run(),
				directory);
	}

	int port() {
		return this.application.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	/**
	 * What came of the attempts to load the server's material, without those that found
	 * nothing new.
	 * @return the events that nobody has taken yet
	 */
	BlockingQueue<RotationEvent> events() {
		return this.application.getBean(Application.class).events;
	}

	RotationEvent nextEvent() throws InterruptedException {
		RotationEvent event = events().poll(20, TimeUnit.SECONDS);
		if (event == null) {
			throw new AssertionError("nothing has happened");
		}
		return event;
	}

	@Override
	public void close() {
		this.application.close();
	}

	static Map<String, String> pair(IssuedCertificate identity) {
		Map<String, String> files = new LinkedHashMap<>();
		files.put(CERTIFICATE, identity.certificatePem());
		files.put(KEY, identity.privateKeyPem());
		return files;
	}

	static Map<String, String> anchors(DevCa... cas) {
		StringBuilder pem = new StringBuilder();
		for (DevCa ca : cas) {
			pem.append(ca.root().certificatePem());
		}
		return Map.of(ANCHORS, pem.toString());
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@RestController
	static class Application {

		private final BlockingQueue<RotationEvent> events = new LinkedBlockingQueue<>();

		@GetMapping("/hello")
		String hello() {
			return "hello";
		}

		@EventListener
		void onRotation(RotationEvent event) {
			if (event.store().equals("server") && !(event instanceof RotationEvent.Loaded)) {
				this.events.add(event);
			}
		}

	}

}
