package io.mtlsboot.autoconfigure.server;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.StreamSupport;

import io.mtlsboot.autoconfigure.ObservedCall;
import io.mtlsboot.autoconfigure.ObservedCallListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * An application with Spring Security whose ports only observe, and which says what it
 * knows of a request.
 */
@Configuration(proxyBeanMethods = false)
@RestController
class ObservedApplication {

	private final Queue<ObservedCall> calls = new ConcurrentLinkedQueue<>();

	static ConfigurableApplicationContext run(String... properties) {
		List<String> excluded = StreamSupport
			.stream(ImportCandidates.load(AutoConfiguration.class, null).spliterator(), false)
			.filter((name) -> name.contains(".NettyReactive") || name.contains(".oauth2."))
			.toList();
		List<String> all = new ArrayList<>(List.of("server.port=0", "server.address=127.0.0.1",
				"spring.main.banner-mode=off", "spring.jmx.enabled=false", "server.shutdown=immediate",
				"mtls.server.mode=observe", "mtls.server.observe.until=2099-12-31",
				"spring.autoconfigure.exclude=" + String.join(",", excluded)));
		all.addAll(Arrays.asList(properties));
		return new SpringApplicationBuilder(TestApplication.Configuration.class, LiveApplication.class,
				ObservedApplication.class)
			.web(WebApplicationType.SERVLET)
			.properties(all.toArray(String[]::new))
			.run();
	}

	List<ObservedCall> takeCalls() {
		List<ObservedCall> taken = List.copyOf(this.calls);
		this.calls.clear();
		return taken;
	}

	@Bean
	ObservedCallListener recordingObservedCallListener() {
		return this.calls::add;
	}

	@Bean
	SecurityFilterChain openChain(HttpSecurity http) {
		return http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
			.csrf((csrf) -> csrf.disable())
			.build();
	}

	@GetMapping("/state")
	String state(HttpServletRequest request) {
		return request.getScheme() + ' ' + (request.isSecure() ? "secure" : "insecure") + ' '
				+ (request.getServletConnection().isSecure() ? "secure" : "insecure") + ' ' + request.getServerPort()
				+ ' ' + request.getRemoteUser() + ' '
				+ (request.getAttribute("jakarta.servlet.request.X509Certificate") != null);
	}

	@GetMapping("/async")
	void async(HttpServletRequest request) {
		request.startAsync().dispatch("/state");
	}

	@GetMapping("/redirect")
	void redirect(HttpServletResponse response) throws IOException {
		response.sendRedirect("/state");
	}

	@PostMapping("/length")
	String length(@RequestBody String body) {
		return String.valueOf(body.length());
	}

}
