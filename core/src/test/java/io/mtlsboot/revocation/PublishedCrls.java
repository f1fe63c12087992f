package io.mtlsboot.revocation;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;

/**
 * Servers of lists, without a network.
 */
final class PublishedCrls implements Fetcher {

	private final Map<URI, Answer> answers = new ConcurrentHashMap<>();

	private final List<Request> requests = new CopyOnWriteArrayList<>();

	void publish(String uri, String text) {
		publish(uri, text, null);
	}

	void publish(String uri, String text, @Nullable Instant lastModified) {
		this.answers.put(URI.create(uri),
				new Answer(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), lastModified));
	}

	void withdraw(String uri) {
		this.answers.remove(URI.create(uri));
	}

	List<Request> requests() {
		return this.requests;
	}

	Request last() {
		return this.requests.get(this.requests.size() - 1);
	}

	@Override
	public Answer fetch(Request request) throws IOException {
		this.requests.add(request);
		Answer answer = this.answers.get(request.uri());
		if (answer == null) {
			throw new IOException("Unable to fetch '" + request.uri() + "': gone");
		}
		return (request.ifModifiedSince() != null && request.ifModifiedSince().equals(answer.lastModified()))
				? new Answer(null, answer.lastModified()) : answer;
	}

}
