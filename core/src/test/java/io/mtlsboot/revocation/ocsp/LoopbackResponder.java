package io.mtlsboot.revocation.ocsp;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mtlsboot.revocation.Fetcher;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.GeneralName;

/**
 * An OCSP responder over HTTP on the loopback interface, which answers what it is told.
 */
public final class LoopbackResponder implements AutoCloseable {

	private final AtomicInteger requests = new AtomicInteger();

	private final ExecutorService threads = Executors.newCachedThreadPool((work) -> {
		Thread thread = new Thread(work, "loopback-responder");
		thread.setDaemon(true);
		return thread;
	});

	private final HttpServer server;

	private volatile Behaviour behaviour = (request) -> new byte[0];

	public LoopbackResponder() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/", this::handle);
		this.server.setExecutor(this.threads);
		this.server.start();
	}

	public LoopbackResponder answering(Behaviour behaviour) {
		this.behaviour = behaviour;
		return this;
	}

	public URI uri() {
		return URI.create("http://127.0.0.1:" + this.server.getAddress().getPort() + "/ocsp");
	}

	public int requests() {
		return this.requests.get();
	}

	/**
	 * The authority information access extension that names this responder.
	 */
	public byte[] access() throws IOException {
		return access(uri().toString());
	}

	static byte[] access(String... uris) throws IOException {
		AccessDescription[] descriptions = new AccessDescription[uris.length];
		for (int i = 0; i < uris.length; i++) {
			descriptions[i] = new AccessDescription(AccessDescription.id_ad_ocsp,
					new GeneralName(GeneralName.uniformResourceIdentifier, uris[i]));
		}
		return new AuthorityInformationAccess(descriptions).getEncoded();
	}

	private void handle(HttpExchange exchange) throws IOException {
		try (exchange) {
			this.requests.incrementAndGet();
			byte[] answer = this.behaviour.answer(request(exchange));
			exchange.getResponseHeaders().add("Content-Type", "application/ocsp-response");
			exchange.sendResponseHeaders(200, (answer.length == 0) ? -1 : answer.length);
			exchange.getResponseBody().write(answer);
		}
		catch (Exception ex) {
			throw new IOException(ex);
		}
	}

	/** RFC 6960 A.1: short requests may come as a part of the path. */
	private static byte[] request(HttpExchange exchange) throws IOException {
		if (exchange.getRequestMethod().equals("GET")) {
			String path = exchange.getRequestURI().getPath();
			return Base64.getDecoder().decode(path.substring(path.indexOf("/ocsp/") + 6));
		}
		return exchange.getRequestBody().readAllBytes();
	}

	/**
	 * Posts by the JDK's own client, to the loopback interface only.
	 */
	static Fetcher.Answer fetch(Fetcher.Request request) throws IOException {
		HttpURLConnection connection = (HttpURLConnection) request.uri().toURL().openConnection(Proxy.NO_PROXY);
		connection.setConnectTimeout((int) request.timeout().toMillis());
		connection.setReadTimeout((int) request.timeout().toMillis());
		connection.setDoOutput(true);
		connection.setRequestProperty("Content-Type", request.contentType());
		byte[] body = new byte[request.body().remaining()];
		request.body().get(body);
		connection.getOutputStream().write(body);
		try (InputStream answer = connection.getInputStream()) {
			byte[] octets = answer.readNBytes(request.maxBytes() + 1);
			if (octets.length > request.maxBytes()) {
				throw new IOException("expected at most " + request.maxBytes() + " octets");
			}
			return new Fetcher.Answer(ByteBuffer.wrap(octets), null);
		}
		finally {
			connection.disconnect();
		}
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

	@FunctionalInterface
	public interface Behaviour {

		byte[] answer(byte[] request) throws Exception;

	}

}
