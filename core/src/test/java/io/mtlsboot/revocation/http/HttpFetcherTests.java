package io.mtlsboot.revocation.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import io.mtlsboot.revocation.Fetcher.Answer;
import io.mtlsboot.revocation.Fetcher.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Answers of servers that we were configured to ask.
 */
class HttpFetcherTests {

	private static final Instant MODIFIED = Instant.parse("1994-11-06T08:49:37Z");

	private static final String LAST_MODIFIED = "Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT\r\n";

	private static final String OK = "HTTP/1.1 200 OK\r\n";

	private static final int MAX = 100;

	private final HttpFetcher fetcher = new HttpFetcher(FetchPolicy.PUBLIC_ONLY);

	@Test
	void fetchWhenContentHasALengthThenReturnsIt() throws Exception {
		try (ScriptedServer server = ScriptedServer
			.answering(OK + LAST_MODIFIED + "Content-Length: 5\r\n\r\nhello and more")) {
			Answer answer = this.fetcher.fetch(get(server.uri("/a%20b?c=d#e")));
			assertThat(text(answer)).isEqualTo("hello");
			assertThat(answer.lastModified()).isEqualTo(MODIFIED);
			assertThat(server.requests()).containsExactly("GET /a%20b?c=d HTTP/1.1\r\nHost: 127.0.0.1:" + server.port()
					+ "\r\nAccept-Encoding: identity\r\nConnection: close\r\n\r\n");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "HTTP/1.0 200 OK\r\n\r\nhello", "HTTP/1.1 200\r\n\r\nhello",
			OK + "Transfer-Encoding: chunked\r\n\r\n2;x=y\r\nhe\r\n0003  \r\nllo\r\n0\r\n\r\n",
			OK + "transfer-encoding:\tChunked\r\n\r\n5\r\nhello\r\n0\r\nTrailer: x\r\n\r\n",
			OK + "Last-Modified: yesterday\r\nX-Empty:\r\n\r\nhello" })
	void fetchWhenContentEndsInAnotherWayThenReturnsIt(String script) throws Exception {
		try (ScriptedServer server = ScriptedServer.answering(script)) {
			Answer answer = this.fetcher.fetch(get(server.uri("")));
			assertThat(text(answer)).isEqualTo("hello");
			assertThat(answer.lastModified()).isNull();
		}
	}

	@Test
	void fetchWhenContentIsPostedThenSendsIt() throws Exception {
		try (ScriptedServer server = ScriptedServer.answering(OK + "\r\nhello")) {
			Request request = new Request(server.uri("/ocsp"), true, ByteBuffer.wrap(new byte[] { 'a', 'b' }),
					"application/ocsp-request", null, MAX, Duration.ofSeconds(20));
			assertThat(text(this.fetcher.fetch(request))).isEqualTo("hello");
			assertThat(server.requests().get(0)).startsWith("POST /ocsp HTTP/1.1\r\n")
				.endsWith("Content-Type: application/ocsp-request\r\nContent-Length: 2\r\n\r\nab");
		}
	}

	@Test
	void fetchWhenNotModifiedThenReturnsNoContent() throws Exception {
		try (ScriptedServer server = ScriptedServer.answering("HTTP/1.1 304 Not Modified\r\n" + LAST_MODIFIED + "\r\n",
				OK + "\r\nnew")) {
			Answer answer = this.fetcher.fetch(conditional(server.uri("/crl")));
			assertThat(answer.body()).isNull();
			assertThat(answer.lastModified()).isEqualTo(MODIFIED);
			assertThat(server.requests().get(0)).contains("If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT\r\n");
			assertThat(text(this.fetcher.fetch(conditional(server.uri("/crl"))))).isEqualTo("new");
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 100, 103, 201, 204, 206, 300, 304, 400, 404, 500, 503 })
	void fetchWhenAnotherStatusThenRefused(int status) throws Exception {
		refused("HTTP/1.1 " + status + " X\r\nLocation: /\r\n\r\n", "expected status 200, found " + status);
	}

