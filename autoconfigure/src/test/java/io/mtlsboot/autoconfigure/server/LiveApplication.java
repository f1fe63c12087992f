package io.mtlsboot.autoconfigure.server;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;

import io.mtlsboot.autoconfigure.MaterialScope;
import io.mtlsboot.autoconfigure.MaterialSources;
import io.mtlsboot.autoconfigure.MtlsMaterials;
import io.mtlsboot.autoconfigure.RefusedRequestListener;
import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.Purpose;
import io.mtlsboot.material.KeyMaterial;
import io.mtlsboot.material.TlsMaterial;
import io.mtlsboot.material.TrustMaterial;
import io.mtlsboot.trust.RejectionReason;
import reactor.core.publisher.Flux;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * What a {@link TestApplication} needs in addition for connections that live long: CAs
 * that can be dropped, and resources that say what they have seen.
 */
@Configuration(proxyBeanMethods = false)
@RestController
class LiveApplication {

	static final DevCa OTHER_CA = DevCa.create("other.example");

	static final IssuedCertificate OTHER = OTHER_CA
		.issue((leaf) -> leaf.subject("CN=other").spiffeId("spiffe://other.example/web").purposes(Purpose.CLIENT_AUTH));

	private static final TrustMaterial BOTH = TrustMaterial
		.of(List.of(TestPki.CA.rootCertificate(), OTHER_CA.rootCertificate()), "test");

	private static final TrustMaterial ONE = TrustMaterial.of(List.of(TestPki.CA.rootCertificate()), "test");

	private final AtomicReference<TrustMaterial> trust = new AtomicReference<>(BOTH);

	private final Queue<String> seen = new ConcurrentLinkedQueue<>();

	private final Queue<RejectionReason> refused = new ConcurrentLinkedQueue<>();

	static IssuedCertificate expiring(Instant notAfter) {
		return TestPki.CA.issue((leaf) -> leaf.subject("CN=short")
			.spiffeId("spiffe://shop.example/short")
			.purposes(Purpose.CLIENT_AUTH)
			.notAfter(notAfter));
	}

	static LiveApplication of(ConfigurableApplicationContext application) {
		return application.getBean(LiveApplication.class);
	}

	static void dropOtherCa(ConfigurableApplicationContext application) {
		rotate(application, ONE);
	}

	static void believeBoth(ConfigurableApplicationContext application) {
		rotate(application, BOTH);
	}

	private static void rotate(ConfigurableApplicationContext application, TrustMaterial trust) {
		of(application).trust.set(trust);
		application.getBean(MtlsMaterials.class).store(MaterialScope.SERVER).refresh();
	}

	List<String> seen() {
		return List.copyOf(this.seen);
	}

	List<RejectionReason> refused() {
		return List.copyOf(this.refused);
	}

	@Bean
	@Primary
	MaterialSources liveMaterialSources() {
		return (scope) -> () -> new TlsMaterial(
				KeyMaterial.of(TestPki.SERVER.privateKey(), TestPki.SERVER.chain(), "test"), this.trust.get());
	}

	@Bean
	RefusedRequestListener recordingRefusedRequestListener() {
		return this.refused::add;
	}

	@PostMapping("/seen")
	String see(@RequestBody String body) {
		this.seen.add(body);
		return "seen";
	}

	@GetMapping(path = "/endless", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	Flux<String> endless() {
		// Who reads too slowly misses some, and does not end it
		return Flux.interval(Duration.ZERO, Duration.ofMillis(50)).onBackpressureDrop().map(String::valueOf);
	}

	@GetMapping(path = "/silent", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	Flux<String> silent() {
		return Flux.concat(Flux.just("begin"), Flux.never());
	}

}
