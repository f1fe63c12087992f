package io.mtlsboot.autoconfigure.dev;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import io.mtlsboot.autoconfigure.MaterialScope;
import io.mtlsboot.autoconfigure.MaterialSources;
import io.mtlsboot.autoconfigure.MtlsAutoConfiguration;
import io.mtlsboot.autoconfigure.MtlsConfigurationException;
import io.mtlsboot.autoconfigure.MtlsMaterials;
import io.mtlsboot.autoconfigure.MtlsProperties;
import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.identity.IdentityExtractor;
import io.mtlsboot.material.KeyMaterial;
import io.mtlsboot.material.MaterialSource;
import io.mtlsboot.material.TlsMaterial;
import io.mtlsboot.material.TrustMaterial;
import io.mtlsboot.x509.KeyPurpose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class MtlsDevCaAutoConfigurationTests {

	@TempDir
	private Path directory;

	private ApplicationContextRunner runner;

	@BeforeEach
	void createRunner() {
		this.runner = new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(MtlsDevCaAutoConfiguration.class, MtlsAutoConfiguration.class))
			.withPropertyValues("mtls.dev-ca.enabled=true", "mtls.dev-ca.trust-domain=shop.example",
					"mtls.dev-ca.directory=" + this.directory.resolve("ca"), "spring.application.name=Web Shop_1");
	}

	@Test
	void enabledThenServiceHasAnIdentityForLocalhostAndItsName() {
		this.runner.run((context) -> {
			KeyMaterial server = context.getBean(MtlsMaterials.class)
				.store(MaterialScope.SERVER)
				.current()
				.material()
				.key();
			assertThat(context.getBean(IdentityExtractor.class).extract(server.leaf()))
				.hasToString("Optional[spiffe://shop.example/web-shop-1]");
			assertThat(server.leaf().getSubjectAlternativeNames().toString()).contains("localhost", "web-shop-1",
					"127.0.0.1");
			assertThat(KeyPurpose.CLIENT_AUTH.isAllowedBy(server.leaf())).isFalse();
		});
	}

	@Test
	void enabledThenClientsHaveACertificateOfTheirOwnIntermediate() {
		this.runner.run((context) -> {
			MtlsMaterials materials = context.getBean(MtlsMaterials.class);
			KeyMaterial server = materials.store(MaterialScope.SERVER).current().material().key();
			KeyMaterial client = materials.store(MaterialScope.DEFAULT_CLIENT).current().material().key();
			assertThat(KeyPurpose.SERVER_AUTH.isAllowedBy(client.leaf())).isFalse();
			assertThat(client.leaf().getIssuerX500Principal()).isNotEqualTo(server.leaf().getIssuerX500Principal());
		});
	}

	@Test
	void refreshedThenKeepsItsCertificateUntilAThirdOfItsLifeIsLeft() {
		AtomicReference<Duration> later = new AtomicReference<>(Duration.ZERO);
		MaterialSource source = new DevCaMaterialSources(
				new MtlsProperties.DevCa(true, this.directory.resolve("ca"), "shop.example"), "web", running(later))
			.sourceFor(MaterialScope.SERVER);
		TlsMaterial first = source.load();
		later.set(Duration.ofDays(19));
		assertThat(source.load()).isSameAs(first);
		later.set(Duration.ofDays(21));
		assertThat(source.load().key()).isNotEqualTo(first.key());
	}

	@Test
	void enabledOnKubernetesThenRefuses() {
		this.runner.withPropertyValues("spring.main.cloud-platform=kubernetes")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(MtlsConfigurationException.class)
				.hasMessageContaining("this is Kubernetes"));
	}

	@Test
	void enabledInProductionThenRefuses() {
		this.runner.withPropertyValues("spring.profiles.active=prod")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(MtlsConfigurationException.class)
				.hasMessageContaining("profile 'prod'"));
	}

	@Test
	void enabledBesideARealIdentityThenRefuses() {
		this.runner.withPropertyValues("mtls.identity.certificate=tls.crt")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(MtlsConfigurationException.class)
				.hasMessageContaining("contradict each other"));
	}

	@Test
	void enabledBesideARealIdentityOfTheServerThenRefuses() {
		this.runner.withPropertyValues("mtls.server.trust.anchors=ca.crt")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(MtlsConfigurationException.class)
				.hasMessageContaining("contradict each other"));
	}

	@Test
	void enabledWithoutTheDevCaOnTheClassPathThenNamesTheDependency() {
		this.runner.withClassLoader(new FilteredClassLoader("io.mtlsboot.devca"))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(MtlsConfigurationException.class,
						(ex) -> assertThat(ex.action()).contains("io.mtlsboot:mtls-dev-ca")));
	}

	@Test
	void trustDomainThatLeavesTheDirectoryIsRefused() {
		this.runner.withPropertyValues("mtls.dev-ca.trust-domain=..")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(MtlsConfigurationException.class)
				.hasMessageContaining("trust domain '..'"));
	}

	@Test
	void usersOwnSourcesWin() {
		DevCa ca = DevCa.create("shop.example");
		IssuedCertificate issued = ca.issue((leaf) -> leaf.subject("CN=from a vault"));
		MaterialSources own = (
				scope) -> () -> new TlsMaterial(KeyMaterial.of(issued.privateKey(), issued.chain(), "the vault"),
						TrustMaterial.of(List.of(ca.rootCertificate()), "the vault"));
		this.runner.withBean(MaterialSources.class, () -> own)
			.run((context) -> assertThat(context.getBean(MaterialSources.class)).isSameAs(own));
	}

	@Test
	void notEnabledThenAbsent() {
		new WebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(MtlsDevCaAutoConfiguration.class, MtlsAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(DevCaMaterialSources.class));
	}

	private static Clock running(AtomicReference<Duration> later) {
		return new Clock() {

			@Override
			public Instant instant() {
				return Instant.now().plus(later.get());
			}

			@Override
			public ZoneId getZone() {
				return ZoneOffset.UTC;
			}

			@Override
			public Clock withZone(ZoneId zone) {
				return this;
			}

		};
	}

}
