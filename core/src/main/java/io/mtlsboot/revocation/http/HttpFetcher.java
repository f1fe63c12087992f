package io.mtlsboot.revocation.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

import io.mtlsboot.revocation.Fetcher;
import io.mtlsboot.x509.PrintableText;

/**
 * Fetches by HTTP/1.1, without a proxy.
 * <p>
 * What a certificate names is fetched from port 80 of public addresses only, unless the
 * policy allows the host by name. The address that was checked is the one that is
 * connected to. A redirect is followed up to three times, never with content to post, and
 * leads where a certificate may lead, unless it stays on a server that we were configured
 * to ask. An answer that could be read in two ways is refused.
 * <p>
 * Safe for use by many threads. Blocks the caller up to the time-out of the request,
 * which covers everything, name resolution included; an interrupt ends it earlier.
 */
public final class HttpFetcher implements Fetcher {

	private static final int MAX_REDIRECTS = 3;

	private static final int OK = 200;

	private static final int NOT_MODIFIED = 304;

	private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

	private static final Pattern MEDIA_TYPE = Pattern.compile("[A-Za-z0-9.+-]+/[A-Za-z0-9.+-]+");

	private final FetchPolicy policy;

	private final HostResolver resolver;

	private final Connector connector;

	private final LongSupplier nanos;

	/**
	 * Fetches what a policy allows.
	 * @param policy whom certificates may make us contact
	 */
	public HttpFetcher(FetchPolicy policy) {
		this(policy, new SystemResolver(), Connector::direct, System::nanoTime);
	}

	HttpFetcher(FetchPolicy policy, HostResolver resolver, Connector connector, LongSupplier nanos) {
		this.policy = policy;
		this.resolver = resolver;
		this.connector = connector;
		this.nanos = nanos;
	}

	@Override
	public Answer fetch(Request request) throws IOException {
		try {
			requireSendable(request);
			return follow(request, new Deadline(request.timeout(), this.nanos));
		}
		catch (IOException | RuntimeException ex) {
			String reason = (ex.getMessage() != null) ? ex.getMessage() : ex.getClass().getSimpleName();
			throw new IOException(
					"Unable to fetch '" + PrintableText.of(request.uri().toString()) + "': " + PrintableText.of(reason),
					ex);
		}
	}

	private static void requireSendable(Request request) throws IOException {
		ByteBuffer body = request.body();
		String contentType = request.contentType();
		if ((body != null) != (contentType != null)
				|| (contentType != null && !MEDIA_TYPE.matcher(contentType).matches())) {
			throw new IOException("expected content and its media type, or neither");
		}
		if (body != null && body.remaining() > HttpConnection.MAX_REQUEST_BODY) {
			throw new IOException("expected at most " + HttpConnection.MAX_REQUEST_BODY + " octets to send");
		}
	}

	private Answer follow(Request request, Deadline deadline) throws IOException {
		URI uri = request.uri();
		HttpTarget target = HttpTarget.of(uri, request.trusted());
		for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
			List<InetAddress> addresses = addresses(target, deadline);
			try (HttpConnection connection = HttpConnection.open(this.connector, addresses, target.port(), deadline)) {
				connection.send(target, request.body(), request.contentType(), request.ifModifiedSince());
				HttpAnswer answer = connection.receive();
				if (!REDIRECTS.contains(answer.status())) {
					return answer(answer, request);
				}
				uri = location(uri, answer, request);
			}
			HttpTarget next = HttpTarget.of(uri, false);
			// To another server nobody but this one has sent us
			target = (target.trusted() && target.isSameServer(next)) ? HttpTarget.of(uri, true) : next;
		}
		throw new IOException("expected at most " + MAX_REDIRECTS + " redirects");
	}

	private static Answer answer(HttpAnswer answer, Request request) throws IOException {
		if (answer.status() == NOT_MODIFIED && request.ifModifiedSince() != null) {
			return new Answer(null, HttpDate.parse(answer.header("last-modified")));
		}
		if (answer.status() != OK) {
			throw new IOException("expected status 200, found " + answer.status());
		}
		ByteBuffer body = ByteBuffer.wrap(answer.body(request.maxBytes()));
		return new Answer(body, HttpDate.parse(answer.header("last-modified")));
	}

	private static URI location(URI from, HttpAnswer answer, Request request) throws IOException {
		if (request.body() != null) {
			throw new IOException("expected an answer to what was posted, found status " + answer.status());
		}
		String location = answer.header("location");
		if (location == null || location.isEmpty()) {
			throw new IOException("expected where to go with status " + answer.status() + ", found no Location");
		}
		return from.resolve(location);
	}

	private List<InetAddress> addresses(HttpTarget target, Deadline deadline) throws IOException {
		boolean allowed = target.trusted() || this.policy.allows(target.host());
		if (!allowed && target.port() != HttpTarget.DEFAULT_PORT) {
			throw new IOException(
					"expected port 80 of a host that no configuration names, found '" + target.authority() + "'");
		}
		List<InetAddress> addresses = this.resolver.resolve(target.host(), deadline);
		if (!allowed) {
			requirePublic(target.host(), addresses);
		}
		return addresses;
	}

	// All of them: the order is up to whoever answers for the name
	private static void requirePublic(String host, List<InetAddress> addresses) throws IOException {
		for (InetAddress address : addresses) {
			String objection = AddressRules.objection(address);
			if (objection != null) {
				throw new IOException("expected public addresses of a host that no configuration names, found '" + host
						+ "' at " + address.getHostAddress() + " (" + objection + ")");
			}
		}
	}

}
