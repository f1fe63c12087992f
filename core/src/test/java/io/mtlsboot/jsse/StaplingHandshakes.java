package io.mtlsboot.jsse;

import java.io.IOException;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.Purpose;
import io.mtlsboot.handshake.HandshakeListener;
import io.mtlsboot.revocation.RevocationQuery;
import io.mtlsboot.revocation.ocsp.AnswerSpec;
import io.mtlsboot.revocation.ocsp.LoopbackResponder;
import io.mtlsboot.revocation.ocsp.OcspClient;
import io.mtlsboot.revocation.ocsp.OcspSettings;
import org.bouncycastle.cert.ocsp.OCSPReq;

/**
 * Handshakes in a JVM of their own, since what the JDK staples depends on system
 * properties. Prints what the trust manager of the client gets, as a line for each.
 */
public final class StaplingHandshakes {

	private static final String ENABLE = "jdk.tls.server.enableStatusRequestExtension";

	private static final HandshakeListener SILENT = new HandshakeListener() {
	};

	private final LoopbackResponder responder;

	private final IssuedCertificate own;

	private StaplingHandshakes(LoopbackResponder responder) throws Exception {
		this.responder = responder;
		byte[] access = responder.access();
		this.own = Peers
			.server((leaf) -> leaf.purposes(Purpose.SERVER_AUTH).extension("1.3.6.1.5.5.7.1.1", false, access));
	}

	public static void main(String... arguments) throws Exception {
		try (LoopbackResponder responder = new LoopbackResponder()) {
			responder.answering((request) -> AnswerSpec.of(Peers.CA.serverIssuer()).to(new OCSPReq(request)).sign());
			new StaplingHandshakes(responder).run();
		}
	}

	private void run() throws Exception {
		MtlsContext before = Peers.server(this.own, TlsProfile.DEFAULT, SILENT);
		report("off TLSv1.3", before, Peers.TLS13);
		report("off TLSv1.2", before, Peers.TLS12);
		System.setProperty(ENABLE, "true");
		report("older context TLSv1.3", before, Peers.TLS13);
		MtlsContext context = Peers.server(this.own, TlsProfile.DEFAULT, SILENT);
		report("TLSv1.3", context, Peers.TLS13);
		Client returning = new Client(Peers.TLS13);
		report("TLSv1.3 again", context, returning);
		report("TLSv1.3 resumed", context, returning);
		report("TLSv1.2", context, Peers.TLS12);
		report("without intermediate TLSv1.3",
				Peers.server(this.own.withoutIntermediates(), TlsProfile.DEFAULT, SILENT), Peers.TLS13);
		this.responder.answering((request) -> AnswerSpec.of(Peers.CA.serverIssuer())
			.to(new OCSPReq(request))
			.revoked(Instant.EPOCH, 1)
			.sign());
		report("revoked TLSv1.3", Peers.server(this.own, TlsProfile.DEFAULT, SILENT), Peers.TLS13);
		this.responder.answering((request) -> new byte[0]);
		MtlsContext without = Peers.server(this.own, TlsProfile.DEFAULT, SILENT);
		report("no answer TLSv1.3", without, Peers.TLS13);
		report("no answer TLSv1.3 again", without, Peers.TLS13);
	}

	private void report(String label, MtlsContext server, TlsProfile profile) throws Exception {
		report(label, server, new Client(profile));
	}

	private void report(String label, MtlsContext server, Client client) throws Exception {
		int before = this.responder.requests();
		client.trust.staples.set(List.of());
		SSLEngine clientEngine = client.context.createSSLEngine("localhost", 8443);
		clientEngine.setUseClientMode(true);
		SSLEngine serverEngine = server.sslContext().createSSLEngine();
		serverEngine.setUseClientMode(false);
		EngineHandshake handshake = new EngineHandshake(clientEngine, serverEngine).run();
		System.out
			.println(label + ": complete=" + handshake.isComplete() + " staples=" + describe(client.trust.staples.get())
					+ " session=" + describe(((ExtendedSSLSession) clientEngine.getSession()).getStatusResponses())
					+ " verdict=" + verdict(client.trust.staples.get()) + " requests="
					+ (this.responder.requests() - before) + (handshake.isComplete() ? "" : handshake.failures()));
	}

	private String verdict(List<byte[]> staples) {
		try (OcspClient client = new OcspClient(OcspSettings.DEFAULT, (request) -> {
			throw new IOException("expected not to be asked");
		})) {
			return client
				.status(new RevocationQuery(this.own.certificate(), Peers.CA.serverIssuer().certificate(),
						(name) -> List.of(), staples, Instant.now(), Duration.ZERO, true))
				.getClass()
				.getSimpleName();
		}
	}

	private static String describe(List<byte[]> staples) throws Exception {
		return staples.stream()
			.map((staple) -> (staple.length > 0) ? AnswerSpec.statusOf(staple) : "empty")
			.collect(Collectors.joining(",", "[", "]"));
	}

	private static final class Client {

		private final RecordingTrustManager trust = new RecordingTrustManager();

		private final SSLContext context;

		Client(TlsProfile profile) throws Exception {
			this.context = SSLContext.getInstance(profile.protocols().get(0));
			this.context.init(new KeyManager[] { new AnyKeyManager(Peers.CLIENT) }, new TrustManager[] { this.trust },
					null);
		}

	}

	private static final class RecordingTrustManager extends X509ExtendedTrustManager {

		private final AtomicReference<List<byte[]>> staples = new AtomicReference<>(List.of());

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
			this.staples.set(((ExtendedSSLSession) engine.getHandshakeSession()).getStatusResponses());
		}

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {
		}

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String authType) {
		}

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
		}

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {
		}

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String authType) {
		}

		@Override
		public X509Certificate[] getAcceptedIssuers() {
			return new X509Certificate[0];
		}

	}

}
