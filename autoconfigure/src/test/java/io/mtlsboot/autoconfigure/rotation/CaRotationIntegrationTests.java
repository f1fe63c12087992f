package io.mtlsboot.autoconfigure.rotation;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.Purpose;
import io.mtlsboot.rotation.RotationEvent;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A root is replaced by the next, with an overlap: nobody is refused while both are
 * believed, and nobody of the old one is served once it is gone.
 */
class CaRotationIntegrationTests {

	private static final DevCa OLD = DevCa.create("shop.example");

	private static final DevCa NEW = DevCa.create("shop.example");

	private static final IssuedCertificate OLD_WEB = web(OLD);

	private static final IssuedCertificate NEW_WEB = web(NEW);

	private final List<Caller> callers = Stream.of(Version.HTTP_1_1, Version.HTTP_2)
		.flatMap((version) -> Stream.of("TLSv1.2", "TLSv1.3").map((protocol) -> new Caller(version, protocol)))
		.toList();

	@TempDir
	private Path directory;

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "NONE")
	void rotateWithOverlapThenNobodyFailsUntilTheOldOneIsGone(WebApplicationType type) throws Exception {
		write(RotatingService.pair(orders(OLD)));
		write(RotatingService.anchors(OLD));
		try (RotatingService service = RotatingService.start(type, this.directory, "mtls.server.drain-window=0s")) {
			int port = service.port();
			for (Caller caller : this.callers) {
				caller.assertServed(caller.old(), OLD_WEB, port);
			}
			rotateTo(service, RotatingService.anchors(OLD, NEW));
			assertAllServed(port);
			rotateTo(service, RotatingService.pair(orders(NEW)));
			assertAllServed(port);
			rotateTo(service, RotatingService.anchors(NEW));
			for (Caller caller : this.callers) {
				caller.assertRefused(port);
				caller.assertServed(caller.next(), NEW_WEB, port);
			}
		}
	}

	private void assertAllServed(int port) throws IOException {
		for (Caller caller : this.callers) {
			caller.assertServed(caller.old(), OLD_WEB, port);
			caller.assertServed(caller.next(), NEW_WEB, port);
		}
	}

	private void rotateTo(RotatingService service, Map<String, String> files) throws InterruptedException {
		write(files);
		assertThat(service.nextEvent()).isInstanceOf(RotationEvent.Rotated.class);
	}

	private void write(Map<String, String> files) {
		CertificateWriter.KUBERNETES.write(this.directory, files);
	}

	private static IssuedCertificate orders(DevCa ca) {
		return ca.issue((leaf) -> leaf.subject("CN=orders").dns("localhost").purposes(Purpose.SERVER_AUTH));
	}

	private static IssuedCertificate web(DevCa ca) {
		return ca.issue((leaf) -> leaf.subject("CN=web").purposes(Purpose.CLIENT_AUTH));
	}

	/**
	 * Callers with certificates of the old and of the new root, each with connections
	 * that are open all the time.
	 */
	private static final class Caller {

		private final Version version;

		private final String protocol;

		private final HttpClient old;

		private final HttpClient next;

		Caller(Version version, String protocol) {
			this.version = version;
			this.protocol = protocol;
			this.old = client(OLD_WEB);
			this.next = client(NEW_WEB);
		}

		HttpClient old() {
			return this.old;
		}

		HttpClient next() {
			return this.next;
		}

		/** On the connection that is open, and on a new one. */
		void assertServed(HttpClient open, IssuedCertificate identity, int port) throws IOException {
			for (HttpClient client : List.of(open, client(identity))) {
				HttpResponse<String> response = Peer.get(client, port);
				assertThat(response.statusCode()).as(toString()).isEqualTo(200);
				assertThat(response.version()).isEqualTo(this.version);
				assertThat(response.sslSession().orElseThrow().getProtocol()).isEqualTo(this.protocol);
			}
		}

		/**
		 * On the connection that is open, then on another one for which the session of
		 * the first is offered, and on one of somebody who has no session.
		 */
		void assertRefused(int port) {
			Deadline.soon(() -> isClosed(this.old, port));
			assertThatExceptionOfType(IOException.class).as(toString()).isThrownBy(() -> Peer.get(this.old, port));
			assertThatExceptionOfType(IOException.class).as(toString())
				.isThrownBy(() -> Peer.get(client(OLD_WEB), port));
		}

		// It is told why until the connection is gone: with a drain window of 0 that may
		// be before the first request comes
		private boolean isClosed(HttpClient client, int port) {
			try {
				HttpResponse<String> response = Peer.get(client, port);
				assertThat(response.statusCode()).as(toString()).isEqualTo(401);
				assertThat(response.body()).contains("ANCHOR_KEY_MISMATCH");
				return false;
			}
			catch (IOException ex) {
				return true;
			}
		}

		private HttpClient client(IssuedCertificate identity) {
			return Peer.of(identity, OLD, NEW).client(this.version, this.protocol);
		}

		@Override
		public String toString() {
			return this.version + " over " + this.protocol;
		}

	}

}
