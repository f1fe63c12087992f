package io.mtlsboot.autoconfigure.rotation;

import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.Purpose;
import io.mtlsboot.rotation.RotationEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The pair of a running server is replaced, by everybody who writes certificates.
 */
class ServerRotationIntegrationTests {

	private static final DevCa CA = DevCa.create("shop.example");

	private static final int REQUESTS_PER_SECOND = 100;

	@TempDir
	private Path directory;

	@ParameterizedTest
	@CsvSource({ "SERVLET, 20", "REACTIVE, 10" })
	void rotateUnderLoadThenNoRequestFailsAndEachCertificateIsServed(WebApplicationType type, int rotations)
			throws Exception {
		Path orders = Files.createDirectory(this.directory.resolve("orders"));
		Path web = Files.createDirectory(this.directory.resolve("web"));
		write(CertificateWriter.IN_PLACE, orders, server());
		write(CertificateWriter.IN_PLACE, web, client());
		try (RotatingService service = RotatingService.start(type, orders);
				ConfigurableApplicationContext caller = caller(web, service.port())) {
			Load load = Load.start(caller.getBean("orders", RestClient.class), Peer.of(client(), CA), service.port());
			CertificateWriter[] writers = CertificateWriter.values();
			List<Duration> taken = new ArrayList<>();
			for (int i = 0; i < rotations; i++) {
				IssuedCertificate next = server();
				writers[i % writers.length].write(orders, RotatingService.pair(next));
				if (i % 5 == 0) {
					writers[i % writers.length].write(web, RotatingService.pair(client()));
				}
				Peer outsider = Peer.of(client(), CA);
				taken.add(Deadline.soon(() -> outsider.handshake(service.port()).equals(next.certificate())));
			}
			load.stop();
			assertThat(load.failures()).isEmpty();
			assertThat(load.requests()).isGreaterThan(rotations * REQUESTS_PER_SECOND / 8);
			// The fastest, since others are slower on a machine that is busy
			assertThat(Collections.min(taken)).isLessThan(Deadline.PROMISE);
			// The last generation serves, but is told of once it is proven
			Deadline.soon(() -> service.events().size() == rotations);
			assertThat(service.events()).hasSize(rotations).allMatch((event) -> event instanceof RotationEvent.Rotated);
		}
	}

	@ParameterizedTest
	@EnumSource
	void rotateByThenServesTheNewPairAndDropsNoConnection(CertificateWriter writer) throws Exception {
		IssuedCertificate first = server();
		write(writer, this.directory, first);
		try (RotatingService service = RotatingService.start(WebApplicationType.SERVLET, this.directory)) {
			HttpClient kept = Peer.of(client(), CA).client(Version.HTTP_1_1, "TLSv1.3");
			for (int i = 0; i < 2; i++) {
				IssuedCertificate next = server();
				assertThat(Peer.get(kept, service.port()).body()).isEqualTo("hello");
				writer.write(this.directory, RotatingService.pair(next));
				Peer outsider = Peer.of(client(), CA);
				Deadline.soon(() -> outsider.handshake(service.port()).equals(next.certificate()));
				assertThat(Peer.get(kept, service.port()).sslSession().orElseThrow().getPeerCertificates()[0])
					.isEqualTo(first.certificate());
			}
		}
	}

	@Test
	void touchThenRotatesNothing() throws Exception {
		IssuedCertificate first = server();
		write(CertificateWriter.KUBERNETES, this.directory, first);
		try (RotatingService service = RotatingService.start(WebApplicationType.SERVLET, this.directory)) {
			write(CertificateWriter.KUBERNETES, this.directory, first);
			IssuedCertificate next = server();
			CertificateWriter.KUBERNETES.write(this.directory, RotatingService.pair(next));
			assertThat(service.nextEvent()).isInstanceOfSatisfying(RotationEvent.Rotated.class,
					(rotated) -> assertThat(rotated.generation().number()).isEqualTo(2));
			assertThat(service.events()).isEmpty();
		}
	}

	private static void write(CertificateWriter writer, Path directory, IssuedCertificate identity) {
		writer.write(directory, RotatingService.pair(identity));
		writer.write(directory, RotatingService.anchors(CA));
	}

	private static IssuedCertificate server() {
		return CA.issue((leaf) -> leaf.subject("CN=orders").dns("localhost").purposes(Purpose.SERVER_AUTH));
	}

	private static IssuedCertificate client() {
		return CA.issue((leaf) -> leaf.subject("CN=web").purposes(Purpose.CLIENT_AUTH));
	}

	private static ConfigurableApplicationContext caller(Path directory, int port) {
		return new SpringApplicationBuilder(RotatingService.Application.class).web(WebApplicationType.NONE)
			.properties("spring.main.banner-mode=off", "spring.jmx.enabled=false",
					"mtls.identity.certificate=" + directory.resolve(RotatingService.CERTIFICATE),
					"mtls.identity.private-key=" + directory.resolve(RotatingService.KEY),
					"mtls.trust.anchors=" + directory.resolve(RotatingService.ANCHORS),
					"mtls.clients.orders.url=https://localhost:" + port)
			.run();
	}

	/**
	 * Half of the requests on the pool of a client of ours, half on new connections.
	 *
	 * @param threads send the requests
	 * @param sent how many were answered
	 * @param failures what went wrong
	 */
	private record Load(ScheduledExecutorService threads, AtomicInteger sent, List<Throwable> failures) {

		static Load start(RestClient kept, Peer outsider, int port) {
			Load load = new Load(Executors.newScheduledThreadPool(4), new AtomicInteger(),
					new CopyOnWriteArrayList<>());
			load.every(() -> assertThat(kept.get().uri("/hello").retrieve().body(String.class)).isEqualTo("hello"));
			load.every(() -> outsider.handshake(port));
			return load;
		}

		private void every(Request request) {
			this.threads.scheduleAtFixedRate(() -> {
				try {
					request.send();
					this.sent.incrementAndGet();
				}
				catch (Throwable ex) {
					this.failures.add(ex);
				}
			}, 0, 2_000_000_000 / REQUESTS_PER_SECOND, TimeUnit.NANOSECONDS);
		}

		void stop() throws InterruptedException {
			this.threads.shutdown();
			assertThat(this.threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
		}

		int requests() {
			return this.sent.get();
		}

	}

	/**
	 * A request that may fail.
	 */
	@FunctionalInterface
	private interface Request {

		void send() throws Exception;

	}

}
