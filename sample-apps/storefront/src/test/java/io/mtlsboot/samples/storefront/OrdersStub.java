package io.mtlsboot.samples.storefront;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;

/**
 * Stands for the orders service, which this module does not depend on. It wants a
 * certificate and remembers whose it was.
 */
final class OrdersStub implements AutoCloseable {

	private final List<X509Certificate> callers = new CopyOnWriteArrayList<>();

	private final HttpsServer server;

	OrdersStub(SSLContext context) throws IOException {
		this.server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.setHttpsConfigurator(new HttpsConfigurator(context) {

			@Override
			public void configure(HttpsParameters parameters) {
				SSLParameters tls = context.getDefaultSSLParameters();
				tls.setNeedClientAuth(true);
				parameters.setSSLParameters(tls);
			}

		});
		answer("/orders", "[{\"id\":17,\"item\":\"tea towels\",\"quantity\":3}]");
		answer("/whoami", "{\"identity\":\"spiffe://shop.example/storefront\"}");
		this.server.start();
	}

	String url() {
		return "https://localhost:" + this.server.getAddress().getPort();
	}

	List<X509Certificate> callers() {
		return this.callers;
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

	private void answer(String path, String json) {
		this.server.createContext(path, (exchange) -> {
			remember(exchange);
			byte[] body = json.getBytes(StandardCharsets.UTF_8);
			exchange.getResponseHeaders().set("Content-Type", "application/json");
			exchange.sendResponseHeaders(200, body.length);
			exchange.getResponseBody().write(body);
			exchange.close();
		});
	}

	private void remember(HttpExchange exchange) throws IOException {
		this.callers.add((X509Certificate) ((HttpsExchange) exchange).getSSLSession().getPeerCertificates()[0]);
	}

}
