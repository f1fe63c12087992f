package io.mtlsboot.benchmarks.server;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Jars and directories of classes. A service gets those that its developer would have
 * chosen; the rest is left out.
 *
 * @param entries in order
 */
record ClassPath(List<Path> entries) {

	// Not of any service: the development CA and what only benchmarks need
	private static final List<String> NEVER = List.of("mtls-dev-ca", "bcpkix", "bcprov", "bcutil", "picocli", "jmh-",
			"jopt-simple", "commons-math3", "junit-", "assertj-", "apiguardian", "opentest4j", "byte-buddy");

	private static final List<String> STARTER = List.of("mtls-core", "mtls-spring-boot",
			"spring-boot-starter-restclient", "spring-boot-restclient", "spring-boot-http-client", "httpclient5",
			"httpcore5");

	private static final List<String> SECURITY = List.of("spring-security", "spring-boot-security",
			"spring-boot-starter-security");

	private static final List<String> SERVLET = List.of("spring-webmvc", "spring-boot-webmvc",
			"spring-boot-starter-webmvc", "spring-boot-servlet", "spring-boot-tomcat", "spring-boot-starter-tomcat",
			"tomcat-embed-core", "tomcat-embed-websocket");

	private static final List<String> REACTIVE = List.of("spring-webflux", "spring-boot-webflux",
			"spring-boot-starter-webflux", "spring-boot-reactor", "spring-boot-netty", "spring-boot-starter-reactor",
			"reactor-", "reactive-streams", "netty-");

	// What netty-handler needs
	private static final List<String> NETTY_HANDLER = List.of("netty-handler-4", "netty-common", "netty-buffer",
			"netty-transport-4", "netty-transport-native-unix-common", "netty-resolver-4", "netty-codec-base");

	private static final List<String> BORINGSSL = List.of("netty-tcnative");

	private static final List<String> CORRETTO = List.of("AmazonCorretto");

	/**
	 * Returns that of this JVM.
	 * @return everything
	 */
	static ClassPath current() {
		return new ClassPath(Pattern.compile(Pattern.quote(File.pathSeparator))
			.splitAsStream(System.getProperty("java.class.path"))
			.filter((entry) -> !entry.isEmpty())
			.map((entry) -> Path.of(entry).toAbsolutePath())
			.toList());
	}

	/**
	 * Returns what a service has.
	 * @param parts of what kind it is
	 * @return a smaller class path
	 */
	ClassPath with(Parts parts) {
		Stream<String> netty = Stream.concat(parts.boringSsl() ? BORINGSSL.stream() : Stream.of(),
				(parts.boringSsl() && !parts.reactive()) ? NETTY_HANDLER.stream() : Stream.of());
		List<String> kept = netty.toList();
		List<String> dropped = Stream
			.of(NEVER.stream(), parts.starter() ? Stream.<String>of() : STARTER.stream(),
					parts.security() ? Stream.<String>of() : SECURITY.stream(),
					(parts.reactive() ? SERVLET : REACTIVE).stream(),
					parts.boringSsl() ? Stream.<String>of() : BORINGSSL.stream(),
					parts.corretto() ? Stream.<String>of() : CORRETTO.stream())
			.flatMap((prefixes) -> prefixes)
			.toList();
		return new ClassPath(
				this.entries.stream().filter((entry) -> begins(entry, kept) || !begins(entry, dropped)).toList());
	}

	String argument() {
		return this.entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
	}

	private static boolean begins(Path entry, List<String> prefixes) {
		String name = name(entry);
		return prefixes.stream().anyMatch(name::startsWith);
	}

	// In a build of all modules, those before this one may be directories of classes
	private static String name(Path entry) {
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

	/**
	 * Which libraries a service has besides Boot.
	 *
	 * @param reactive whether it runs on Reactor Netty, and not on Tomcat
	 * @param starter whether it has our starter
	 * @param security whether it has Spring Security
	 * @param boringSsl whether it has netty-tcnative and, on Tomcat, netty-handler
	 * @param corretto whether it has the Amazon Corretto Crypto Provider
	 */
	record Parts(boolean reactive, boolean starter, boolean security, boolean boringSsl, boolean corretto) {
	}

}
