package io.mtlsboot.benchmarks.server;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.mtlsboot.benchmarks.process.ClassPath;
import io.mtlsboot.benchmarks.process.Executable;
import io.mtlsboot.benchmarks.process.Jdk;
import io.mtlsboot.benchmarks.process.Launch;
import io.mtlsboot.benchmarks.process.Part;
import io.mtlsboot.benchmarks.server.BootContestant.Security;
import org.jspecify.annotations.Nullable;

/**
 * Every server there is to compare, whether it can be started here or not.
 */
final class Contestants {

	/**
	 * What the others are compared with.
	 */
	static final String BASELINE = "hand-wired";

	private static final Set<Part> CLIENT = Set.of(Part.HTTP_CLIENT, Part.REST_CLIENT, Part.APACHE);

	// With what it brings
	private static final Set<Part> STARTER = with(CLIENT, Set.of(Part.STARTER, Part.SECURITY));

	private static final String APPLICATIONS = "io.mtlsboot.benchmarks.app.";

	private static final String BORINGSSL = "mtls.tls.engine=boringssl";

	private static final String CORRETTO = "mtls.tls.crypto-provider=AmazonCorrettoCryptoProvider";

	private final ClassPath everything = ClassPath.current();

	private final List<Contestant> all = new ArrayList<>();

	Contestants() {
		tomcat();
		reactorNetty();
		others();
	}

	List<Contestant> all() {
		return List.copyOf(this.all);
	}

	Contestant get(String id) {
		return this.all.stream()
			.filter((contestant) -> contestant.id().equals(id))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("Unable to start '" + id + "': expected one of "
					+ this.all.stream().map(Contestant::id).collect(Collectors.joining(", "))));
	}

	private void tomcat() {
		Set<Part> plain = EnumSet.of(Part.SERVER, Part.TOMCAT);
		Set<Part> handWired = with(plain, Set.of(Part.SECURITY));
		Set<Part> starter = with(handWired, STARTER);
		Set<Part> boringSsl = with(starter, Set.of(Part.NETTY_TLS, Part.BORINGSSL));
		Set<Part> corretto = with(starter, Set.of(Part.CORRETTO));
		add("hand-wired", "Hand-wired Boot, Tomcat", 25, "HandWiredService", handWired, Security.BUNDLE);
		add("hand-wired-annotated", "Hand-wired Boot, Tomcat, role by annotation", 25, "HandWiredByAnnotationService",
				handWired, Security.BUNDLE);
		add("hand-wired-restclient", "Hand-wired Boot, Tomcat, role by annotation, with RestClient", 25,
				"HandWiredByAnnotationService", with(handWired, CLIENT), Security.BUNDLE);
		add("hand-wired-17", "Hand-wired Boot, Tomcat", 17, "HandWiredService", handWired, Security.BUNDLE);
		add("hand-wired-100", "Hand-wired Boot, Tomcat's default of 100 requests per connection", 25,
				"HandWiredService", handWired, Security.BUNDLE, "server.tomcat.max-keep-alive-requests=100");
		add("ours-jdk", "Our starter, Tomcat, JDK engine", 25, "StarterService", starter, Security.STARTER);
		add("ours-any-role", "Our starter, Tomcat, JDK engine, no role asked for", 25, "StarterForAnyRoleService",
				starter, Security.STARTER);
		add("ours-jdk-17", "Our starter, Tomcat, JDK engine", 17, "StarterService", starter, Security.STARTER);
		add("ours-corretto", "Our starter, Tomcat, JDK engine with Corretto's crypto provider", 25, "StarterService",
				corretto, Security.STARTER, CORRETTO);
		add("ours-corretto-17", "Our starter, Tomcat, JDK engine with Corretto's crypto provider", 17, "StarterService",
				corretto, Security.STARTER, CORRETTO);
		add("ours-boringssl", "Our starter, Tomcat, BoringSSL engine", 25, "StarterService", boringSsl,
				Security.STARTER, BORINGSSL);
		add("ours-boringssl-17", "Our starter, Tomcat, BoringSSL engine", 17, "StarterService", boringSsl,
				Security.STARTER, BORINGSSL);
		add("no-security", "Boot without Spring Security, Tomcat, mutual TLS", 25, "PlainService", plain,
				Security.BUNDLE);
		add("no-security-17", "Boot without Spring Security, Tomcat, mutual TLS", 17, "PlainService", plain,
				Security.BUNDLE);
		add("plain-http", "Boot without Spring Security, Tomcat, plain HTTP", 25, "PlainService", plain, Security.NONE);
	}

	private void reactorNetty() {
		Set<Part> handWired = EnumSet.of(Part.SERVER, Part.WEBFLUX, Part.REACTOR, Part.NETTY_TLS, Part.SECURITY);
		add("hand-wired-webflux", "Hand-wired Boot, Reactor Netty", 25, "ReactiveHandWiredService", handWired,
				Security.BUNDLE);
		add("ours-webflux-jdk", "Our starter, Reactor Netty, JDK engine", 25, "ReactiveStarterService",
				with(handWired, STARTER), Security.STARTER);
		add("ours-webflux-boringssl", "Our starter, Reactor Netty, BoringSSL engine", 25, "ReactiveStarterService",
				with(with(handWired, STARTER), Set.of(Part.BORINGSSL)), Security.STARTER, BORINGSSL);
	}

	private void others() {
		Contestant plain = get("plain-http");
		installed("nginx", "nginx", InstalledServer.NGINX, null);
		installed("nginx-proxy", "nginx in front of plain Boot", InstalledServer.NGINX, plain);
		installed("haproxy", "HAProxy", InstalledServer.HAPROXY, null);
		installed("haproxy-proxy", "HAProxy in front of plain Boot", InstalledServer.HAPROXY, plain);
		installed("node", "Node.js https", InstalledServer.NODE, null);
	}

	private void installed(String id, String title, InstalledServer kind, @Nullable Contestant backend) {
		this.all.add(new InstalledContestant(id, title, kind, Executable.find(kind.command()).orElse(null), backend));
	}

	private void add(String id, String title, int jdk, String application, Set<Part> parts, Security security,
			String... properties) {
		// The title says which one
		@Nullable Jdk found = Jdk.findOrCurrent(jdk);
		this.all.add(new BootContestant(id, title + ", JDK " + ((found != null) ? found.version() : jdk), jdk, found,
				new Launch.Application(APPLICATIONS + application, this.everything.with(parts)), security,
				List.of(properties)));
	}

	private static Set<Part> with(Set<Part> parts, Set<Part> more) {
		Set<Part> all = EnumSet.copyOf(parts);
		all.addAll(more);
		return all;
	}

}