	@ParameterizedTest
	@ValueSource(strings = { "HTTP/2 200 OK\r\n\r\n", "HTTP/1.1  200 OK\r\n\r\n", "HTTP/1.1 2000 OK\r\n\r\n",
			"http/1.1 200 OK\r\n\r\n", "ICY 200 OK\r\n\r\n", "HTTP/1.1 200 O\u001bK\r\n\r\n",
			"SSH-2.0-OpenSSH\r\n\r\n" })
	void fetchWhenStatusLineIsNoneThenRefused(String script) throws Exception {
		refused(script, "expected the status line of HTTP/1.1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "X : y\r\n", "X\r\n", ": y\r\n", "X: a\u0000b\r\n", "A: b\r\n folded\r\n", "X Y: z\r\n" })
	void fetchWhenHeaderIsNoneThenRefused(String header) throws Exception {
		refused(OK + header + "\r\nhello", "expected a header");
	}

	@ParameterizedTest
	@ValueSource(strings = { "A: b\n\r\n", "A: b\rC: d\r\n\r\n" })
	void fetchWhenLinesEndInAnotherWayThenRefused(String headers) throws Exception {
		refused(OK + headers, "expected lines that end with CR and LF");
	}

	@Test
	void fetchWhenBothLengthAndChunkedThenRefused() throws Exception {
		refused(OK + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n", "and both");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Content-Length: 5\r\nContent-Length: 6", "Content-Length: 5, 5", "Content-Length: +5",
			"Content-Length: 0x5", "Content-Length: ", "Content-Length: -1", "Content-Length: 9999999999999999999" })
	void fetchWhenLengthIsNotOneNumberThenRefused(String header) throws Exception {
		refused(OK + header + "\r\n\r\nhello", "expected one Content-Length");
	}

	@ParameterizedTest
	@ValueSource(strings = { "gzip, chunked", "identity", "chunked\r\nTransfer-Encoding: chunked", "xchunked" })
	void fetchWhenAnotherTransferEncodingThenRefused(String encoding) throws Exception {
		refused(OK + "Transfer-Encoding: " + encoding + "\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
				"the Transfer-Encoding 'chunked'");
	}

	@Test
	void fetchWhenTransferEncodingOfHttp10ThenRefused() throws Exception {
		refused("HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "no Transfer-Encoding of HTTP/1.0");
	}

	@Test
	void fetchWhenContentIsEncodedThenRefused() throws Exception {
		refused(OK + "Content-Encoding: gzip\r\n\r\nhello", "expected no Content-Encoding");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "x\r\nhello\r\n0\r\n\r\n", "\r\n", "-1\r\n", "5 x\r\nhello\r\n0\r\n\r\n", "123456789\r\n" })
	void fetchWhenChunkSizeIsNoneThenRefused(String body) throws Exception {
		refused(OK + "Transfer-Encoding: chunked\r\n\r\n" + body, "expected the size of a chunk");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Content-Length: 101\r\n\r\n", "Content-Length: 2147483648\r\n\r\n",
			"Transfer-Encoding: chunked\r\n\r\n65\r\n", "Transfer-Encoding: chunked\r\n\r\nffffffff\r\n" })
	void fetchWhenContentIsAnnouncedTooLongThenRefusedBeforeReadingIt(String headers) throws Exception {
		refused(OK + headers, "expected at most 100 octets");
	}

	@Test
	void fetchWhenContentIsTooLongThenRefused() throws Exception {
		refused(OK + "\r\n" + "x".repeat(MAX + 1), "expected at most 100 octets");
		refused(OK + "Transfer-Encoding: chunked\r\n\r\n" + ("32\r\n" + "x".repeat(50) + "\r\n").repeat(2)
				+ "1\r\nx\r\n0\r\n\r\n", "expected at most 100 octets");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Content-Length: 6\r\n\r\nhello", "Transfer-Encoding: chunked\r\n\r\n6\r\nhello",
			"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n", "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n",
			"Content-Le", "" })
	void fetchWhenAnswerIsTruncatedThenRefused(String rest) throws Exception {
		refused(OK + rest, "found the end");
	}

