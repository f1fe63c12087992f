package io.mtlsboot.autoconfigure.rotation;

import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.net.ssl.SSLContext;

import io.mtlsboot.autoconfigure.MaterialScope;
import io.mtlsboot.autoconfigure.MtlsContexts;
import io.mtlsboot.autoconfigure.MtlsMaterials;
import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.rotation.MaterialStore;
import io.mtlsboot.rotation.RotationEvent;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is left of generations that are gone.
 */
class RotationMemoryIntegrationTests {

	private static final int ROTATIONS = 300;

	private static final int HANDFUL = 8;

	private final List<WeakReference<?>> former = new CopyOnWriteArrayList<>();

	@TempDir
	private Path directory;

	@Test
	void rotateOftenThenOnlyAHandfulOfGenerationsIsReachable() {
		DevCa ca = DevCa.create("shop.example");
		List<IssuedCertificate> identities = List.of(identity(ca), identity(ca));
		CertificateWriter.IN_PLACE.write(this.directory, RotatingService.pair(identities.get(0)));
		CertificateWriter.IN_PLACE.write(this.directory, RotatingService.anchors(ca));
		// Nobody else rotates: what is counted is what is asked for
		try (RotatingService service = RotatingService.start(WebApplicationType.SERVLET, this.directory,
				"mtls.rotation.quiet-period=1m", "mtls.self-proof.enabled=false");
				ConfigurableApplicationContext caller = caller(service.port())) {
			MaterialStore server = store(service.application(), MaterialScope.SERVER);
			MaterialStore client = store(caller, MaterialScope.client("orders"));
			RestClient orders = caller.getBean("orders", RestClient.class);
			assertThat(orders.get().uri("/hello").retrieve().body(String.class)).isEqualTo("hello");
			int threads = Thread.activeCount();
			for (int i = 1; i <= ROTATIONS; i++) {
				CertificateWriter.IN_PLACE.write(this.directory, RotatingService.pair(identities.get(i % 2)));
				rotate(server, service.application().getBean(MtlsContexts.class).server().sslContext());
				rotate(client, caller.getBean(MtlsContexts.class).client("orders").sslContext());
				assertThat(orders.get().uri("/hello").retrieve().body(String.class)).isEqualTo("hello");
			}
			service.events().clear();
			assertThat(this.former).hasSize(4 * ROTATIONS);
			Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> reachable() <= HANDFUL);
			assertThat(Thread.activeCount()).isLessThan(threads + HANDFUL);
		}
	}

	private void rotate(MaterialStore store, SSLContext context) {
		RotationEvent event = store.refresh();
		assertThat(event).isInstanceOf(RotationEvent.Rotated.class);
		this.former.add(new WeakReference<>(((RotationEvent.Rotated) event).previous()));
		this.former.add(new WeakReference<>(context));
	}

	private long reachable() {
		System.gc();
		return this.former.stream().filter((reference) -> reference.get() != null).count();
	}

	private static MaterialStore store(ConfigurableApplicationContext application, MaterialScope scope) {
		return application.getBean(MtlsMaterials.class).store(scope);
	}

	private ConfigurableApplicationContext caller(int port) {
		return new SpringApplicationBuilder(RotatingService.Application.class).web(WebApplicationType.NONE)
			.properties("spring.main.banner-mode=off", "spring.jmx.enabled=false", "mtls.rotation.quiet-period=1m",
					"mtls.rotation.poll-interval=1h",
					"mtls.identity.certificate=" + this.directory.resolve(RotatingService.CERTIFICATE),
					"mtls.identity.private-key=" + this.directory.resolve(RotatingService.KEY),
					"mtls.trust.anchors=" + this.directory.resolve(RotatingService.ANCHORS),
					"mtls.clients.orders.url=https://localhost:" + port)
			.run();
	}

	private static IssuedCertificate identity(DevCa ca) {
		return ca.issue((leaf) -> leaf.subject("CN=orders").dns("localhost"));
	}

}
