package io.mtlsboot.autoconfigure.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.net.ssl.SSLSocket;

import io.mtlsboot.autoconfigure.Finding;
import io.mtlsboot.autoconfigure.MtlsContexts;
import io.mtlsboot.jsse.MtlsContext;

/**
 * Calls a callee once, as the client would.
 *
 * @param contexts the TLS of the client
 * @param clock what time it is here
 */
record CalleeExamination(MtlsContexts contexts, Clock clock) {

	private static final int TIMEOUT_MILLIS = 5000;

	private static final int MAX_HEAD = 8192;

	private static final int HTTPS = 443;

	List<Finding> of(String name, URI url) {
		String subject = "client:" + name;
		int port = (url.getPort() > 0) ? url.getPort() : HTTPS;
		InetAddress address;
		try {
			address = InetAddress.getByName(url.getHost());
		}
		catch (UnknownHostException ex) {
			return List.of(Check.CALLEE_ADDRESS.error(subject, "host '" + url.getHost()
					+ "' has no address: correct 'mtls.clients." + name + ".url', or the DNS of this machine"));
		}
		List<Finding> findings = new ArrayList<>();
		findings.add(Check.CALLEE_ADDRESS.ok(subject, "host '" + url.getHost() + "' is " + address.getHostAddress()));
		findings.addAll(call(subject, name, url.getHost(), new InetSocketAddress(address, port)));
		return findings;
	}

	private List<Finding> call(String subject, String name, String host, InetSocketAddress address) {
		CalleeWatch watch = new CalleeWatch();
		MtlsContext context = this.contexts.probe(name, watch);
		try (Socket socket = new Socket()) {
			socket.setSoTimeout(TIMEOUT_MILLIS);
			socket.connect(address, TIMEOUT_MILLIS);
			return talk(subject, context, host, socket, watch);
		}
		catch (IOException ex) {
			return List.of(Check.CALLEE_HANDSHAKE.error(subject,
					(watch.failure() != null) ? watch.describe() : "port " + address.getPort() + " cannot be reached: "
							+ ex.getMessage() + "; is the callee running, and does the network let us through?"));
		}
	}

	private List<Finding> talk(String subject, MtlsContext context, String host, Socket socket, CalleeWatch watch)
			throws IOException {
		try (SSLSocket tls = (SSLSocket) context.sslContext()
			.getSocketFactory()
			.createSocket(socket, host, socket.getPort(), true)) {
			tls.startHandshake();
			tls.getOutputStream()
				.write(("HEAD / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
					.getBytes(StandardCharsets.US_ASCII));
			String head = head(tls.getInputStream());
			List<Finding> findings = new ArrayList<>();
			findings.add(
					Check.CALLEE_HANDSHAKE.ok(subject, tls.getSession().getProtocol() + ", it presents " + chain(tls)));
			findings.addAll(watch.cas(subject));
			findings.addAll(new RemoteClock(this.clock.instant()).findings(subject, head));
			return findings;
		}
	}

	private static String chain(SSLSocket tls) throws IOException {
		Certificate[] presented = tls.getSession().getPeerCertificates();
		return Stream.of(presented)
			.map(X509Certificate.class::cast)
			.map((certificate) -> "'" + certificate.getSubjectX500Principal() + "' until "
					+ certificate.getNotAfter().toInstant())
			.collect(Collectors.joining(", "));
	}

	// Whether it accepts us is known when it answers: RFC 8446 §4.4.2.4
	private static String head(InputStream in) throws IOException {
		StringBuilder head = new StringBuilder();
		while (head.length() < MAX_HEAD && head.indexOf("\r\n\r\n") < 0) {
			int read = in.read();
			if (read < 0) {
				break;
			}
			head.append((char) read);
		}
		if (head.isEmpty()) {
			throw new IOException("it closed the connection without an answer");
		}
		return head.toString();
	}

}