	@Test
	void fetchWhenChunkDoesNotEndThenRefused() throws Exception {
		refused(OK + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello!!0\r\n\r\n", "expected the end of a chunk");
	}

	@Test
	void fetchWhenHeadersNeverEndThenRefused() throws Exception {
		refused(OK + "X: y\r\n".repeat(4000), "octets that are not content");
		refused(OK + "X: " + "y".repeat(20_000), "octets that are not content");
		refused(OK + "Transfer-Encoding: chunked\r\n\r\n5;" + "x".repeat(1000), "octets that are not content");
		refused("HTTP/1.1 200 " + "x".repeat(20_000), "octets that are not content");
	}

	@Test
	void fetchWhenServerSendsOneOctetAfterTheOtherThenEndsAtTheDeadline() throws Exception {
		AtomicLong nanos = new AtomicLong();
		// Each look at the time is a second later
		HttpFetcher fetcher = new HttpFetcher(FetchPolicy.PUBLIC_ONLY,
				(host, deadline) -> List.of(InetAddress.getLoopbackAddress()), Connector::direct,
				() -> nanos.addAndGet(1_000_000_000));
		try (ScriptedServer server = ScriptedServer.running((output) -> {
			output.write((OK + "\r\n").getBytes(StandardCharsets.US_ASCII));
			for (int i = 0; i < 50_000_000; i++) {
				output.write('x');
			}
		})) {
			Request request = new Request(server.uri("/"), true, null, null, null, Integer.MAX_VALUE - 8,
					Duration.ofSeconds(20));
			assertThatIOException().isThrownBy(() -> fetcher.fetch(request))
				.withMessageContaining("expected a complete answer within PT20S");
		}
	}

	@Test
	void fetchWhenServerIsSilentThenEndsAtTheDeadline() throws Exception {
		// Nobody accepts, the system connects all the same
		try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			Request request = new Request(URI.create("http://127.0.0.1:" + silent.getLocalPort()), true, null, null,
					null, MAX, Duration.ofMillis(50));
			assertThatIOException().isThrownBy(() -> this.fetcher.fetch(request)).withMessageContaining("PT0.05S");
		}
	}

	@Test
	void fetchWhenInterruptedThenEndsBeforeTheDeadline() throws Exception {
		Connector interrupting = (address, port, millis) -> {
			Socket socket = Connector.direct(address, port, millis);
			Thread.currentThread().interrupt();
			return socket;
		};
		HttpFetcher fetcher = new HttpFetcher(FetchPolicy.PUBLIC_ONLY, new SystemResolver(), interrupting,
				System::nanoTime);
		try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			URI uri = URI.create("http://127.0.0.1:" + silent.getLocalPort());
			assertThatIOException().isThrownBy(() -> fetcher.fetch(get(uri)))
				.withCauseInstanceOf(ClosedByInterruptException.class);
		}
		finally {
			assertThat(Thread.interrupted()).isTrue();
		}
	}

	private void refused(String script, String expected) throws Exception {
		try (ScriptedServer server = ScriptedServer.answering(script)) {
			assertThatIOException().isThrownBy(() -> this.fetcher.fetch(get(server.uri("/crl"))))
				.withMessageStartingWith("Unable to fetch '" + server.uri("/crl") + "': ")
				.withMessageContaining(expected);
		}
	}

	private static Request get(URI uri) {
		return new Request(uri, true, null, null, null, MAX, Duration.ofSeconds(20));
	}

	private static Request conditional(URI uri) {
		return new Request(uri, true, null, null, MODIFIED, MAX, Duration.ofSeconds(20));
	}

	private static String text(Answer answer) throws IOException {
		ByteBuffer body = answer.body();
		return (body != null) ? StandardCharsets.ISO_8859_1.decode(body).toString() : "";
	}

}
