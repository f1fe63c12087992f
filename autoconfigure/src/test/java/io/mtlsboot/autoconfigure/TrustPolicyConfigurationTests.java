package io.mtlsboot.autoconfigure;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.KeyAlgorithm;
import io.mtlsboot.devca.LeafSpec;
import io.mtlsboot.devca.Purpose;
import io.mtlsboot.jsse.MtlsContext;
import io.mtlsboot.trust.PeerRejectedException;
import io.mtlsboot.trust.RejectionReason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * How strictly peers are verified, as properties have it: for everybody, and for the
 * server or a client alone.
 */
class TrustPolicyConfigurationTests {

	private static final DevCa CA = DevCa.create("shop.example");

	private static final IssuedCertificate WEB = CA.issue((leaf) -> leaf.subject("CN=web"));

	/** For leaves that may be on either side. */
	private static final IssuedCertificate ISSUER = CA.issue((leaf) -> leaf.subject("CN=CA for both").ca(true));

	@TempDir
	private Path directory;

	private ApplicationContextRunner runner;

	@BeforeEach
	void writeFiles() throws IOException {
		WEB.writePem(this.directory, "tls");
		CA.root().writePem(this.directory, "ca");
		this.runner = new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, MtlsAutoConfiguration.class))
			.withPropertyValues("mtls.identity.certificate=" + this.directory.resolve("tls.crt"),
					"mtls.identity.private-key=" + this.directory.resolve("tls.key"),
					"mtls.trust.anchors=" + this.directory.resolve("ca.crt"),
					"mtls.clients.stock.url=https://localhost");
	}

	@Test
	void verifyWhenClockSkewIsSetThenItCounts() {
		IssuedCertificate expired = peer((leaf) -> leaf.validFor(Duration.ofMinutes(-1)));
		verify(expired, RejectionReason.EXPIRED, "clock-skew", "0s", "5m");
	}

	@Test
	void verifyWhenMaxPathLengthIsSetThenItCounts() {
		verify(peer((leaf) -> {
		}), RejectionReason.PATH_NOT_ALLOWED, "max-path-length", "0", "1");
	}

	@Test
	void verifyWhenMinRsaBitsIsSetThenItCounts() {
		verify(peer((leaf) -> leaf.keyAlgorithm(KeyAlgorithm.RSA_2048)), RejectionReason.ALGORITHM_NOT_ALLOWED,
				"min-rsa-bits", "3072", "2048");
	}

	@Test
	void verifyWhenSignatureAlgorithmsAreSetThenTheyCount() {
		verify(peer((leaf) -> {
		}), RejectionReason.ALGORITHM_NOT_ALLOWED, "signature-algorithms", "ecdsa-sha384,rsa-sha256", "ecdsa-sha256");
	}

	@Test
	void verifyWhenStrictRfc5280IsSetThenItCounts() {
		verify(peer((leaf) -> leaf.withoutExtension("2.5.29.35")), RejectionReason.MALFORMED_CERTIFICATE,
				"strict-rfc5280", "true", "false");
	}

	@Test
	void verifyWhenNothingIsSetThenDefaultsCount() {
		this.runner.run((context) -> {
			MtlsContexts contexts = context.getBean(MtlsContexts.class);
			assertRefused(contexts.server(), peer((leaf) -> leaf.validFor(Duration.ofMinutes(-1))),
					RejectionReason.EXPIRED);
			assertAccepted(contexts.server(), peer((leaf) -> leaf.withoutExtension("2.5.29.35")));
			assertAccepted(contexts.server(), peer((leaf) -> leaf.keyAlgorithm(KeyAlgorithm.RSA_2048)));
		});
	}

	@Test
	void verifyWhenIntermediateOfAVerifiedPeerIsMissingThenIsNamedAfterARotationToo() {
		this.runner.run((context) -> {
			MtlsContexts contexts = context.getBean(MtlsContexts.class);
			IssuedCertificate peer = peer((leaf) -> {
			});
			assertRefused(contexts.server(), peer.withoutIntermediates(), RejectionReason.ISSUER_UNKNOWN);
			assertAccepted(contexts.server(), peer);
			CA.issue((leaf) -> leaf.subject("CN=web")).writePem(this.directory, "tls");
			context.getBean(MtlsMaterials.class).store(MaterialScope.SERVER).refresh();
			assertThat(contexts.server().generation().number()).isEqualTo(2);
			assertRefused(contexts.server(), peer.withoutIntermediates(), RejectionReason.INTERMEDIATE_MISSING);
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			// How strictly
			"mtls.trust | clock-skew | 2d | PT48H | zero to one day",
			"mtls.trust | min-rsa-bits | 1024 | 1024 | 2048 to 8192 bits",
			"mtls.trust | max-path-length | 11 | 11 | 0 to 10 intermediates",
			"mtls.trust | signature-algorithms | '' | [] | at least one",
			"mtls.server.trust | clock-skew | -1s | PT-1S | zero to one day",
			"mtls.clients.stock.trust | min-rsa-bits | 1024 | 1024 | 2048 to 8192 bits",
			// Revocation
			"mtls.trust | revocation.skip-if-lifetime-below | -1s | PT-1S | zero or more",
			"mtls.trust | revocation.ocsp.timeout | 0s | PT0S | more than zero, up to 30 seconds",
			"mtls.trust | revocation.ocsp.timeout | 31s | PT31S | more than zero, up to 30 seconds",
			"mtls.trust | revocation.ocsp.responder | ftp://x | ftp://x | an http URI with a host",
			"mtls.trust | revocation.ocsp.responder | https://x | https://x | an http URI with a host",
			"mtls.trust | revocation.fetch.allowed-hosts | a b | a b | a host name, '*.' and a domain",
			"mtls.trust | revocation.fetch.urls | https://x/ca.crl | https://x/ca.crl | an http URI with a host",
			"mtls.trust | revocation.fetch.urls | ca.crl | ca.crl | an http URI with a host",
			"mtls.trust | revocation.fetch.timeout | -1s | PT-1S | positive values",
			"mtls.trust | revocation.fetch.refresh-interval | 0s | PT0S | positive values" })
	void startWhenValueIsBadThenNamesPropertyValueAndExpectation(String trust, String property, String value,
			String shown, String expected) {
		this.runner
			.withPropertyValues("mtls.trust.revocation.check=crl-then-ocsp",
					"mtls.trust.revocation.fetch.distribution-points=true", trust + "." + property + "=" + value)
			.run((context) -> {
				assertThat(context).hasFailed();
				MtlsConfigurationException failure = configurationFailure(context.getStartupFailure());
				assertThat(failure).hasMessageContaining("'" + trust + "." + property + "'")
					.hasMessageContaining("'" + shown + "'")
					.hasMessageContaining("expected " + expected);
				assertThat(failure.action()).contains("Correct the value");
			});
	}

	@Test
	void startWhenServerIsToStapleAndJdkIsToldNotToThenRefuses() {
		String before = System.setProperty(ServerStapling.ENABLED, "false");
		try {
			this.runner.withPropertyValues("mtls.server.ocsp-stapling=true").run((context) -> {
				assertThat(context).hasFailed();
				FailureAnalysis analysis = new MtlsConfigurationFailureAnalyzer().analyze(context.getStartupFailure());
				assertThat(analysis).isNotNull();
				assertThat(analysis.getDescription()).contains("'mtls.server.ocsp-stapling' is 'true'",
						"'" + ServerStapling.ENABLED + "' is 'false'");
				assertThat(analysis.getAction()).contains("Remove one of the two");
			});
			this.runner.run((context) -> assertThat(context).hasNotFailed());
		}
		finally {
			if (before != null) {
				System.setProperty(ServerStapling.ENABLED, before);
			}
			else {
				System.clearProperty(ServerStapling.ENABLED);
			}
		}
	}

	/**
	 * For everybody, and a client that differs; then the other way round.
	 */
	private void verify(IssuedCertificate peer, RejectionReason reason, String property, String refusing,
			String accepting) {
		verify(property, refusing, accepting, (contexts) -> {
			assertRefused(contexts.server(), peer, reason);
			assertRefused(contexts.defaultClient(), peer, reason);
			assertAccepted(contexts.client("stock"), peer);
		});
		verify(property, accepting, refusing, (contexts) -> {
			assertAccepted(contexts.server(), peer);
			assertAccepted(contexts.defaultClient(), peer);
			assertRefused(contexts.client("stock"), peer, reason);
		});
	}

	private void verify(String property, String root, String client, Consumer<MtlsContexts> assertions) {
		this.runner
			.withPropertyValues("mtls.trust." + property + "=" + root,
					"mtls.clients.stock.trust." + property + "=" + client)
			.run((context) -> assertions.accept(context.getBean(MtlsContexts.class)));
	}

	private static IssuedCertificate peer(Consumer<LeafSpec> customizer) {
		return CA.issue(customizer.andThen((leaf) -> leaf.subject("CN=peer")
			.dns("localhost")
			.purposes(Purpose.SERVER_AUTH, Purpose.CLIENT_AUTH)
			.issuer(ISSUER)));
	}

	private static MtlsConfigurationException configurationFailure(Throwable failure) {
		Throwable cause = failure;
		while (!(cause instanceof MtlsConfigurationException) && cause.getCause() != null) {
			cause = cause.getCause();
		}
		assertThat(cause).isInstanceOf(MtlsConfigurationException.class);
		return (MtlsConfigurationException) cause;
	}

	private static void assertAccepted(MtlsContext context, IssuedCertificate peer) {
		assertThatNoException().isThrownBy(() -> context.judge(peer.chain(), "localhost"));
	}

	private static void assertRefused(MtlsContext context, IssuedCertificate peer, RejectionReason reason) {
		assertThatExceptionOfType(PeerRejectedException.class)
			.isThrownBy(() -> context.judge(peer.chain(), "localhost"))
			.satisfies((rejection) -> assertThat(rejection.reason()).isEqualTo(reason));
	}

}
