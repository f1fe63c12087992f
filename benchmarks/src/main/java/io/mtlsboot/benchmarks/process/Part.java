package io.mtlsboot.benchmarks.process;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Libraries that an application has together or not at all. What is in no part, each
 * application has.
 */
public enum Part {

	/** Of no application: the development CA and what only benchmarks need. */
	BENCHMARK("mtls-dev-ca", "bcpkix", "bcprov", "bcutil", "picocli", "jmh-", "jopt-simple", "commons-math3",
			"conscrypt", "junit-", "assertj-", "apiguardian", "opentest4j", "byte-buddy"),

	/** Our starter, without what it brings. */
	STARTER("mtls-core", "mtls-spring-boot"),

	/** Spring Security. */
	SECURITY("spring-security", "spring-boot-security", "spring-boot-starter-security"),

	/** What all web servers need. */
	SERVER("spring-boot-web-server"),

	/** Spring MVC on Tomcat. */
	TOMCAT("spring-webmvc", "spring-boot-webmvc", "spring-boot-starter-webmvc", "spring-boot-servlet",
			"spring-boot-tomcat", "spring-boot-starter-tomcat", "tomcat-embed-core", "tomcat-embed-websocket"),

	/** WebFlux for servers. */
	WEBFLUX("spring-boot-webflux", "spring-boot-starter-webflux"),

	/** Reactor Netty, for servers and for clients. */
	REACTOR("spring-webflux", "spring-boot-reactor", "spring-boot-netty", "spring-boot-starter-reactor", "reactor-",
			"reactive-streams", "netty-"),

	/** What there is of Netty wherever its TLS is. */
	NETTY_TLS("netty-handler-4", "netty-common", "netty-buffer", "netty-transport-4",
			"netty-transport-native-unix-common", "netty-resolver-4", "netty-codec-base"),

	/** BoringSSL. */
	BORINGSSL("netty-tcnative"),

	/** The Amazon Corretto Crypto Provider. */
	CORRETTO("AmazonCorretto"),

	/** What HTTP clients of Boot have in common. */
	HTTP_CLIENT("spring-boot-http-client"),

	/** RestClient. */
	REST_CLIENT("spring-boot-starter-restclient", "spring-boot-restclient"),

	/** WebClient. */
	WEB_CLIENT("spring-boot-starter-webclient", "spring-boot-webclient"),

	/** Apache HttpClient 5. */
	APACHE("httpclient5", "httpcore5");

	@SuppressWarnings("ImmutableEnumChecker") // a list that cannot be changed
	private final List<String> prefixes;

	Part(String... prefixes) {
		this.prefixes = List.of(prefixes);
	}

	/**
	 * Returns where a library belongs: to the part that knows the longest beginning of
	 * its name.
	 * @param library the name of a jar
	 * @return the part, or nothing if each application has it
	 */
	static Optional<Part> of(String library) {
		return Arrays.stream(values())
			.filter((part) -> part.known(library) > 0)
			.max(Comparator.comparingInt((part) -> part.known(library)));
	}

	// In a build of all modules, those before this one may be directories of classes
	static String library(Path entry) {
		if (!entry.endsWith(Path.of("target", "classes")) || entry.getNameCount() < 3) {
			return String.valueOf(entry.getFileName());
		}
		String module = entry.getName(entry.getNameCount() - 3).toString();
		return switch (module) {
			case "core", "dev-ca" -> "mtls-" + module;
			case "autoconfigure", "starter" -> "mtls-spring-boot-" + module;
			default -> module;
		};
	}

	private int known(String library) {
		return this.prefixes.stream().filter(library::startsWith).mapToInt(String::length).max().orElse(0);
	}

}
