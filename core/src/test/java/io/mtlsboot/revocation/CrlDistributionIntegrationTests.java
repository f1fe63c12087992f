package io.mtlsboot.revocation;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import javax.security.auth.x500.X500Principal;

import io.mtlsboot.AdjustableClock;
import io.mtlsboot.devca.DevCa;
import io.mtlsboot.revocation.http.FetchPolicy;
import io.mtlsboot.revocation.http.HttpFetcher;
import io.mtlsboot.revocation.http.ScriptedServer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Lists of the JDK from a server on the loopback interface.
 */
class CrlDistributionIntegrationTests {

	private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

	private static final DevCa CA = DevCa.create("shop.example");

	private static final X509Certificate LEAF = CA.issue((spec) -> spec.dns("web")).certificate();

	private static final String MODIFIED = "Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT\r\n";

	private final AdjustableClock clock = new AdjustableClock(NOW);

	private final ManualTasks tasks = new ManualTasks(this.clock);

	@Test
	void statusWhenServerPublishesListsThenFollowsThem() throws Exception {
		try (ScriptedServer server = ScriptedServer.running(list(NOW, List.of()),
				(output) -> output
					.write(("HTTP/1.1 304 Not Modified\r\n" + MODIFIED + "\r\n").getBytes(StandardCharsets.US_ASCII)),
				(output) -> output.write("HTTP/1.1 503 Busy\r\n\r\n".getBytes(StandardCharsets.US_ASCII)),
				list(NOW.plusSeconds(60), List.of(LEAF.getSerialNumber())))) {
			CrlDistributionSettings settings = new CrlDistributionSettings(List.of(server.uri("/ca.crl")), false,
					Duration.ofSeconds(5), Duration.ofHours(1), 100_000, 100_000);
			CrlDistribution crls = CrlDistribution.of(settings, new HttpFetcher(FetchPolicy.PUBLIC_ONLY), this.clock,
					new CrlFormat<>(JdkCrl::read, JdkCrl::judge), (name, threads) -> this.tasks,
					new CrlSchedule(settings.refreshInterval(), () -> 0));
			this.tasks.runDue();
			assertThat(crls.status(query())).isInstanceOf(RevocationStatus.Good.class);
			this.tasks.advance(Duration.ofHours(1));
			assertThat(server.requests().get(1)).contains("If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT\r\n");
			assertThat(crls.fetched().get(0).lastSuccess()).isEqualTo(NOW.plus(Duration.ofHours(1)));
			this.tasks.advance(Duration.ofHours(1));
			assertThat(crls.fetched().get(0).failure())
				.isEqualTo("Unable to fetch '" + server.uri("/ca.crl") + "': expected status 200, found 503");
			assertThat(crls.status(query())).isInstanceOf(RevocationStatus.Good.class);
			this.tasks.advance(Duration.ofSeconds(10));
			assertThat(crls.status(query())).isInstanceOf(RevocationStatus.Revoked.class);
			assertThat(crls.fetched().get(0).entries()).isOne();
			assertThat(server.requests()).hasSize(4);
		}
	}

	private RevocationQuery query() {
		return new RevocationQuery(LEAF, CA.clientIssuer().certificate(), (name) -> List.of(), List.of(),
				this.clock.instant(), Duration.ZERO, false);
	}

	private static ScriptedServer.Script list(Instant thisUpdate, List<BigInteger> revoked) throws CRLException {
		byte[] der = CA.crl(CA.clientIssuer(), revoked, thisUpdate, thisUpdate.plus(Duration.ofDays(7))).getEncoded();
		ByteArrayOutputStream answer = new ByteArrayOutputStream();
		answer.writeBytes(("HTTP/1.1 200 OK\r\n" + MODIFIED + "Content-Length: " + der.length + "\r\n\r\n")
			.getBytes(StandardCharsets.US_ASCII));
		answer.writeBytes(der);
		return answer::writeTo;
	}

	private record JdkCrl(X509CRL crl) implements FetchedCrl {

		static JdkCrl read(byte[] der, String location) throws CRLException {
			try {
				return new JdkCrl(
						(X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der)));
			}
			catch (CertificateException ex) {
				throw new CRLException(ex);
			}
		}

		static RevocationSource judge(Collection<JdkCrl> lists) {
			return (query) -> {
				for (JdkCrl list : lists) {
					if (list.isSignedBy(query.issuer().getPublicKey())) {
						return (list.crl.getRevokedCertificate(query.certificate().getSerialNumber()) != null)
								? new RevocationStatus.Revoked("") : new RevocationStatus.Good(Instant.MAX);
					}
				}
				return new RevocationStatus.Unknown("");
			};
		}

		@Override
		public X500Principal issuer() {
			return this.crl.getIssuerX500Principal();
		}

		@Override
		public Instant thisUpdate() {
			return this.crl.getThisUpdate().toInstant();
		}

		@Override
		public Optional<Instant> nextUpdate() {
			return Optional.of(this.crl.getNextUpdate().toInstant());
		}

		@Override
		public int size() {
			return (this.crl.getRevokedCertificates() != null) ? this.crl.getRevokedCertificates().size() : 0;
		}

		@Override
		public boolean isSignedBy(PublicKey key) {
			try {
				this.crl.verify(key);
				return true;
			}
			catch (GeneralSecurityException ex) {
				return false;
			}
		}

	}

}
