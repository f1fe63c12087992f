package io.mtlsboot.autoconfigure.client;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;

/**
 * A callee that has nothing of ours in it: the JDK's server, key managers and trust
 * managers. It answers with the subject of the caller.
 */
final class CalleeServer implements AutoCloseable {

	private static final char[] PASSWORD = "changeit".toCharArray();

	private final List<Call> calls = new CopyOnWriteArrayList<>();

	private final CountDownLatch gate = new CountDownLatch(1);

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final HttpsServer server;

	private volatile String location = "/";

	private CalleeServer(HttpsServer server) {
		this.server = server;
	}

	static CalleeServer start(IssuedCertificate identity, DevCa callers) throws Exception {
		return start(identity, callers, "TLSv1.3", "TLSv1.2");
	}

	static CalleeServer start(IssuedCertificate identity, DevCa callers, String... versions) throws Exception {
		SSLContext context = context(identity, callers.trustStore());
		HttpsServer https = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
		https.setHttpsConfigurator(new HttpsConfigurator(context) {

			@Override
			public void configure(HttpsParameters parameters) {
				var ssl = context.getDefaultSSLParameters();
				ssl.setNeedClientAuth(true);
				ssl.setProtocols(versions);
				parameters.setSSLParameters(ssl);
			}

		});
		CalleeServer server = new CalleeServer(https);
		https.setExecutor(server.executor);
		https.createContext("/", server::answer);
		https.createContext("/redirect", server::redirect);
		https.createContext("/held", server::held);
		https.createContext("/silent", server::silent);
		https.start();
		return server;
	}

	private static SSLContext context(IssuedCertificate identity, KeyStore anchors) throws Exception {
		KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		keys.init(identity.keyStore("PKCS12", PASSWORD, "server"), PASSWORD);
		TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		trust.init(anchors);
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
		return context;
	}

	String url() {
		return url("localhost");
	}

	String url(String host) {
		return "https://" + host + ":" + this.server.getAddress().getPort();
	}

	List<Call> calls() {
		return this.calls;
	}

	void redirectTo(String location) {
		this.location = location;
	}

	/**
	 * Lets the requests to {@code /held} end.
	 */
	void openGate() {
		this.gate.countDown();
	}

	private void answer(HttpExchange exchange) throws IOException {
		String caller = note(exchange);
		byte[] body = exchange.getRequestBody().readAllBytes();
		send(exchange, 200, (body.length > 0) ? new String(body, StandardCharsets.UTF_8) : caller);
	}

	private void redirect(HttpExchange exchange) throws IOException {
		note(exchange);
		exchange.getResponseHeaders().set("Location", this.location);
		send(exchange, 302, "elsewhere");
	}

	/** The head and the first byte come at once, the rest when the gate is open. */
	private void held(HttpExchange exchange) throws IOException {
		String caller = note(exchange);
		exchange.sendResponseHeaders(200, 0);
		try (OutputStream body = exchange.getResponseBody()) {
			body.write('>');
			body.flush();
			await();
			body.write(caller.getBytes(StandardCharsets.UTF_8));
		}
	}

	private void silent(HttpExchange exchange) throws IOException {
		note(exchange);
		await();
		exchange.close();
	}

	private void await() {
		try {
			this.gate.await(60, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private String note(HttpExchange exchange) throws IOException {
		X509Certificate leaf = (X509Certificate) ((HttpsExchange) exchange).getSSLSession().getPeerCertificates()[0];
		String caller = leaf.getSubjectX500Principal().getName();
		this.calls.add(new Call(caller, exchange.getRequestURI().getPath(), exchange.getRemoteAddress().getPort(),
				String.valueOf(exchange.getRequestHeaders().getFirst("X-Test")),
				String.valueOf(exchange.getRequestHeaders().getFirst("User-Agent"))));
		return caller;
	}

	private static void send(HttpExchange exchange, int status, String text) throws IOException {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		exchange.sendResponseHeaders(status, bytes.length);
		try (OutputStream body = exchange.getResponseBody()) {
			body.write(bytes);
		}
	}

	@Override
	public void close() {
		openGate();
		this.server.stop(0);
		this.executor.shutdownNow();
	}

	record Call(String caller, String path, int remotePort, String header, String userAgent) {
	}

}
