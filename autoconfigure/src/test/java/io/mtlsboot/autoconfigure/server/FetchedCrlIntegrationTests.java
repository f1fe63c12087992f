package io.mtlsboot.autoconfigure.server;

import java.io.IOException;
import java.math.BigInteger;
import java.security.cert.CRLException;
import java.security.cert.X509CRL;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import io.mtlsboot.autoconfigure.MtlsRevocation;
import io.mtlsboot.autoconfigure.revocation.CrlServer;
import io.mtlsboot.autoconfigure.rotation.Deadline;
import io.mtlsboot.autoconfigure.server.LiveCaller.Answer;
import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.Purpose;
import io.mtlsboot.revocation.CrlDistribution;
import io.mtlsboot.trust.RejectionReason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Callers on lists that are published by HTTP, and whoever tampers with the lists.
 */
class FetchedCrlIntegrationTests {

	private static final String ROOT = "root.crl";

	private static final String CLIENTS = "clients.crl";

	private CrlServer server;

	@BeforeEach
	void publish() throws IOException, CRLException {
		this.server = CrlServer.start();
		this.server.publish(ROOT, TestPki.CA.crl(TestPki.CA.root(), List.of()));
		this.server.publish(CLIENTS, clients(TestPki.CA, TestPki.BATCH));
	}

	@AfterEach
	void close() {
		this.server.close();
	}

	@ParameterizedTest
	@EnumSource
	void attackOnKeptConnectionWithCertificateOnNewList(TestApplication kind) throws Exception {
		try (var application = run(kind)) {
			int port = TestApplication.port(application);
			List<LiveCaller> callers = List.of(LiveCaller.connect(false, TestPki.WEB, port, "TLSv1.2"),
					LiveCaller.connect(true, TestPki.WEB, port, "TLSv1.3"));
			for (LiveCaller caller : callers) {
				assertThat(caller.get("/hello").status()).isEqualTo(200);
			}
			requireRefused(application, TestPki.BATCH, RejectionReason.REVOKED);
			this.server.publish(CLIENTS, clients(TestPki.CA, TestPki.BATCH, TestPki.WEB));
			for (LiveCaller caller : callers) {
				requireLost(caller);
			}
			requireRefused(application, TestPki.WEB, RejectionReason.REVOKED);
		}
	}

	@ParameterizedTest
	@CsvSource({ "SERVLET_TOMCAT", "REACTIVE_NETTY" })
	void verifyWhenServerIsGoneThenLastGoodListsStay(TestApplication kind) throws IOException {
		try (var application = run(kind)) {
			assertThat(Caller.with(TestPki.WEB).get(TestApplication.port(application)).statusCode()).isEqualTo(200);
			this.server.close();
			Deadline.soon(() -> fetched(application).allMatch((list) -> list.failingSince() != null));
			assertThat(fetched(application)).allSatisfy((list) -> assertThat(list.issuer()).isNotNull());
			assertThat(Caller.with(TestPki.WEB).get(TestApplication.port(application)).statusCode()).isEqualTo(200);
			requireRefused(application, TestPki.BATCH, RejectionReason.REVOKED);
		}
	}

	@ParameterizedTest
	@CsvSource({ "SERVLET_TOMCAT", "REACTIVE_NETTY" })
	void attackWithForgedList(TestApplication kind) throws Exception {
		try (var application = run(kind)) {
			assertThat(Caller.with(TestPki.WEB).get(TestApplication.port(application)).statusCode()).isEqualTo(200);
			this.server.publish(CLIENTS, clients(TestPki.CA.impostor(), TestPki.WEB));
			int before = this.server.requests(CLIENTS);
			// The second is sent when what the first one brought has been looked at
			Deadline.soon(() -> this.server.requests(CLIENTS) >= before + 3);
			requireRefused(application, TestPki.BATCH, RejectionReason.REVOKED);
			assertThat(Caller.with(TestPki.WEB).get(TestApplication.port(application)).statusCode()).isEqualTo(200);
		}
	}

