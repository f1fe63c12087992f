package io.mtlsboot.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ClassPathTests {

	private static final ClassPath ALL = new ClassPath(Stream
		.of("benchmarks/target/classes", "core/target/classes", "lib/mtls-spring-boot-autoconfigure-1.jar",
				"lib/mtls-dev-ca-1.jar", "lib/spring-core-7.jar", "lib/spring-security-web-7.jar",
				"lib/spring-webmvc-7.jar", "lib/tomcat-embed-core-11.jar", "lib/spring-webflux-7.jar",
				"lib/reactor-netty-http-1.jar", "lib/netty-handler-4.2.jar", "lib/netty-codec-http-4.2.jar",
				"lib/netty-tcnative-classes-2.jar", "lib/spring-boot-restclient-4.jar", "lib/httpclient5-5.jar",
				"lib/AmazonCorrettoCryptoProvider-2.jar", "lib/jmh-core-1.jar")
		.map(Path::of)
		.toList());

	@Test
	void withWhenHandWiredThenHasNothingOfOursAndNoNetty() {
		assertThat(names(Part.SERVER, Part.TOMCAT, Part.SECURITY)).containsExactly("classes", "spring-core-7.jar",
				"spring-security-web-7.jar", "spring-webmvc-7.jar", "tomcat-embed-core-11.jar");
	}

	@Test
	void withWhenPlainThenHasNoSecurity() {
		assertThat(names(Part.SERVER, Part.TOMCAT)).containsExactly("classes", "spring-core-7.jar",
				"spring-webmvc-7.jar", "tomcat-embed-core-11.jar");
	}

	@Test
	void withWhenStarterWithBoringSslOnTomcatThenHasTheTlsOfNettyAlone() {
		assertThat(names(Part.STARTER, Part.SECURITY, Part.SERVER, Part.TOMCAT, Part.NETTY_TLS, Part.BORINGSSL))
			.containsExactly("classes", "classes", "mtls-spring-boot-autoconfigure-1.jar", "spring-core-7.jar",
					"spring-security-web-7.jar", "spring-webmvc-7.jar", "tomcat-embed-core-11.jar",
					"netty-handler-4.2.jar", "netty-tcnative-classes-2.jar");
	}

	@Test
	void withWhenReactiveThenHasNoTomcatAndNoNativeTls() {
		assertThat(names(Part.STARTER, Part.SECURITY, Part.SERVER, Part.WEBFLUX, Part.REACTOR, Part.NETTY_TLS,
				Part.CORRETTO))
			.containsExactly("classes", "classes", "mtls-spring-boot-autoconfigure-1.jar", "spring-core-7.jar",
					"spring-security-web-7.jar", "spring-webflux-7.jar", "reactor-netty-http-1.jar",
					"netty-handler-4.2.jar", "netty-codec-http-4.2.jar", "AmazonCorrettoCryptoProvider-2.jar");
	}

	@Test
	void withWhenClientThenHasNoServer() {
		assertThat(names(Part.HTTP_CLIENT, Part.REST_CLIENT, Part.APACHE)).containsExactly("classes",
				"spring-core-7.jar", "spring-boot-restclient-4.jar", "httpclient5-5.jar");
	}

	@Test
	void inJarsWhenThereIsADirectoryThenItsFilesAreInAJar(@TempDir Path directory) throws IOException {
		Path classes = Files.createDirectories(directory.resolve("target/classes/app"));
		Files.writeString(classes.resolve("some.properties"), "a=b");
		Path library = Files.createFile(directory.resolve("library.jar"));
		List<Path> jars = new ClassPath(List.of(classes.getParent(), library)).inJars(directory.resolve("jars"))
			.entries();
		assertThat(jars).hasSize(2).last().isEqualTo(library);
		try (JarFile jar = new JarFile(jars.get(0).toFile())) {
			assertThat(jar.getEntry("app/some.properties")).isNotNull();
		}
	}

	private static List<String> names(Part... parts) {
		return ALL.with(Set.of(parts)).entries().stream().map((entry) -> entry.getFileName().toString()).toList();
	}

}
