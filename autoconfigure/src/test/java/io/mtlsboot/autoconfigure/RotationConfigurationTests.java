package io.mtlsboot.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.material.KeyMaterial;
import io.mtlsboot.material.MaterialProblem;
import io.mtlsboot.material.TlsMaterial;
import io.mtlsboot.material.TrustMaterial;
import io.mtlsboot.rotation.RotationEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslBundleRegistrar;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleRegistry;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.boot.ssl.jks.JksSslStoreBundle;
import org.springframework.boot.ssl.jks.JksSslStoreDetails;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What follows files and bundles, and what may be set about it.
 */
class RotationConfigurationTests {

	private static final DevCa ca = DevCa.create("shop.example");

	@TempDir
	private Path directory;

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, MtlsAutoConfiguration.class))
		.withBean(Events.class, Events::new);

	@Test
	void rotateWhenFilesChangeThenStoreFollowsAndApplicationIsTold() {
		web().writePem(this.directory, "tls");
		pem().run((context) -> {
			IssuedCertificate next = web();
			next.writePem(this.directory, "tls");
			assertThat(events(context).next()).isInstanceOf(RotationEvent.Rotated.class);
			assertThat(leaf(context)).isEqualTo(next.certificate());
			Files.writeString(this.directory.resolve("tls.key"), "");
			assertThat(events(context).next()).isInstanceOf(RotationEvent.Failed.class);
		});
	}

	@Test
	void rotateWhenSomebodyElseIsIssuedThenRefusesUnlessAllowed() {
		web().writePem(this.directory, "tls");
		pem().run((context) -> {
			ca.issue((leaf) -> leaf.subject("CN=orders")).writePem(this.directory, "tls");
			assertThat(events(context).next()).isInstanceOfSatisfying(RotationEvent.Failed.class,
					(failed) -> assertThat(failed.failure().problem()).isEqualTo(MaterialProblem.IDENTITY_CHANGED));
		});
		web().writePem(this.directory, "tls");
		pem().withPropertyValues("mtls.rotation.allow-identity-change=true").run((context) -> {
			ca.issue((leaf) -> leaf.subject("CN=orders")).writePem(this.directory, "tls");
			assertThat(events(context).next()).isInstanceOf(RotationEvent.Rotated.class);
		});
	}

	@Test
	void rotateWhenKeyStoreAndItsPasswordFileChangeThenFollows() throws IOException {
		web().writeKeyStore(this.directory.resolve("tls.p12"), "PKCS12", "one".toCharArray(), "web");
		ca.writeTrustStore(this.directory.resolve("ca.p12"), "PKCS12", "one".toCharArray());
		Path password = Files.writeString(this.directory.resolve("password"), "one\n");
		this.runner
			.withPropertyValues("mtls.identity.key-store.location=" + this.directory.resolve("tls.p12"),
					"mtls.identity.key-store.password-file=" + password,
					"mtls.trust.trust-store.location=" + this.directory.resolve("ca.p12"),
					"mtls.trust.trust-store.password-file=" + password)
			.run((context) -> {
				IssuedCertificate next = web();
				next.writeKeyStore(this.directory.resolve("tls.p12"), "PKCS12", "two".toCharArray(), "web");
				ca.writeTrustStore(this.directory.resolve("ca.p12"), "PKCS12", "two".toCharArray());
				Files.writeString(password, "two");
				RotationEvent event = events(context).next();
				assertThat((event instanceof RotationEvent.Failed) ? events(context).next() : event)
					.isInstanceOf(RotationEvent.Rotated.class);
				assertThat(leaf(context)).isEqualTo(next.certificate());
			});
	}

	@Test
	void rotateWhenABootBundleIsReplacedThenFollowsWithTheSameChecks() {
		this.runner
			.withPropertyValues("mtls.identity.bundle=company", "mtls.trust.bundle=company",
					"mtls.rotation.quiet-period=0")
			.withBean("company", SslBundleRegistrar.class,
					() -> (registry) -> registry.registerBundle("company", bundle(web())))
			.run((context) -> {
				SslBundleRegistry registry = context.getBean(SslBundleRegistry.class);
				IssuedCertificate next = web();
				registry.updateBundle("company", bundle(next));
				assertThat(events(context).next()).isInstanceOf(RotationEvent.Rotated.class);
				assertThat(leaf(context)).isEqualTo(next.certificate());
				registry.updateBundle("company",
						bundle(ca.issue((leaf) -> leaf.subject("CN=web")
							.spiffeId("spiffe://shop.example/web")
							.validFor(Duration.ofMinutes(-1)))));
				assertThat(events(context).next()).isInstanceOfSatisfying(RotationEvent.Failed.class,
						(failed) -> assertThat(failed.failure().problem()).isEqualTo(MaterialProblem.EXPIRED));
				assertThat(leaf(context)).isEqualTo(next.certificate());
			});
	}

	@Test
	void rotateWhenOnlyTheSourceKnowsThenIsAskedAtIntervals() {
		AtomicReference<TlsMaterial> material = new AtomicReference<>(material(web()));
		this.runner.withPropertyValues("mtls.rotation.poll-interval=1s")
			.withBean(MaterialSources.class, () -> (scope) -> material::get)
			.run((context) -> {
				material.set(material(web()));
				assertThat(events(context).next()).isInstanceOf(RotationEvent.Rotated.class);
			});
	}

	@Test
	void closeThenNothingIsWatchedAnyMore() throws InterruptedException {
		web().writePem(this.directory, "tls");
		Set<Thread> others = Thread.getAllStackTraces().keySet();
		Set<Thread> ours = new HashSet<>();
		pem().run((context) -> Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> !others.contains(thread) && thread.getName().startsWith("mtls-"))
			.forEach(ours::add));
		assertThat(ours).extracting(Thread::getName).contains("mtls-rotation", "mtls-file-watch");
		for (Thread thread : ours) {
			thread.join(20_000);
			assertThat(thread.isAlive()).as(thread.getName()).isFalse();
		}
	}

	@ParameterizedTest
	@CsvSource({ "mtls.rotation.quiet-period, -1ms", "mtls.rotation.quiet-period, 61s",
			"mtls.rotation.poll-interval, 999ms" })
	void startWhenIntervalMakesNoSenseThenRefuses(String property, String value) {
		web().writePem(this.directory, "tls");
		pem().withPropertyValues(property + "=" + value)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(MtlsConfigurationException.class)
				.hasMessageContaining(property));
	}

	@Test
	void startWhenPasswordAndItsFileAreSetThenRefuses() {
		web().writePem(this.directory, "tls");
		pem()
			.withPropertyValues("mtls.identity.private-key-password=hush",
					"mtls.identity.private-key-password-file=" + this.directory.resolve("password"))
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(MtlsConfigurationException.class)
				.hasMessageContaining("'mtls.identity.private-key-password-file' are both set")
				.hasMessageNotContaining("hush"));
	}

	private ApplicationContextRunner pem() {
		ca.root().writePem(this.directory, "ca");
		return this.runner.withPropertyValues("mtls.identity.certificate=" + this.directory.resolve("tls.crt"),
				"mtls.identity.private-key=" + this.directory.resolve("tls.key"),
				"mtls.trust.anchors=" + this.directory.resolve("ca.crt"));
	}

	private static IssuedCertificate web() {
		return ca.issue((leaf) -> leaf.subject("CN=web").spiffeId("spiffe://shop.example/web"));
	}

	private static TlsMaterial material(IssuedCertificate identity) {
		return new TlsMaterial(KeyMaterial.of(identity.privateKey(), identity.chain(), "memory"),
				TrustMaterial.of(List.of(ca.rootCertificate()), "memory"));
	}

	private SslBundle bundle(IssuedCertificate identity) {
		identity.writeKeyStore(this.directory.resolve("bundle.p12"), "PKCS12", "secret".toCharArray(), "web");
		ca.writeTrustStore(this.directory.resolve("trust.p12"), "PKCS12", "secret".toCharArray());
		SslStoreBundle stores = new JksSslStoreBundle(
				new JksSslStoreDetails("PKCS12", null, this.directory.resolve("bundle.p12").toString(), "secret"),
				new JksSslStoreDetails("PKCS12", null, this.directory.resolve("trust.p12").toString(), "secret"));
		// Read now: Boot reads when it is first asked, and the next one has the same file
		stores.getKeyStore();
		stores.getTrustStore();
		return SslBundle.of(stores);
	}

	private static Events events(ApplicationContext context) {
		return context.getBean(Events.class);
	}

	private static X509Certificate leaf(ApplicationContext context) {
		return context.getBean(MtlsMaterials.class).store(MaterialScope.BUNDLE).current().material().key().leaf();
	}

	/**
	 * What the application is told of.
	 */
	static final class Events {

		private final BlockingQueue<RotationEvent> events = new LinkedBlockingQueue<>();

		@EventListener
		void on(RotationEvent event) {
			if (!(event instanceof RotationEvent.Loaded)) {
				this.events.add(event);
			}
		}

		RotationEvent next() throws InterruptedException {
			RotationEvent event = this.events.poll(20, TimeUnit.SECONDS);
			assertThat(event).isNotNull();
			return event;
		}

	}

}
