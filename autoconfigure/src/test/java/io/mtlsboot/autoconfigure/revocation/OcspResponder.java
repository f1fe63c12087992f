package io.mtlsboot.autoconfigure.revocation;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/**
 * The OCSP responder of a CA, on the loopback interface: each of its issuers signs the
 * answers about what it has issued.
 */
public final class OcspResponder implements AutoCloseable {

	private static final int PATIENCE = 60;

	private static final int KEY_COMPROMISE = 1;

	private final Set<BigInteger> revoked = ConcurrentHashMap.newKeySet();

	private final AtomicInteger requests = new AtomicInteger();

	private final AtomicInteger revocations = new AtomicInteger();

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final List<IssuedCertificate> issuers;

	private final Duration lifetime;

	private final HttpServer server;

	private volatile CountDownLatch gate = new CountDownLatch(0);

	private OcspResponder(List<IssuedCertificate> issuers, Duration lifetime) throws IOException {
		this.issuers = issuers;
		this.lifetime = lifetime;
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
		this.server.createContext("/", this::handle);
		this.server.setExecutor(this.threads);
		this.server.start();
	}

	/**
	 * Starts a responder that knows of no revoked certificate.
	 * @param ca whose responder it is
	 * @param lifetime how long an answer is current, in full seconds
	 * @return the responder, to be closed
	 * @throws IOException if it has no port
	 */
	public static OcspResponder start(DevCa ca, Duration lifetime) throws IOException {
		return new OcspResponder(List.of(ca.root(), ca.serverIssuer(), ca.clientIssuer()), lifetime);
	}

	/**
	 * An address where nobody answers.
	 * @return an {@code http} URI
	 * @throws IOException if there is no port
	 */
	public static String nobody() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
			return "http://127.0.0.1:" + socket.getLocalPort() + "/ocsp";
		}
	}

	public String uri() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort() + "/ocsp";
	}

	/**
	 * The authority information access extension that names this responder.
	 * @return its content
	 * @throws IOException never
	 */
	public byte[] access() throws IOException {
		return new AuthorityInformationAccess(AccessDescription.id_ad_ocsp,
				new GeneralName(GeneralName.uniformResourceIdentifier, uri()))
			.getEncoded();
	}

	/**
	 * Revokes a certificate: all answers from now on say so.
	 * @param certificate the certificate
	 */
	public void revoke(IssuedCertificate certificate) {
		this.revoked.add(certificate.certificate().getSerialNumber());
	}

	/** Answers nobody until {@link #release()}. */
	public void hang() {
		this.gate = new CountDownLatch(1);
	}

	public void release() {
		this.gate.countDown();
	}

	/**
	 * How many requests have come, answered or not.
	 * @return the number of requests
	 */
	public int requests() {
		return this.requests.get();
	}

	/**
	 * How many answers have said of a certificate that it is revoked.
	 * @return the number of answers that were sent
	 */
	public int revocations() {
		return this.revocations.get();
	}

	private void handle(HttpExchange exchange) throws IOException {
		try (exchange) {
			byte[] request = request(exchange);
			CountDownLatch hanging = this.gate;
			this.requests.incrementAndGet();
			if (!hanging.await(PATIENCE, TimeUnit.SECONDS)) {
				return;
			}
			CertificateID id = new OCSPReq(request).getRequestList()[0].getCertID();
			byte[] answer = answer(new OCSPReq(request), id);
			exchange.getResponseHeaders().add("Content-Type", "application/ocsp-response");
			exchange.sendResponseHeaders(200, answer.length);
			exchange.getResponseBody().write(answer);
			exchange.getResponseBody().close();
			if (this.revoked.contains(id.getSerialNumber())) {
				this.revocations.incrementAndGet();
			}
		}
		catch (Exception ex) {
			throw new IOException(ex);
		}
	}

	/** RFC 6960 A.1: the JDK sends short requests as a part of the path. */
	private static byte[] request(HttpExchange exchange) throws IOException {
		if (exchange.getRequestMethod().equals("GET")) {
			String path = exchange.getRequestURI().getPath();
			return Base64.getDecoder().decode(path.substring(path.indexOf("/ocsp/") + "/ocsp/".length()));
		}
		return exchange.getRequestBody().readAllBytes();
	}

	private byte[] answer(OCSPReq request, CertificateID id) throws Exception {
		IssuedCertificate issuer = issuer(id);
		Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
		CertificateStatus status = this.revoked.contains(id.getSerialNumber())
				? new RevokedStatus(Date.from(now), KEY_COMPROMISE) : CertificateStatus.GOOD;
		BasicOCSPRespBuilder builder = new BasicOCSPRespBuilder(
				new RespID(X500Name.getInstance(issuer.certificate().getSubjectX500Principal().getEncoded())));
		builder.addResponse(id, status, Date.from(now), Date.from(now.plus(this.lifetime)), null);
		Extension nonce = request.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
		if (nonce != null) {
			builder.setResponseExtensions(new Extensions(nonce));
		}
		return new OCSPRespBuilder().build(OCSPRespBuilder.SUCCESSFUL,
				builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuer.privateKey()),
						new X509CertificateHolder[0], Date.from(now)))
			.getEncoded();
	}

	private IssuedCertificate issuer(CertificateID id) throws Exception {
		for (IssuedCertificate issuer : this.issuers) {
			if (id.matchesIssuer(new JcaX509CertificateHolder(issuer.certificate()),
					new JcaDigestCalculatorProviderBuilder().build())) {
				return issuer;
			}
		}
		throw new IllegalArgumentException("expected a certificate of this CA");
	}

	@Override
	public void close() {
		release();
		this.server.stop(0);
		this.threads.shutdownNow();
	}

}
