package io.mtlsboot.benchmarks.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class ResponseReaderTests {

	private final ResponseReader reader = new ResponseReader();

	@Test
	void feedWhenInPartsThenIsCompleteWithTheLast() throws IOException {
		assertThat(feed("HTTP/1.1 200 OK\r\nContent-Le")).isFalse();
		assertThat(feed("ngth: 9\r\n\r")).isFalse();
		assertThat(feed("\nhello w")).isFalse();
		assertThat(feed("eb")).isTrue();
	}

	@Test
	void feedWhenLengthIsTheLastHeaderAndReusedThenIsComplete() throws IOException {
		assertThat(feed("HTTP/1.1 200 \r\nDate: now\r\nContent-Length: 2\r\n\r\nhi")).isTrue();
		this.reader.reset();
		assertThat(feed("HTTP/1.1 200 \r\nContent-Length: 3\r\n\r\nhi")).isFalse();
	}

	@Test
	void feedWhenChunkedThenEndsWithTheLastChunk() throws IOException {
		assertThat(feed("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n")).isFalse();
		assertThat(feed("0\r\n\r\n")).isTrue();
	}

	@Test
	void feedWhenStatusIsNotOkThenFails() {
		assertThatIOException().isThrownBy(() -> feed("HTTP/1.1 403 \r\nContent-Length: 0\r\n\r\n"))
			.withMessageContaining("answered HTTP/1.1 403");
	}

	private boolean feed(String text) throws IOException {
		return this.reader.feed(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
	}

}
