package io.mtlsboot.autoconfigure.revocation;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.CRLException;
import java.security.cert.X509CRL;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/**
 * Where CRLs are published, on the loopback interface.
 */
public final class CrlServer implements AutoCloseable {

	private final Map<String, byte[]> crls = new ConcurrentHashMap<>();

	private final Map<String, AtomicInteger> requests = new ConcurrentHashMap<>();

	private final HttpServer server;

	private CrlServer(HttpServer server) {
		this.server = server;
	}

	/**
	 * Starts a server that has no list yet.
	 * @return the server, to be closed
	 * @throws IOException if it has no port
	 */
	public static CrlServer start() throws IOException {
		CrlServer server = new CrlServer(
				HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0));
		server.server.createContext("/", server::handle);
		server.server.start();
		return server;
	}

	/**
	 * Publishes a list, or another one in its place.
	 * @param name the name of its file
	 * @param crl the list
	 * @return where it is
	 * @throws CRLException never
	 */
	public String publish(String name, X509CRL crl) throws CRLException {
		this.crls.put(name, crl.getEncoded());
		return uri(name);
	}

	public String uri(String name) {
		return "http://127.0.0.1:" + this.server.getAddress().getPort() + "/" + name;
	}

	/**
	 * The CRL distribution points extension that names a list of this server.
	 * @param name the name of its file
	 * @return its content
	 * @throws IOException never
	 */
	public byte[] distributionPoint(String name) throws IOException {
		GeneralName uri = new GeneralName(GeneralName.uniformResourceIdentifier, uri(name));
		return new CRLDistPoint(new DistributionPoint[] {
				new DistributionPoint(new DistributionPointName(new GeneralNames(uri)), null, null) })
			.getEncoded();
	}

	/**
	 * How often a list was asked for.
	 * @param name the name of its file
	 * @return the number of requests that were answered
	 */
	public int requests(String name) {
		return count(name).get();
	}

	/**
	 * How often any list was asked for.
	 * @return the number of requests that were answered
	 */
	public int requests() {
		return this.requests.values().stream().mapToInt(AtomicInteger::get).sum();
	}

	private AtomicInteger count(String name) {
		return this.requests.computeIfAbsent(name, (unknown) -> new AtomicInteger());
	}

	private void handle(HttpExchange exchange) throws IOException {
		String name = exchange.getRequestURI().getPath().substring(1);
		byte[] crl = this.crls.get(name);
		try (exchange) {
			exchange.sendResponseHeaders((crl != null) ? 200 : 404, (crl != null) ? crl.length : -1);
			if (crl != null) {
				exchange.getResponseBody().write(crl);
				exchange.getResponseBody().close();
			}
		}
		finally {
			count(name).incrementAndGet();
		}
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
