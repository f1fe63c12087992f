package io.mtlsboot.autoconfigure.actuate;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import io.mtlsboot.autoconfigure.MaterialSources;
import io.mtlsboot.autoconfigure.MtlsAutoConfiguration;
import io.mtlsboot.autoconfigure.MtlsLogAutoConfiguration;
import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.handshake.FailureCause;
import io.mtlsboot.handshake.HandshakeConnection;
import io.mtlsboot.handshake.HandshakeFailure;
import io.mtlsboot.handshake.HandshakeListener;
import io.mtlsboot.handshake.HandshakeSide;
import io.mtlsboot.handshake.OwnCertificate;
import io.mtlsboot.trust.Check;
import io.mtlsboot.trust.RejectionReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A certificate that was written to forge lines, to paint a terminal or to fill it goes
 * through everything that tells of refusals.
 */
@ExtendWith(OutputCaptureExtension.class)
class HostileCertificateTests {

	private static final String EVIL = "evil\nWARN forged\r\u001b[31m\u202e" + "x".repeat(10_000);

	private static final DevCa CA = DevCa.create("evil.example");

	private static final X509Certificate FORGED = CA
		.issue((leaf) -> leaf.subject("CN=" + EVIL).uri("urn:" + "y".repeat(2000)))
		.certificate();

	private static final X509Certificate FORGER = CA.issue((leaf) -> leaf.subject("CN=CA " + EVIL).ca(true))
		.certificate();

	private static final IssuedCertificate OWN = Materials.orders();

	private final BlockingQueue<String> audited = new LinkedBlockingQueue<>();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, MtlsAutoConfiguration.class,
				MtlsLogAutoConfiguration.class, MtlsAuditAutoConfiguration.class, EndpointAutoConfiguration.class,
				MtlsEndpointAutoConfiguration.class, MtlsFailuresAutoConfiguration.class,
				MetricsAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class,
				SimpleMetricsExportAutoConfiguration.class, MtlsMetricsAutoConfiguration.class))
		.withBean(MaterialSources.class, Materials::current)
		.withInitializer((context) -> context
			.addApplicationListener((ApplicationListener<AuditApplicationEvent>) (event) -> this.audited
				.add(event.getAuditEvent().toString())))
		.withPropertyValues("management.endpoints.web.exposure.include=mtls");

	@Test
	void certificateForgesNothingInLogEndpointAuditAndMeters(CapturedOutput output) {
		this.runner.run((context) -> {
			HandshakeListener listener = HandshakeListener
				.all(context.getBeanProvider(HandshakeListener.class).orderedStream().toList());
			for (HandshakeSide side : HandshakeSide.values()) {
				for (RejectionReason reason : RejectionReason.values()) {
					listener.onFailure(failure(side, reason));
					listener.onDistrusted(failure(side, reason));
				}
			}
			int refusals = 4 * RejectionReason.values().length;
			assertLog(output, refusals);
			assertEndpoint(context, refusals);
			for (int i = 0; i < refusals; i++) {
				assertHarmless(this.audited.poll(30, TimeUnit.SECONDS));
			}
			assertThat(context.getBean(MeterRegistry.class).getMeters())
				.allSatisfy((meter) -> assertHarmless(meter.getId().toString()));
		});
	}

	private static void assertLog(CapturedOutput output, int refusals) {
		List<String> lines = output.getAll().lines().filter((line) -> line.contains(" refused on the ")).toList();
		assertThat(lines).hasSize(refusals)
			.allSatisfy((line) -> assertThat(line).hasSizeLessThan(5000).doesNotContain("\u202e", "\u001b[31m"));
		assertThat(output.getAll().lines()).noneMatch((line) -> line.startsWith("WARN forged"));
		assertThat(output).doesNotContain(key());
	}

	private static void assertEndpoint(AssertableApplicationContext context, int refusals) {
		Object read = context.getBean(MtlsEndpoint.class).section("failures", null, null, null);
		assertThat(read).isInstanceOfSatisfying(FailuresDescriptor.class,
				(failures) -> assertThat(failures.groups()).hasSize(refusals)
					.allSatisfy((group) -> assertHarmless(group.toString()))
					.allSatisfy((group) -> assertHarmless(JsonMapper.shared().writeValueAsString(group))));
	}

	private static void assertHarmless(String text) {
		assertThat(text).isNotNull().doesNotContain("\n", "\r", "\u001b", "\u202e", key()).hasSizeLessThan(20_000);
	}

	private static String key() {
		return Base64.getEncoder().encodeToString(OWN.privateKey().getEncoded()).substring(30, 60);
	}

	private static HandshakeFailure failure(HandshakeSide side, RejectionReason reason) {
		return new HandshakeFailure(Instant.EPOCH, side, new HandshakeConnection(8443, EVIL, 1, EVIL, EVIL, false),
				new FailureCause(reason, EVIL, Check.REVOCATION.results(), FORGER), List.of(FORGED, FORGER),
				new OwnCertificate(OWN.certificate(), true, List.of(FORGED.getSubjectX500Principal())), Duration.ZERO);
	}

}
