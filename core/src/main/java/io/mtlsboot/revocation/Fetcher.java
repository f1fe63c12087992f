package io.mtlsboot.revocation;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Fetches what an URI names, by HTTP. Bounded in time and size; whom it does not want to
 * connect to, it refuses.
 */
@FunctionalInterface
public interface Fetcher {

	/**
	 * Fetches something. Blocks no longer than the time-out.
	 * @param request what to fetch
	 * @return the answer, of status 200 or 304
	 * @throws IOException if there is none, or none that may be used; its message says
	 * why and is printable
	 */
	Answer fetch(Request request) throws IOException;

	/**
	 * What to fetch.
	 *
	 * @param uri where from
	 * @param trusted whether we were configured to ask there; otherwise a certificate
	 * says so, which may name a host that nobody wants us to talk to
	 * @param body what to post as {@code contentType}, or {@code null} to get
	 * @param contentType the media type of the body, or {@code null} without one
	 * @param ifModifiedSince the {@code lastModified} of what is there already, or
	 * {@code null}
	 * @param maxBytes how long the answer may be
	 * @param timeout how long everything may take together
	 */
	record Request(URI uri, boolean trusted, @Nullable ByteBuffer body, @Nullable String contentType,
			@Nullable Instant ifModifiedSince, int maxBytes, Duration timeout) {
	}

	/**
	 * What was fetched.
	 *
	 * @param body the content, or {@code null} if it has not been modified
	 * @param lastModified when it was modified, as far as the server says so
	 */
	record Answer(@Nullable ByteBuffer body, @Nullable Instant lastModified) {
	}

}
