package io.mtlsboot.autoconfigure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;

import io.mtlsboot.autoconfigure.dev.MtlsDevCaAutoConfiguration;
import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.Purpose;
import io.mtlsboot.jsse.MtlsContext;
import io.mtlsboot.jsse.PeerVerdicts;
import io.mtlsboot.material.MaterialException;
import io.mtlsboot.material.TrustMaterial;
import io.mtlsboot.trust.PeerRejectedException;
import io.mtlsboot.trust.RejectionReason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TrustDomainConfigurationTests {

	private static final DevCa OURS = DevCa.create("shop.example");

	private static final DevCa PARTNER = DevCa.create("partner.example");

	private static final DevCa OTHER = DevCa.create("other.example");

	private static final IssuedCertificate SERVICE = OURS.issue((leaf) -> leaf.subject("CN=service").dns("localhost"));

	private static final IssuedCertificate WEB = caller(OURS, "spiffe://shop.example/web");

	private static final IssuedCertificate FORGED = caller(PARTNER, "spiffe://shop.example/web");

	private static final IssuedCertificate BUYER = caller(PARTNER, "spiffe://partner.example/buyer");

	private static final IssuedCertificate STRANGER = caller(OTHER, "spiffe://other.example/x");

	@TempDir
	private Path directory;

	private ApplicationContextRunner runner;

	@BeforeEach
	void writeFiles() {
		SERVICE.writePem(this.directory, "tls");
		OURS.root().writePem(this.directory, "ours");
		PARTNER.root().writePem(this.directory, "partner");
		OTHER.root().writePem(this.directory, "other");
		OTHER.writeTrustStore(file("other.p12"), "PKCS12", "secret".toCharArray());
		this.runner = new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, MtlsDevCaAutoConfiguration.class,
					MtlsAutoConfiguration.class, MtlsLogAutoConfiguration.class))
			.withPropertyValues("mtls.identity.certificate=" + file("tls.crt"),
					"mtls.identity.private-key=" + file("tls.key"));
	}

	@Test
	void startWhenAllAnchorsAreInDomainsThenTheirUnionIsBelieved() {
		domains("mtls.trust").run((context) -> {
			MtlsContexts contexts = context.getBean(MtlsContexts.class);
			TrustMaterial trust = contexts.server().generation().material().trust();
			assertThat(trust.anchors()).containsExactly(OURS.rootCertificate(), PARTNER.rootCertificate());
			assertThat(trust.bundles().get("ours")).containsExactly(OURS.rootCertificate());
			assertThat(trust.bundles().get("domains[1]")).containsExactly(PARTNER.rootCertificate());
			assertThat(contexts.callerBundles()).containsExactlyInAnyOrder("ours", "domains[1]");
			accepts(contexts.server(), WEB);
			accepts(contexts.server(), BUYER);
			refuses(contexts.server(), FORGED, RejectionReason.ANCHOR_NOT_ALLOWED);
			refuses(contexts.server(), STRANGER, RejectionReason.ISSUER_UNKNOWN);
			assertThat(context.getBean(PeerVerdicts.class).judge(WEB.chain()).bundles()).containsExactly("ours");
			assertThat(context.getBean(PeerVerdicts.class).judge(FORGED.chain()).bundles()).isEmpty();
		});
	}

	@Test
	void startWhenSomeAnchorsAreInNoDomainThenTheyVouchForTheRest() {
		domains("mtls.trust").withPropertyValues("mtls.trust.anchors=" + file("ours.crt") + "," + file("other.crt"))
			.run((context) -> acceptsOthers(context.getBean(MtlsContexts.class).server()));
		domains("mtls.trust")
			.withPropertyValues("mtls.trust.trust-store.location=" + file("other.p12"),
					"mtls.trust.trust-store.password=secret")
			.run((context) -> acceptsOthers(context.getBean(MtlsContexts.class).server()));
		domains("mtls.trust")
			.withPropertyValues("mtls.trust.bundle=peers",
					"spring.ssl.bundle.pem.peers.truststore.certificate=" + file("other.crt"))
			.run((context) -> acceptsOthers(context.getBean(MtlsContexts.class).server()));
	}

	private static void acceptsOthers(MtlsContext server) throws PeerRejectedException {
		accepts(server, WEB);
		accepts(server, STRANGER);
		refuses(server, FORGED, RejectionReason.ANCHOR_NOT_ALLOWED);
		refuses(server, caller(OTHER, "spiffe://shop.example/web"), RejectionReason.ANCHOR_NOT_ALLOWED);
	}

	@Test
	void startWhenServerHasItsOwnThenClientsAreNotConcerned() {
		domains("mtls.server.trust")
			.withPropertyValues("mtls.trust.anchors=" + file("ours.crt") + "," + file("partner.crt"))
			.run((context) -> {
				MtlsContexts contexts = context.getBean(MtlsContexts.class);
				refuses(contexts.server(), FORGED, RejectionReason.ANCHOR_NOT_ALLOWED);
				accepts(contexts.defaultClient(), callee(PARTNER, "orders.shop.example"));
				assertThat(contexts.defaultClient().generation().material().trust().bundles()).isEmpty();
			});
	}

	@Test
	void calleeOfThePartnersCaWithOurNameIsRefusedByEveryClient() {
		domains("mtls.trust")
			.withPropertyValues("mtls.clients.orders.url=https://localhost",
					"mtls.clients.orders.callee=spiffe://shop.example/web", "mtls.clients.named.callee=cn:orders",
					"mtls.clients.own.trust.anchors=" + file("ours.crt"),
					"mtls.clients.own.trust.domains[0].anchors=" + file("partner.crt"),
					"mtls.clients.own.trust.domains[0].names=dns:localhost,spiffe://shop.example/**")
			.run((context) -> {
				MtlsContexts contexts = context.getBean(MtlsContexts.class);
				IssuedCertificate forged = callee(PARTNER, "localhost");
				refuses(contexts.client("orders"), forged, RejectionReason.ANCHOR_NOT_ALLOWED);
				refuses(contexts.defaultClient(), forged, RejectionReason.ANCHOR_NOT_ALLOWED);
				refuses(contexts.bundle(), forged, RejectionReason.ANCHOR_NOT_ALLOWED);
				accepts(contexts.client("own"), forged);
				// Its host name is the partner's, its common name is not
				IssuedCertificate named = PARTNER.issue((leaf) -> leaf.subject("CN=orders").dns("api.partner.example"));
				refuses(contexts.client("named"), named, RejectionReason.ANCHOR_NOT_ALLOWED);
			});
	}

	@Test
	void loadWhenAnchorsOfADomainChangeThenMaterialIsAnother() throws Exception {
		domains("mtls.trust").run((context) -> {
			MtlsMaterials materials = context.getBean(MtlsMaterials.class);
			MtlsContexts contexts = context.getBean(MtlsContexts.class);
			accepts(contexts.server(), BUYER);
			OTHER.root().writePem(this.directory, "partner");
			materials.store(MaterialScope.SERVER).refresh();
			assertThat(contexts.server().generation().number()).isEqualTo(2);
			refuses(contexts.server(), BUYER, RejectionReason.ISSUER_UNKNOWN);
			accepts(contexts.server(), caller(OTHER, "spiffe://partner.example/buyer"));
			Files.writeString(file("partner.crt"), "not a certificate");
			materials.store(MaterialScope.SERVER).refresh();
			assertThat(contexts.server().generation().number()).isEqualTo(2);
		});
	}

	@Test
	void startWhenFileOfADomainHasNoCertificateThenNamesFileAndProperty() throws Exception {
		Files.writeString(file("partner.crt"), Files.readString(file("tls.key")));
		assertMaterial("partner.crt", "mtls.trust.domains[1].anchors");
		Files.delete(file("partner.crt"));
		assertMaterial("partner.crt", "mtls.trust.domains[1].anchors");
		SERVICE.writePem(this.directory, "partner");
		assertMaterial("is not a CA certificate", "mtls.trust.domains[1].anchors");
	}

	private void assertMaterial(String... texts) {
		domains("mtls.trust").run((context) -> {
			assertThat(context).hasFailed();
			Throwable failure = context.getStartupFailure();
			while (!(failure instanceof MaterialException)) {
				assertThat(failure).isNotNull();
				failure = failure.getCause();
			}
			assertThat(failure.getMessage()).contains(texts);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "mtls.trust", "mtls.server.trust", "mtls.clients.orders.trust" })
	void startWhenDomainIsIncompleteOrContradictsAnotherThenRefuses(String trust) {
		refusesStart(trust, "names no file", ".domains[2].names=cn:x");
		refusesStart(trust, "names no file", ".domains[2].names=cn:x", ".domains[2].anchors=");
		refusesStart(trust, ".domains[2].names' is not set", ".domains[2].anchors=" + file("other.crt"));
		refusesStart(trust, "'shop.example' as identity pattern", ".domains[2].anchors=" + file("other.crt"),
				".domains[2].names=shop.example");
		refusesStart(trust, "not a range", ".domains[2].anchors=" + file("other.crt"),
				".domains[2].names=ip:10.0.0.0/8");
		refusesStart(trust, "named 'ours'", ".domains[2].anchors=" + file("other.crt"), ".domains[2].names=cn:x",
				".domains[2].name=ours");
		refusesStart(trust, "expected one word", ".domains[2].anchors=" + file("other.crt"), ".domains[2].names=cn:x",
				".domains[2].name=two words");
		refusesStart(trust, "have names in common ('spiffe://shop.example/**' and 'spiffe://shop.example/**')",
				".domains[2].anchors=" + file("other.crt"), ".domains[2].names=spiffe://shop.example/**");
		refusesStart(trust, "have names in common ('dns:**.partner.example' and 'dns:x.partner.example')",
				".domains[2].anchors=" + file("other.crt"), ".domains[2].names=dns:x.partner.example");
	}

	@Test
	void startWhenDevelopmentCaIsOnThenDomainsContradictIt() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(MtlsDevCaAutoConfiguration.class, MtlsAutoConfiguration.class))
			.withPropertyValues("mtls.dev-ca.enabled=true", "mtls.trust.domains[0].anchors=" + file("ours.crt"),
					"mtls.trust.domains[0].names=spiffe://shop.example/**")
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("contradict"));
	}

	private void refusesStart(String trust, String message, String... properties) {
		domains(trust)
			.withPropertyValues(Stream.of(properties).map((property) -> trust + property).toArray(String[]::new))
			.withPropertyValues("mtls.clients.orders.url=https://localhost")
			.run((context) -> {
				assertThat(context).hasFailed();
				FailureAnalysis analysis = new MtlsConfigurationFailureAnalyzer().analyze(context.getStartupFailure());
				assertThat(analysis).isNotNull();
				assertThat(analysis.getDescription()).contains(message, trust + ".domains");
				assertThat(analysis.getAction()).isNotBlank();
			});
	}

	private ApplicationContextRunner domains(String trust) {
		return this.runner.withPropertyValues(trust + ".domains[0].name=ours",
				trust + ".domains[0].anchors=" + file("ours.crt"),
				trust + ".domains[0].names=spiffe://shop.example/**,dns:localhost,dns:**.shop.example,cn:orders",
				trust + ".domains[1].anchors=" + file("partner.crt"),
				trust + ".domains[1].names=spiffe://partner.example/**,dns:**.partner.example");
	}

	private static IssuedCertificate caller(DevCa ca, String spiffeId) {
		return ca.issue((leaf) -> leaf.subject("CN=caller").spiffeId(spiffeId).purposes(Purpose.CLIENT_AUTH));
	}

	private static IssuedCertificate callee(DevCa ca, String host) {
		return ca.issue((leaf) -> leaf.subject("CN=orders")
			.spiffeId("spiffe://shop.example/web")
			.dns(host)
			.purposes(Purpose.SERVER_AUTH));
	}

	private static void accepts(MtlsContext context, IssuedCertificate peer) throws PeerRejectedException {
		List<X509Certificate> chain = peer.chain();
		String host = chain.get(0).toString().contains("orders.shop.example") ? "orders.shop.example" : "localhost";
		assertThat(context.judge(chain, host).leaf()).isEqualTo(peer.certificate());
	}

	private static void refuses(MtlsContext context, IssuedCertificate peer, RejectionReason reason) {
		assertThatExceptionOfType(PeerRejectedException.class)
			.isThrownBy(() -> context.judge(peer.chain(), "localhost"))
			.satisfies((rejection) -> assertThat(rejection.reason()).isEqualTo(reason));
	}

	private Path file(String name) {
		return this.directory.resolve(name);
	}

}
