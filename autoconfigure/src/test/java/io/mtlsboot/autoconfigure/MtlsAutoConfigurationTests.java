package io.mtlsboot.autoconfigure;

import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.Purpose;
import io.mtlsboot.identity.IdentityExtractor;
import io.mtlsboot.material.KeyMaterial;
import io.mtlsboot.material.TlsMaterial;
import io.mtlsboot.material.TrustMaterial;
import io.mtlsboot.trust.PeerRejectedException;
import io.mtlsboot.trust.RejectionReason;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MtlsAutoConfigurationTests {

	private static final DevCa ca = DevCa.create("shop.example");

	@TempDir
	private Path directory;

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(AutoConfigurations
		.of(SslAutoConfiguration.class, MtlsAutoConfiguration.class, MtlsLogAutoConfiguration.class));

	@Test
	void configuredThenPublishesBundle() {
		IssuedCertificate web = ca.issue((leaf) -> leaf.subject("CN=web"));
		configured(web).run((context) -> {
			SslBundle bundle = context.getBean(SslBundles.class).getBundle("mtls");
			KeyStore keyStore = bundle.getStores().getKeyStore();
			assertThat(keyStore.getCertificate("mtls")).isEqualTo(web.certificate());
			assertThat(keyStore.getKey("mtls", new char[0])).isEqualTo(web.privateKey());
			KeyStore trustStore = bundle.getStores().getTrustStore();
			assertThat(Collections.list(trustStore.aliases())).hasSize(1);
			assertThat(trustStore.getCertificate("mtls-0")).isEqualTo(ca.rootCertificate());
			assertThat(bundle.getOptions().getEnabledProtocols()).containsExactlyInAnyOrder("TLSv1.3", "TLSv1.2");
			assertThat(bundle.createSslContext()).isNotNull();
			assertThat(((X509ExtendedKeyManager) bundle.getManagers().getKeyManagers()[0]).getPrivateKey("mtls"))
				.satisfiesAnyOf((key) -> assertThat(key).isNull(),
						(key) -> assertThat(key).isEqualTo(web.privateKey()));
		});
	}

	@Test
	void bundleVerifiesCallersAndCalleesByTheirOwnPurpose() {
		IssuedCertificate caller = ca.issue((leaf) -> leaf.purposes(Purpose.CLIENT_AUTH));
		IssuedCertificate callee = ca.issue((leaf) -> leaf.purposes(Purpose.SERVER_AUTH).dns("localhost"));
		configured(ca.issue((leaf) -> leaf.subject("CN=web"))).run((context) -> {
			X509ExtendedTrustManager trust = (X509ExtendedTrustManager) context.getBean(SslBundles.class)
				.getBundle("mtls")
				.getManagers()
				.getTrustManagers()[0];
			trust.checkClientTrusted(chain(caller), "ECDHE_ECDSA");
			assertRejected(RejectionReason.PURPOSE_NOT_ALLOWED,
					() -> trust.checkClientTrusted(chain(callee), "ECDHE_ECDSA"));
			assertRejected(RejectionReason.PURPOSE_NOT_ALLOWED,
					() -> trust.checkServerTrusted(chain(caller), "ECDHE_ECDSA"));
			assertRejected(RejectionReason.HOST_NAME_MISMATCH,
					() -> trust.checkServerTrusted(chain(callee), "ECDHE_ECDSA"));
		});
	}

	@Test
	void bundleWithoutMaterialTrustsNobodyAndIsNobody() {
		new WebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, MtlsAutoConfiguration.class))
			.run((context) -> {
				SslBundle bundle = context.getBean(SslBundles.class).getBundle("mtls");
				assertThat(bundle.getStores().getTrustStore().size()).isZero();
				assertThat(bundle.getStores().getKeyStore().size()).isZero();
				assertThatExceptionOfType(MtlsConfigurationException.class).isThrownBy(bundle::createSslContext);
			});
	}

	@Test
	void webApplicationWithoutPortNeedsNoMaterial() {
		new WebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, MtlsAutoConfiguration.class))
			.withPropertyValues("mtls.clients.orders.url=https://orders:8443")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void serverAndClientsHaveTheirOwnIdentityAndTrustWhereTheyAreConfigured() {
		IssuedCertificate root = ca.issue((leaf) -> leaf.subject("CN=root settings"));
		IssuedCertificate server = ca.issue((leaf) -> leaf.subject("CN=as server"));
		DevCa partner = DevCa.create("partner.example");
		IssuedCertificate client = partner.issue((leaf) -> leaf.subject("CN=as client of a partner"));
		server.writePem(this.directory, "server");
		client.writePem(this.directory, "client");
		partner.root().writePem(this.directory, "partner");
		configured(root)
			.withPropertyValues("mtls.server.identity.certificate=" + this.directory.resolve("server.crt"),
					"mtls.server.identity.private-key=" + this.directory.resolve("server.key"),
					"mtls.clients.bank.url=https://bank",
					"mtls.clients.bank.identity.certificate=" + this.directory.resolve("client.crt"),
					"mtls.clients.bank.identity.private-key=" + this.directory.resolve("client.key"),
					"mtls.clients.bank.trust.anchors=" + this.directory.resolve("partner.crt"))
			.run((context) -> {
				assertThat(leaf(context.getBean(MtlsMaterials.class), MaterialScope.SERVER)).isEqualTo("CN=as server");
				assertThat(leaf(context.getBean(MtlsMaterials.class), MaterialScope.client("bank")))
					.isEqualTo("CN=as client of a partner");
				assertThat(leaf(context.getBean(MtlsMaterials.class), MaterialScope.BUNDLE))
					.isEqualTo("CN=root settings");
			});
	}

	@Test
	void materialOfABootBundleIsUsed() {
		IssuedCertificate web = ca.issue((leaf) -> leaf.subject("CN=from a bundle"));
		web.writePem(this.directory, "web");
		ca.root().writePem(this.directory, "ca");
		this.runner
			.withPropertyValues("mtls.identity.bundle=web", "mtls.trust.bundle=web",
					"spring.ssl.bundle.pem.web.keystore.certificate=" + this.directory.resolve("web.crt"),
					"spring.ssl.bundle.pem.web.keystore.private-key=" + this.directory.resolve("web.key"),
					"spring.ssl.bundle.pem.web.truststore.certificate=" + this.directory.resolve("ca.crt"))
			.run((context) -> assertThat(leaf(context.getBean(MtlsMaterials.class), MaterialScope.BUNDLE))
				.isEqualTo("CN=from a bundle"));
	}

	@Test
	void materialOfKeyStoresIsUsed() {
		for (String type : List.of("PKCS12", "JKS")) {
			IssuedCertificate web = ca.issue((leaf) -> leaf.subject("CN=from " + type));
			web.writeKeyStore(this.directory.resolve(type), type, "secret".toCharArray(), "web");
			ca.writeTrustStore(this.directory.resolve(type + ".trust"), type, "secret".toCharArray());
			this.runner
				.withPropertyValues("mtls.identity.key-store.location=" + this.directory.resolve(type),
						"mtls.identity.key-store.password=secret", "mtls.identity.key-store.alias=WEB",
						"mtls.trust.trust-store.location=" + this.directory.resolve(type + ".trust"),
						"mtls.trust.trust-store.password=secret")
				.run((context) -> assertThat(leaf(context.getBean(MtlsMaterials.class), MaterialScope.BUNDLE))
					.isEqualTo("CN=from " + type));
		}
	}

	@Test
	void usersOwnSourcesAndExtractorWin() {
		IssuedCertificate web = ca.issue((leaf) -> leaf.subject("CN=from a vault"));
		MaterialSources own = (
				scope) -> () -> new TlsMaterial(KeyMaterial.of(web.privateKey(), web.chain(), "the vault"),
						TrustMaterial.of(List.of(ca.rootCertificate()), "the vault"));
		this.runner.withBean(MaterialSources.class, () -> own)
			.withBean("ownExtractor", IdentityExtractor.class, () -> (leaf) -> Optional.empty())
			.run((context) -> {
				assertThat(context).hasSingleBean(IdentityExtractor.class).hasBean("ownExtractor");
				assertThat(leaf(context.getBean(MtlsMaterials.class), MaterialScope.SERVER))
					.isEqualTo("CN=from a vault");
			});
	}

	@Test
	void usersOwnSourcesMayNeedBundles() {
		configured(ca.issue((leaf) -> leaf.subject("CN=web"))).withUserConfiguration(SourcesOverBundles.class)
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(MaterialSources.class));
	}

	@Test
	void disabledThenAbsent() {
		this.runner.withPropertyValues("mtls.enabled=false").run((context) -> {
			assertThat(context).doesNotHaveBean(MtlsMaterials.class).doesNotHaveBean(HandshakeLog.class);
			assertThat(context.getBean(SslBundles.class).getBundleNames()).isEmpty();
		});
	}

	@Test
	void passwordIsNotInTheTextOfProperties() {
		configured(ca.issue((leaf) -> leaf.subject("CN=web")))
			.withPropertyValues("mtls.identity.private-key-password=hush", "mtls.identity.key-store.password=hush",
					"mtls.identity.key-store.key-password=hush", "mtls.trust.trust-store.password=hush")
			.run((context) -> assertThat(context.getBean(MtlsProperties.class).toString()).doesNotContain("hush"));
	}

	private ApplicationContextRunner configured(IssuedCertificate identity) {
		identity.writePem(this.directory, "tls");
		ca.root().writePem(this.directory, "ca");
		return this.runner.withPropertyValues("mtls.identity.certificate=" + this.directory.resolve("tls.crt"),
				"mtls.identity.private-key=" + this.directory.resolve("tls.key"),
				"mtls.trust.anchors=" + this.directory.resolve("ca.crt"));
	}

	private static String leaf(MtlsMaterials materials, MaterialScope scope) {
		return materials.store(scope).current().material().key().leaf().getSubjectX500Principal().getName();
	}

	private static X509Certificate[] chain(IssuedCertificate issued) {
		return issued.chain().toArray(X509Certificate[]::new);
	}

	private static void assertRejected(RejectionReason reason, ThrowingCallable check) {
		assertThatExceptionOfType(PeerRejectedException.class).isThrownBy(check)
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(reason));
	}

	/**
	 * Sources that call a vault, whose TLS is a bundle of Boot's.
	 */
	@Configuration(proxyBeanMethods = false)
	static class SourcesOverBundles {

		@Bean
		MaterialSources vaultSources(SslBundles bundles) {
			assertThat(bundles.getBundleNames()).contains("mtls");
			return (scope) -> () -> {
				IssuedCertificate web = ca.issue((leaf) -> leaf.subject("CN=from a vault"));
				return new TlsMaterial(KeyMaterial.of(web.privateKey(), web.chain(), "the vault"),
						TrustMaterial.of(List.of(ca.rootCertificate()), "the vault"));
			};
		}

	}

}
