package io.mtlsboot.revocation.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.mtlsboot.revocation.Fetcher.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Whom {@link HttpFetcher} connects to. Names are looked up in a map, and every
 * connection leads to the same server, whatever its address.
 */
class HttpFetcherTargetTests {

	private static final String HELLO = "HTTP/1.1 200 OK\r\n\r\nhello";

	private final List<String> lookups = new ArrayList<>();

	private final List<String> connected = new ArrayList<>();

	private final Map<String, String> hosts = Map.of("pki.example", "1.1.1.1", "other.example", "2.2.2.2", "private",
			"10.0.0.1", "metadata", "169.254.169.254", "local", "127.0.0.1", "mixed", "1.1.1.1 10.0.0.1", "mixed-again",
			"10.0.0.1 1.1.1.1", "several", "1.1.1.1 2.2.2.2 3.3.3.3", "pki.corp.example", "10.0.0.2");

	@Test
	void fetchWhenCertificateNamesAPublicHostThenConnectsToItsAddress() throws Exception {
		assertThat(fetch(false, FetchPolicy.PUBLIC_ONLY, "http://pki.example/crl", HELLO)).isEqualTo("hello");
		assertThat(this.connected).containsExactly("1.1.1.1:80");
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://private/", "http://metadata/latest/meta-data", "http://local/", "http://mixed/",
			"http://mixed-again/", "http://169.254.169.254/", "http://2130706433/", "http://[::1]/",
			"http://[::ffff:127.0.0.1]/", "http://[64:ff9b::a9fe:a9fe]/" })
	void fetchWhenCertificateNamesAPrivateHostThenRefusedWithoutConnecting(String uri) {
		refused(false, uri, "expected public addresses");
		assertThat(this.connected).isEmpty();
	}

	@Test
	void fetchWhenCertificateNamesAnotherPortThenRefusedWithoutLookup() {
		refused(false, "http://pki.example:6379/", "expected port 80");
		assertThat(this.lookups).isEmpty();
	}

	@Test
	void fetchWhenTheNameIsReboundThenConnectsToTheCheckedAddress() throws Exception {
		try (ScriptedServer server = ScriptedServer.answering(HELLO)) {
			HostResolver rebinding = (host, deadline) -> {
				this.lookups.add(host);
				return List.of(InetAddress.getByName((this.lookups.size() == 1) ? "1.1.1.1" : "127.0.0.1"));
			};
			HttpFetcher fetcher = new HttpFetcher(FetchPolicy.PUBLIC_ONLY, rebinding, to(server), System::nanoTime);
			assertThat(fetcher.fetch(get(false, "http://evil.example/")).body()).isNotNull();
		}
		assertThat(this.lookups).hasSize(1);
		assertThat(this.connected).containsExactly("1.1.1.1:80");
	}

	@Test
	void fetchWhenPolicyAllowsThePrivateHostThenConnectsToAnyPort() throws Exception {
		FetchPolicy policy = new FetchPolicy(List.of("*.corp.example"));
		assertThat(fetch(false, policy, "http://pki.corp.example:8080/crl", HELLO)).isEqualTo("hello");
		assertThat(this.connected).containsExactly("10.0.0.2:8080");
	}

	@Test
	void fetchWhenConfiguredThenConnectsToAnyAddressAndPort() throws Exception {
		assertThat(fetch(true, FetchPolicy.PUBLIC_ONLY, "http://private:8080/crl", HELLO)).isEqualTo("hello");
		assertThat(this.connected).containsExactly("10.0.0.1:8080");
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://pki.example/", "ftp://pki.example/", "file:///etc/passwd", "ldap://pki.example/",
			"http:/path", "http:opaque", "/path", "http://user@pki.example/", "http://@pki.example/", "http://pki_x/",
			"http://pki.example:0/", "http://pki.example:65536/", "http://[fe80::1%25eth0]/",
			"http://pki.example/\u00e9", "jar:http://pki.example/x!/" })
	void fetchWhenUriIsOfAnotherKindThenRefused(String uri) {
		refused(true, uri, "expected a");
		assertThat(this.lookups).isEmpty();
	}

	@Test
	void fetchWhenUriIsVeryLongThenRefused() {
		refused(true, "http://pki.example/" + "x".repeat(3000), "up to 2048");
	}

	@Test
	void fetchWhenFirstAddressesDoNotAnswerThenTriesTheNext() throws Exception {
		try (ScriptedServer server = ScriptedServer.answering(HELLO)) {
			Connector last = (address, port, millis) -> {
				if (!address.getHostAddress().equals("3.3.3.3")) {
					this.connected.add(address.getHostAddress());
					throw new IOException("refused");
				}
				return to(server).connect(address, port, millis);
			};
			HttpFetcher fetcher = new HttpFetcher(FetchPolicy.PUBLIC_ONLY, this::resolve, last, System::nanoTime);
			assertThat(fetcher.fetch(get(false, "http://several/")).body()).isNotNull();
			assertThat(this.connected).containsExactly("1.1.1.1", "2.2.2.2", "3.3.3.3:80");
		}
	}

	@Test
	void fetchWhenNoAddressAnswersThenSaysWhich() {
		Connector none = (address, port, millis) -> {
			throw new IOException("Connection refused");
		};
		HttpFetcher fetcher = new HttpFetcher(FetchPolicy.PUBLIC_ONLY, this::resolve, none, System::nanoTime);
		assertThatIOException().isThrownBy(() -> fetcher.fetch(get(false, "http://pki.example/")))
			.withMessage("Unable to fetch 'http://pki.example/': expected a connection to 1.1.1.1 port 80, found "
					+ "'Connection refused'");
	}

	@ParameterizedTest
	@ValueSource(ints = { 301, 302, 303, 307, 308 })
	void fetchWhenRedirectedThenFollows(int status) throws Exception {
		assertThat(fetch(false, FetchPolicy.PUBLIC_ONLY, "http://pki.example/a/b",
				redirect(status, "http://other.example/c"), HELLO))
			.isEqualTo("hello");
		assertThat(this.connected).containsExactly("1.1.1.1:80", "2.2.2.2:80");
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://private/", "http://metadata/", "http://mixed/", "http://127.0.0.1/", "//metadata/",
			"http://[::1]/" })
	void fetchWhenRedirectedToAPrivateHostThenRefused(String location) {
		for (boolean trusted : new boolean[] { true, false }) {
			refused(trusted, "http://pki.example/", "expected public addresses", redirect(302, location));
		}
		assertThat(this.connected).containsOnly("1.1.1.1:80");
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://pki.example/", "file:///etc/passwd", "ftp://pki.example/", "a b", "http://",
			"http://user@pki.example/", "gopher://x/", "" })
	void fetchWhenRedirectedToAnotherSchemeThenRefused(String location) {
		refused(true, "http://pki.example/", "", redirect(302, location));
		assertThat(this.connected).containsOnly("1.1.1.1:80");
	}

	@Test
	void fetchWhenConfiguredServerRedirectsToItselfThenStaysTrusted() throws Exception {
		assertThat(fetch(true, FetchPolicy.PUBLIC_ONLY, "http://private:8080/a", redirect(302, "/b"), HELLO))
			.isEqualTo("hello");
		assertThat(this.connected).containsExactly("10.0.0.1:8080", "10.0.0.1:8080");
	}

	@Test
	void fetchWhenConfiguredServerRedirectsToAnotherPortThenRefused() {
		refused(true, "http://private:8080/a", "expected port 80", redirect(302, "http://private:6379/"));
		refused(true, "http://private:8080/a", "expected public addresses", redirect(302, "http://private/"));
	}

	@Test
	void fetchWhenRedirectedAwayAndBackThenNotTrustedAgain() {
		refused(true, "http://private:80/a", "expected public addresses", redirect(302, "http://pki.example/"),
				redirect(302, "http://private/a"));
	}

	@Test
	void fetchWhenRedirectedWithoutEndThenRefused() {
		String[] circle = new String[5];
		Arrays.fill(circle, redirect(302, "/again"));
		refused(true, "http://pki.example/", "expected at most 3 redirects", circle);
		assertThat(this.connected).hasSize(4);
	}

	@Test
	void fetchWhenRedirectNamesNoLocationThenRefused() {
		refused(true, "http://pki.example/", "found no Location", "HTTP/1.1 302 Found\r\n\r\n");
	}

	@Test
	void fetchWhenPostIsRedirectedThenRefused() throws Exception {
		try (ScriptedServer server = ScriptedServer.answering(redirect(307, "/other"))) {
			Request post = new Request(URI.create("http://pki.example/"), true, ByteBuffer.allocate(1), "a/b", null, 9,
					Duration.ofSeconds(20));
			assertThatIOException().isThrownBy(() -> fetcher(server, FetchPolicy.PUBLIC_ONLY).fetch(post))
				.withMessageContaining("what was posted");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "a/b\r\nX: y", "a", "a/b c", "" })
	void fetchWhenMediaTypeWouldAddAHeaderThenRefused(String contentType) {
		Request post = new Request(URI.create("http://pki.example/"), true, ByteBuffer.allocate(1), contentType, null,
				9, Duration.ofSeconds(20));
		assertThatIOException().isThrownBy(() -> new HttpFetcher(FetchPolicy.PUBLIC_ONLY).fetch(post))
			.withMessageContaining("media type");
	}

	@Test
	void fetchWhenMuchIsPostedThenRefused() {
		Request post = new Request(URI.create("http://pki.example/"), true, ByteBuffer.allocate(20_000), "a/b", null, 9,
				Duration.ofSeconds(20));
		assertThatIOException().isThrownBy(() -> new HttpFetcher(FetchPolicy.PUBLIC_ONLY).fetch(post))
			.withMessageContaining("octets to send");
	}

	private void refused(boolean trusted, String uri, String expected, String... answers) {
		assertThatIOException().isThrownBy(() -> fetch(trusted, FetchPolicy.PUBLIC_ONLY, uri, answers))
			.withMessageStartingWith("Unable to fetch '")
			.withMessageContaining(expected);
	}

	private String fetch(boolean trusted, FetchPolicy policy, String uri, String... answers) throws IOException {
		try (ScriptedServer server = ScriptedServer.answering(answers)) {
			ByteBuffer body = fetcher(server, policy).fetch(get(trusted, uri)).body();
			return (body != null) ? StandardCharsets.ISO_8859_1.decode(body).toString() : "";
		}
	}

	private HttpFetcher fetcher(ScriptedServer server, FetchPolicy policy) {
		return new HttpFetcher(policy, this::resolve, to(server), System::nanoTime);
	}

	private Connector to(ScriptedServer server) {
		return (address, port, millis) -> {
			this.connected.add(address.getHostAddress() + ":" + port);
			return new Socket(InetAddress.getLoopbackAddress(), server.port());
		};
	}

	private List<InetAddress> resolve(String host, Deadline deadline) throws IOException {
		this.lookups.add(host);
		List<InetAddress> addresses = new ArrayList<>();
		for (String address : this.hosts.getOrDefault(host, host).split(" ")) {
			addresses.add(InetAddress.getByName(address));
		}
		return addresses;
	}

	private static Request get(boolean trusted, String uri) {
		return new Request(URI.create(uri), trusted, null, null, null, 100, Duration.ofSeconds(20));
	}

	private static String redirect(int status, String location) {
		return "HTTP/1.1 " + status + " X\r\nLocation: " + location + "\r\n\r\n";
	}

}