	@ParameterizedTest
	@CsvSource({ "SERVLET_TOMCAT", "REACTIVE_NETTY" })
	void attackWithForgedListFromTheStart(TestApplication kind) throws Exception {
		this.server.publish(CLIENTS, clients(TestPki.CA.impostor()));
		try (var application = run(kind)) {
			requireRefused(application, TestPki.BATCH, RejectionReason.REVOCATION_UNKNOWN);
			this.server.publish(CLIENTS, clients(TestPki.CA, TestPki.BATCH));
			Caller web = Caller.with(TestPki.WEB);
			Deadline.soon(() -> isAccepted(web, application));
			requireRefused(application, TestPki.BATCH, RejectionReason.REVOKED);
		}
	}

	@ParameterizedTest
	@CsvSource({ "SERVLET_TOMCAT", "REACTIVE_NETTY" })
	void attackServerSideRequestForgeryByDistributionPointInCertificate(TestApplication kind) throws IOException {
		byte[] point = this.server.distributionPoint(CLIENTS);
		IssuedCertificate caller = TestPki.CA
			.issue((leaf) -> leaf.subject("CN=web").purposes(Purpose.CLIENT_AUTH).extension("2.5.29.31", false, point));
		String[] properties = { "mtls.trust.revocation.check=crl", "mtls.trust.revocation.scope=leaf",
				"mtls.trust.revocation.fetch.distribution-points=true",
				"mtls.trust.revocation.fetch.allowed-hosts=pki.shop.example" };
		try (var application = kind.run(LiveApplication.class, properties)) {
			requireRefused(application, caller, RejectionReason.REVOCATION_UNKNOWN);
		}
		assertThat(this.server.requests()).isZero();
		properties[3] = "mtls.trust.revocation.fetch.allowed-hosts=127.0.0.1";
		try (var application = kind.run(LiveApplication.class, properties)) {
			assertThat(Caller.with(caller).get(TestApplication.port(application)).statusCode()).isEqualTo(200);
		}
		assertThat(this.server.requests(CLIENTS)).isEqualTo(1);
	}

	private ConfigurableApplicationContext run(TestApplication kind) {
		return kind.run(LiveApplication.class, "mtls.trust.revocation.check=crl",
				"mtls.trust.revocation.fetch.urls=" + this.server.uri(ROOT) + "," + this.server.uri(CLIENTS),
				"mtls.trust.revocation.fetch.refresh-interval=1s", "mtls.trust.revocation.fetch.timeout=20s",
				// So long that it is the request that ends the connection
				"mtls.server.drain-window=1h");
	}

	private static X509CRL clients(DevCa ca, IssuedCertificate... revoked) {
		List<BigInteger> serials = Stream.of(revoked)
			.map((certificate) -> certificate.certificate().getSerialNumber())
			.toList();
		return ca.crl(ca.clientIssuer(), serials);
	}

	private static Stream<CrlDistribution.Fetched> fetched(ConfigurableApplicationContext application) {
		return application.getBean(MtlsRevocation.class).fetched().get("mtls.trust").stream();
	}

	private static boolean isAccepted(Caller caller, ConfigurableApplicationContext application) {
		try {
			return caller.get(TestApplication.port(application)).statusCode() == 200;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static void requireLost(LiveCaller caller) throws IOException {
		AtomicReference<Answer> last = new AtomicReference<>();
		Deadline.soon(() -> {
			last.set(caller.get("/hello"));
			return last.get().status() != 200;
		});
		assertThat(last.get().status()).isEqualTo(401);
		assertThat(last.get().body()).contains("\"reason\":\"REVOKED\"");
		caller.awaitEnd();
		assertThat(caller.isTold()).isTrue();
		caller.close();
	}

	private static void requireRefused(ConfigurableApplicationContext application, IssuedCertificate certificate,
			RejectionReason reason) {
		RecordingListener handshakes = application.getBean(RecordingListener.class);
		handshakes.clear();
		assertThatIOException().isThrownBy(() -> Caller.with(certificate).get(TestApplication.port(application)));
		assertThat(handshakes.nextReason()).isEqualTo(reason);
	}

}
