package io.mtlsboot.autoconfigure.rotation;

import java.io.IOException;
import java.math.BigInteger;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.Pem;
import io.mtlsboot.devca.Purpose;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * The file with the CRLs of a running server is replaced.
 */
class RevocationIntegrationTests {

	private static final DevCa CA = DevCa.create("shop.example");

	private static final IssuedCertificate WEB = caller("web");

	private static final IssuedCertificate BATCH = caller("batch");

	private static final String CRLS = "ca.crl";

	@TempDir
	private Path directory;

	@ParameterizedTest
	@CsvSource({ "SERVLET, KUBERNETES, HTTP_1_1", "SERVLET, IN_PLACE, HTTP_2", "REACTIVE, KUBERNETES, HTTP_2",
			"REACTIVE, VAULT_AGENT, HTTP_1_1" })
	void replaceWhenCallerIsRevokedThenItLosesItsConnection(WebApplicationType type, CertificateWriter writer,
			Version version) throws Exception {
		writer.write(this.directory,
				RotatingService.pair(CA.issue((leaf) -> leaf.dns("localhost").purposes(Purpose.SERVER_AUTH))));
		writer.write(this.directory, RotatingService.anchors(CA));
		writer.write(this.directory, crls());
		try (RotatingService service = RotatingService.start(type, this.directory, "mtls.trust.revocation.check=crl",
				"mtls.trust.revocation.crls=" + this.directory.resolve(CRLS),
				// So long that it is the request that ends the connection
				"mtls.server.drain-window=1h")) {
			HttpClient web = Peer.of(WEB, CA).client(version, "TLSv1.3");
			HttpClient batch = Peer.of(BATCH, CA).client(version, "TLSv1.3");
			assertThat(Peer.get(web, service.port()).statusCode()).isEqualTo(200);
			assertThat(Peer.get(batch, service.port()).statusCode()).isEqualTo(200);
			AtomicReference<String> last = new AtomicReference<>();
			writer.write(this.directory, crls(WEB));
			Deadline.soon(() -> {
				last.set(answer(web, service.port()));
				return !last.get().startsWith("200");
			});
			// On the connection that was open: a new one would have been refused
			assertThat(last.get()).satisfiesAnyOf(
					(answer) -> assertThat(answer).startsWith("401").contains("\"reason\":\"REVOKED\""),
					(answer) -> assertThat(answer).contains("GOAWAY received"));
			// Until that connection is closed, it is told the same
			Deadline.soon(() -> {
				try {
					assertThat(Peer.get(web, service.port()).statusCode()).isEqualTo(401);
					return false;
				}
				catch (IOException ex) {
					return true;
				}
			});
			assertThatIOException().isThrownBy(() -> Peer.of(WEB, CA).handshake(service.port()));
			assertThat(Peer.get(batch, service.port()).statusCode()).isEqualTo(200);
		}
	}

	// The JDK's client drops what it is receiving when the connection is to end
	private static String answer(HttpClient client, int port) {
		try {
			HttpResponse<String> response = Peer.get(client, port);
			return response.statusCode() + " " + response.body();
		}
		catch (IOException ex) {
			return String.valueOf(ex.getMessage());
		}
	}

	private static IssuedCertificate caller(String name) {
		return CA.issue((leaf) -> leaf.subject("CN=" + name).purposes(Purpose.CLIENT_AUTH));
	}

	private static Map<String, String> crls(IssuedCertificate... revoked) throws IOException {
		List<BigInteger> serials = Stream.of(revoked)
			.map((certificate) -> certificate.certificate().getSerialNumber())
			.toList();
		return Map.of(CRLS, Pem.crls(List.of(CA.crl(CA.root(), List.of()), CA.crl(CA.serverIssuer(), List.of()),
				CA.crl(CA.clientIssuer(), serials))));
	}

}
