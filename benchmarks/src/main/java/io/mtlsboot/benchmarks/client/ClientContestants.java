package io.mtlsboot.benchmarks.client;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.mtlsboot.benchmarks.process.ClassPath;
import io.mtlsboot.benchmarks.process.Jdk;
import io.mtlsboot.benchmarks.process.Launch;
import io.mtlsboot.benchmarks.process.Part;
import org.jspecify.annotations.Nullable;

/**
 * Every client there is to compare, whether it can be started here or not.
 */
final class ClientContestants {

	/**
	 * What the others are compared with.
	 */
	static final String BASELINE = "boot-restclient";

	private static final String APPLICATIONS = "io.mtlsboot.benchmarks.call.";

	private static final String JDK_CLIENT = "spring.http.clients.imperative.factory=jdk";

	private static final Set<Part> REST_CLIENT = EnumSet.of(Part.HTTP_CLIENT, Part.REST_CLIENT);

	private static final Set<Part> APACHE = with(REST_CLIENT, Part.APACHE);

	// With what it brings
	private static final Set<Part> STARTER = with(APACHE, Part.STARTER, Part.SECURITY);

	private final ClassPath everything = ClassPath.current();

	private final List<ClientContestant> all = new ArrayList<>();

	ClientContestants() {
		boot();
		starter();
	}

	List<ClientContestant> all() {
		return List.copyOf(this.all);
	}

	ClientContestant get(String id) {
		return this.all.stream()
			.filter((contestant) -> contestant.id().equals(id))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("Unable to start '" + id + "': expected one of "
					+ this.all.stream().map(ClientContestant::id).collect(Collectors.joining(", "))));
	}

	private void boot() {
		add(BASELINE, "Boot's RestClient, HttpClient 5", 25, "BootRestClientCaller", APACHE, Source.BUNDLE);
		add("boot-restclient-17", "Boot's RestClient, HttpClient 5", 17, "BootRestClientCaller", APACHE, Source.BUNDLE);
		add("boot-restclient-pooled", "Boot's RestClient, HttpClient 5 without connection state, pool of 50", 25,
				"PooledRestClientCaller", APACHE, Source.BUNDLE);
		add("boot-restclient-jdk", "Boot's RestClient, the JDK's client", 25, "BootRestClientCaller", REST_CLIENT,
				Source.BUNDLE, JDK_CLIENT);
		add("boot-webclient", "Boot's WebClient, Reactor Netty", 25, "BootWebClientCaller",
				EnumSet.of(Part.HTTP_CLIENT, Part.WEB_CLIENT, Part.REACTOR, Part.NETTY_TLS), Source.BUNDLE);
		add("unpooled", "Boot's RestClient, HttpClient 5, each connection closed", 25, "UnpooledRestClientCaller",
				APACHE, Source.BUNDLE);
	}

	private void starter() {
		Set<Part> webClient = with(STARTER, Part.WEB_CLIENT, Part.REACTOR, Part.NETTY_TLS);
		add("ours-restclient", "Our RestClient, HttpClient 5", 25, "StarterRestClientCaller", STARTER, Source.STARTER);
		add("ours-restclient-17", "Our RestClient, HttpClient 5", 17, "StarterRestClientCaller", STARTER,
				Source.STARTER);
		add("ours-restclient-jdk", "Our RestClient, the JDK's client", 25, "StarterRestClientCaller", STARTER,
				Source.STARTER, JDK_CLIENT);
		add("ours-webclient", "Our WebClient, Reactor Netty, JDK engine", 25, "StarterWebClientCaller", webClient,
				Source.STARTER);
		add("ours-webclient-boringssl", "Our WebClient, Reactor Netty, BoringSSL engine", 25, "StarterWebClientCaller",
				with(webClient, Part.BORINGSSL), Source.STARTER, "mtls.tls.engine=boringssl");
	}

	private void add(String id, String title, int jdk, String application, Set<Part> parts, Source source,
			String... properties) {
		// The title says which one
		@Nullable Jdk found = Jdk.findOrCurrent(jdk);
		this.all.add(new ClientContestant(id, title + ", JDK " + ((found != null) ? found.version() : jdk), jdk, found,
				new Launch.Application(APPLICATIONS + application, this.everything.with(parts)), source,
				List.of(properties)));
	}

	private static Set<Part> with(Set<Part> parts, Part... more) {
		Set<Part> all = EnumSet.copyOf(parts);
		all.addAll(List.of(more));
		return all;
	}

}
