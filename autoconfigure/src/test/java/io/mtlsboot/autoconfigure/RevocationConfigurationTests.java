package io.mtlsboot.autoconfigure;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.List;

import javax.net.ssl.X509TrustManager;

import io.mtlsboot.autoconfigure.dev.MtlsDevCaAutoConfiguration;
import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.Pem;
import io.mtlsboot.devca.Purpose;
import io.mtlsboot.jsse.MtlsContext;
import io.mtlsboot.material.KeyMaterial;
import io.mtlsboot.material.MaterialException;
import io.mtlsboot.material.MaterialProblem;
import io.mtlsboot.material.TlsMaterial;
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
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RevocationConfigurationTests {

	private static final DevCa CA = DevCa.create("shop.example");

	private static final IssuedCertificate WEB = CA.issue((leaf) -> leaf.subject("CN=web"));

	private static final IssuedCertificate BATCH = CA
		.issue((leaf) -> leaf.subject("CN=batch").dns("batch").purposes(Purpose.CLIENT_AUTH));

	private static final IssuedCertificate STOCK = CA
		.issue((leaf) -> leaf.subject("CN=stock").dns("localhost").purposes(Purpose.SERVER_AUTH));

	@TempDir
	private Path directory;

	private ApplicationContextRunner runner;

	@BeforeEach
	void writeFiles() throws IOException {
		WEB.writePem(this.directory, "tls");
		CA.root().writePem(this.directory, "ca");
		CA.writeTrustStore(file("ca.p12"), "PKCS12", "secret".toCharArray());
		writeCrls(BATCH, STOCK);
		this.runner = new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, MtlsDevCaAutoConfiguration.class,
					MtlsAutoConfiguration.class, MtlsLogAutoConfiguration.class))
			.withPropertyValues("mtls.identity.certificate=" + file("tls.crt"),
					"mtls.identity.private-key=" + file("tls.key"));
	}

	@Test
	void startWhenNothingIsSaidOfRevocationThenItIsNotChecked() {
		anchors("mtls.trust").run((context) -> {
			MtlsContexts contexts = context.getBean(MtlsContexts.class);
			assertThat(contexts.server().generation().material().trust().crls()).isEmpty();
			assertThat(contexts.server().judge(BATCH.chain(), null).leaf()).isEqualTo(BATCH.certificate());
		});
	}

	@Test
	void startWhenAnchorsAreFilesThenRevokedAreRefused() {
		crls(anchors("mtls.trust"), "mtls.trust").run((context) -> {
			MtlsContexts contexts = context.getBean(MtlsContexts.class);
			assertRevoked(contexts.server(), BATCH);
			assertRevoked(contexts.defaultClient(), STOCK);
			assertThat(contexts.server().generation().material().trust().crls()).hasSize(3);
		});
	}

	@Test
	void startWhenAnchorsAreATrustStoreThenRevokedAreRefused() {
		crls(this.runner, "mtls.trust")
			.withPropertyValues("mtls.trust.trust-store.location=" + file("ca.p12"),
					"mtls.trust.trust-store.password=secret")
			.run((context) -> assertRevoked(context.getBean(MtlsContexts.class).server(), BATCH));
	}

	@Test
	void startWhenAnchorsAreABundleThenRevokedAreRefused() {
		crls(this.runner, "mtls.trust")
			.withPropertyValues("mtls.trust.bundle=peers",
					"spring.ssl.bundle.pem.peers.truststore.certificate=" + file("ca.crt"))
			.run((context) -> assertRevoked(context.getBean(MtlsContexts.class).server(), BATCH));
	}

	@Test
	void startWhenServerHasItsOwnThenClientsAreNotConcerned() {
		crls(anchors("mtls.server.trust", "mtls.trust"), "mtls.server.trust").run((context) -> {
			MtlsContexts contexts = context.getBean(MtlsContexts.class);
			assertRevoked(contexts.server(), BATCH);
			assertThat(contexts.defaultClient().judge(STOCK.chain(), "localhost").leaf())
				.isEqualTo(STOCK.certificate());
		});
	}

	@Test
	void startWhenClientHasItsOwnThenOthersAreNotConcerned() {
		crls(anchors("mtls.clients.stock.trust", "mtls.trust"), "mtls.clients.stock.trust")
			.withPropertyValues("mtls.clients.stock.url=https://localhost")
			.run((context) -> {
				MtlsContexts contexts = context.getBean(MtlsContexts.class);
				assertRevoked(contexts.client("stock"), STOCK);
				assertThat(contexts.defaultClient().judge(STOCK.chain(), "localhost").leaf())
					.isEqualTo(STOCK.certificate());
			});
	}

	@Test
	void startWhenServerHasOtherAnchorsAndNoRevocationThenThatOfTheRootIsReplacedToo() {
		crls(anchors("mtls.server.trust", "mtls.trust"), "mtls.trust").run((context) -> {
			MtlsContexts contexts = context.getBean(MtlsContexts.class);
			assertThat(contexts.server().judge(BATCH.chain(), null).leaf()).isEqualTo(BATCH.certificate());
			assertRevoked(contexts.defaultClient(), STOCK);
		});
	}

	@Test
	void startWhenUnknownIsAcceptedThenStaleOnesAreEnough() throws IOException {
		Files.writeString(file("ca.crl"), Pem.crls(List.of(CA.crl(CA.root(), List.of()))));
		ApplicationContextRunner configured = crls(anchors("mtls.trust"), "mtls.trust");
		configured.run((context) -> assertRefused(context.getBean(MtlsContexts.class).server(), BATCH,
				RejectionReason.REVOCATION_UNKNOWN));
		configured.withPropertyValues("mtls.trust.revocation.on-unknown=accept")
			.run((context) -> assertThat(context.getBean(MtlsContexts.class).server().judge(BATCH.chain(), null).leaf())
				.isEqualTo(BATCH.certificate()));
	}

	@Test
	void startWhenBundleIsUsedOnEitherSideThenRevokedAreRefused() {
		crls(anchors("mtls.trust"), "mtls.trust").run((context) -> {
			var trustManager = context.getBean(MtlsContexts.class).bundleContext().managers().getTrustManagers()[0];
			assertThatExceptionOfType(PeerRejectedException.class)
				.isThrownBy(() -> ((X509TrustManager) trustManager)
					.checkClientTrusted(BATCH.chain().toArray(new X509Certificate[0]), "EC"))
				.satisfies((rejection) -> assertThat(rejection.reason()).isEqualTo(RejectionReason.REVOKED));
		});
	}

	@Test
	void startWhenMaterialHasAnotherOriginThenItsCrlsCount() {
		List<X509CRL> crls = List.of(CA.crl(CA.root(), List.of()), CA.crl(CA.clientIssuer(), List.of(serial(BATCH))));
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(MtlsAutoConfiguration.class))
			.withBean(MaterialSources.class,
					() -> (scope) -> () -> new TlsMaterial(KeyMaterial.of(WEB.privateKey(), WEB.chain(), "agent"),
							TrustMaterial.of(List.of(CA.rootCertificate()), "agent").withCrls(crls, "agent")))
			.withPropertyValues("mtls.server.trust.revocation.check=crl")
			.run((context) -> assertRevoked(context.getBean(MtlsContexts.class).server(), BATCH));
	}

	@Test
	void loadWhenCrlChangesThenMaterialIsAnother() throws Exception {
		crls(anchors("mtls.trust"), "mtls.trust").run((context) -> {
			TlsMaterial first = context.getBean(MaterialSources.class).sourceFor(MaterialScope.SERVER).load();
			assertThat(context.getBean(MaterialSources.class).sourceFor(MaterialScope.SERVER).load()).isEqualTo(first);
			writeCrls(BATCH);
			assertThat(context.getBean(MaterialSources.class).sourceFor(MaterialScope.SERVER).load())
				.isNotEqualTo(first);
		});
	}

	@Test
	void startWhenCrlIsMissingThenNamesFileAndProperty() throws IOException {
		Files.delete(file("ca.crl"));
		crls(anchors("mtls.trust"), "mtls.trust").run((context) -> assertThat(problem(context.getStartupFailure()))
			.satisfies((failure) -> assertThat(failure.problem()).isEqualTo(MaterialProblem.NOT_FOUND))
			.hasMessageContaining("ca.crl (mtls.trust.revocation.crls)"));
	}

	@Test
	void startWhenCrlIsOfAnotherCaOfTheSameNameThenRefuses() throws IOException {
		DevCa impostor = CA.impostor();
		Files.writeString(file("ca.crl"), Pem.crls(List.of(impostor.crl(impostor.root(), List.of()))));
		crls(anchors("mtls.trust"), "mtls.trust").run((context) -> assertThat(problem(context.getStartupFailure()))
			.satisfies((failure) -> assertThat(failure.problem()).isEqualTo(MaterialProblem.CRL_FORGED))
			.hasMessageContaining("ca.crl (mtls.trust.revocation.crls)"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "mtls.trust", "mtls.server.trust", "mtls.clients.stock.trust" })
	void startWhenCrlsAreSetAndCheckIsNotThenRefuses(String trust) {
		assertContradiction(
				anchors("mtls.trust", trust).withPropertyValues(trust + ".revocation.crls=" + file("ca.crl")),
				"'" + trust + ".revocation.crls' is set, but '" + trust + ".revocation.check' is 'none'", "crl");
	}

	@ParameterizedTest
	@ValueSource(strings = { "mtls.trust", "mtls.server.trust", "mtls.clients.stock.trust" })
	void startWhenCheckIsSetWithoutCrlsThenRefuses(String trust) {
		assertContradiction(anchors("mtls.trust", trust).withPropertyValues(trust + ".revocation.check=crl"),
				"'" + trust + ".revocation.check' is 'crl'", trust + ".revocation.crls");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ",", "a.crl,,b.crl" })
	void startWhenListOfCrlsIsEmptyThenRefuses(String crls) {
		assertContradiction(
				anchors("mtls.trust").withPropertyValues("mtls.trust.revocation.check=crl",
						"mtls.trust.revocation.crls=" + crls),
				"'mtls.trust.revocation.crls' names no file", "that of each intermediate");
	}

	@Test
	void startWhenListOfCrlsIsEmptyAndCheckIsOffThenRefuses() {
		assertContradiction(anchors("mtls.trust").withPropertyValues("mtls.trust.revocation.crls="),
				"'mtls.trust.revocation.crls' is set", "remove the CRLs");
	}

	@Test
	void startWhenUnknownIsAcceptedAndNothingIsCheckedThenRefuses() {
		assertContradiction(anchors("mtls.trust").withPropertyValues("mtls.trust.revocation.on-unknown=accept"),
				"'mtls.trust.revocation.on-unknown' is 'accept'", "nothing is refused");
	}

	@ParameterizedTest
	@ValueSource(strings = { "check=crl", "check=none", "on-unknown=reject" })
	void startWhenServerHasRevocationAndNoAnchorsThenRefusesInsteadOfIgnoringIt(String property) {
		assertContradiction(
				crls(anchors("mtls.trust"), "mtls.trust")
					.withPropertyValues("mtls.server.trust.revocation." + property),
				"'mtls.server.trust.revocation' is set, but none of 'mtls.server.trust.anchors'",
				"replaced as a whole");
	}

	@Test
	void startWhenClientHasRevocationAndNoAnchorsThenRefusesInsteadOfIgnoringIt() {
		assertContradiction(
				crls(anchors("mtls.trust"), "mtls.clients.stock.trust")
					.withPropertyValues("mtls.clients.stock.url=https://localhost"),
				"'mtls.clients.stock.trust.revocation' is set, but none of", "replaced as a whole");
	}

	@Test
	void startWhenOnlyTheServerHasAnchorsThenRevocationOfTheRootIsNotIgnored() {
		assertContradiction(crls(anchors("mtls.server.trust"), "mtls.trust"),
				"'mtls.trust.revocation' is set, but none of 'mtls.trust.anchors'", "beside the trust anchors");
	}

	@Test
	void startWhenDevelopmentCaIsOnThenRevocationContradictsIt() {
		assertContradiction(
				new ApplicationContextRunner()
					.withConfiguration(
							AutoConfigurations.of(MtlsDevCaAutoConfiguration.class, MtlsAutoConfiguration.class))
					.withPropertyValues("mtls.dev-ca.enabled=true", "mtls.trust.revocation.check=crl"),
				"an identity, trust anchors or revocation", "Remove one of the two");
	}

	private static void assertContradiction(ApplicationContextRunner runner, String message, String action) {
		runner.run((context) -> {
			assertThat(context).hasFailed();
			Throwable failure = context.getStartupFailure();
			while (!(failure instanceof MtlsConfigurationException) && failure.getCause() != null) {
				failure = failure.getCause();
			}
			assertThat(failure).isInstanceOf(MtlsConfigurationException.class).hasMessageContaining(message);
			assertThat(((MtlsConfigurationException) failure).action()).contains(action);
		});
	}

	private static MaterialException problem(Throwable failure) {
		Throwable cause = failure;
		while (cause != null && !(cause instanceof MaterialException)) {
			cause = cause.getCause();
		}
		assertThat(cause).isNotNull();
		return (MaterialException) cause;
	}

	private static void assertRevoked(MtlsContext context, IssuedCertificate peer) {
		assertRefused(context, peer, RejectionReason.REVOKED);
	}

	private static void assertRefused(MtlsContext context, IssuedCertificate peer, RejectionReason reason) {
		assertThatExceptionOfType(PeerRejectedException.class)
			.isThrownBy(() -> context.judge(peer.chain(), "localhost"))
			.satisfies((rejection) -> assertThat(rejection.reason()).isEqualTo(reason));
	}

	private ApplicationContextRunner anchors(String... trust) {
		ApplicationContextRunner configured = this.runner;
		for (String prefix : trust) {
			configured = configured.withPropertyValues(prefix + ".anchors=" + file("ca.crt"));
		}
		return configured;
	}

	private ApplicationContextRunner crls(ApplicationContextRunner configured, String trust) {
		return configured.withPropertyValues(trust + ".revocation.check=crl",
				trust + ".revocation.crls=" + file("ca.crl"));
	}

	private void writeCrls(IssuedCertificate... revoked) throws IOException {
		List<BigInteger> serials = List.of(revoked).stream().map(RevocationConfigurationTests::serial).toList();
		Files.writeString(file("ca.crl"), Pem.crls(List.of(CA.crl(CA.root(), serials),
				CA.crl(CA.serverIssuer(), serials), CA.crl(CA.clientIssuer(), serials))));
	}

	private static BigInteger serial(IssuedCertificate issued) {
		return issued.certificate().getSerialNumber();
	}

	private Path file(String name) {
		return this.directory.resolve(name);
	}

}
