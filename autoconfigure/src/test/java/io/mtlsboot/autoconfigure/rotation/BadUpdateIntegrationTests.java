package io.mtlsboot.autoconfigure.rotation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.LeafSpec;
import io.mtlsboot.devca.Purpose;
import io.mtlsboot.material.MaterialProblem;
import io.mtlsboot.rotation.RotationEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The updates that break other services: ours goes on with the last good generation, says
 * once what is wrong, and heals as soon as the files are good.
 */
@ExtendWith(OutputCaptureExtension.class)
class BadUpdateIntegrationTests {

	private static final DevCa CA = DevCa.create("shop.example");

	private static final IssuedCertificate FIRST = orders((leaf) -> {
	});

	private static final IssuedCertificate NEXT = orders((leaf) -> {
	});

	private final Peer web = Peer.of(CA.issue((leaf) -> leaf.subject("CN=web").purposes(Purpose.CLIENT_AUTH)), CA);

	@TempDir
	private Path directory;

	private RotatingService service;

	@BeforeEach
	void start() {
		CertificateWriter.IN_PLACE.write(this.directory, RotatingService.pair(FIRST));
		CertificateWriter.IN_PLACE.write(this.directory, RotatingService.anchors(CA));
	}

	@AfterEach
	void stop() {
		this.service.close();
	}

	@Test
	void garbage(CapturedOutput output) throws Exception {
		run();
		write(Map.of(RotatingService.CERTIFICATE, "no certificate at all"));
		assertUnhurt(output, MaterialProblem.WRONG_KIND);
		assertHeals();
	}

	@Test
	void truncated(CapturedOutput output) throws Exception {
		run();
		write(Map.of(RotatingService.CERTIFICATE, NEXT.certificatePem().substring(0, 400)));
		assertUnhurt(output, MaterialProblem.MALFORMED);
		assertHeals();
	}

	@Test
	void empty(CapturedOutput output) throws Exception {
		run();
		write(Map.of(RotatingService.KEY, ""));
		assertUnhurt(output, MaterialProblem.EMPTY);
		assertHeals();
	}

	@Test
	void missing(CapturedOutput output) throws Exception {
		run();
		Files.delete(this.directory.resolve(RotatingService.CERTIFICATE));
		assertUnhurt(output, MaterialProblem.NOT_FOUND);
		assertHeals();
	}

	@Test
	void wrongPassword(CapturedOutput output) throws Exception {
		Path passwordFile = Files.writeString(this.directory.resolve("password"), "first one\n");
		write(Map.of(RotatingService.KEY, FIRST.privateKeyPem("first one".toCharArray())));
		run("mtls.identity.private-key-password-file=" + passwordFile);
		write(Map.of(RotatingService.CERTIFICATE, NEXT.certificatePem(), RotatingService.KEY,
				NEXT.privateKeyPem("second one".toCharArray())));
		assertUnhurt(output, MaterialProblem.WRONG_PASSWORD);
		assertThat(output).doesNotContain("first one").doesNotContain("second one");
		Files.writeString(passwordFile, "second one\n");
		assertServes(NEXT);
	}

	@Test
	void mismatchedKey(CapturedOutput output) throws Exception {
		run();
		write(Map.of(RotatingService.KEY, NEXT.privateKeyPem()));
		assertUnhurt(output, MaterialProblem.KEY_MISMATCH);
		assertHeals();
	}

	@Test
	void certificateBeforeItsKey(CapturedOutput output) throws Exception {
		run();
		write(Map.of(RotatingService.CERTIFICATE, NEXT.certificatePem()));
		assertUnhurt(output, MaterialProblem.KEY_MISMATCH);
		write(Map.of(RotatingService.KEY, NEXT.privateKeyPem()));
		assertServes(NEXT);
	}

	@Test
	void keyBeforeItsCertificate(CapturedOutput output) throws Exception {
		run();
		write(Map.of(RotatingService.KEY, NEXT.privateKeyPem()));
		assertUnhurt(output, MaterialProblem.KEY_MISMATCH);
		write(Map.of(RotatingService.CERTIFICATE, NEXT.certificatePem()));
		assertServes(NEXT);
	}

	@Test
	void expired(CapturedOutput output) throws Exception {
		run();
		write(RotatingService.pair(orders((leaf) -> leaf.validFor(Duration.ofMinutes(-1)))));
		assertUnhurt(output, MaterialProblem.EXPIRED);
		assertHeals();
	}

	@Test
	void lostName(CapturedOutput output) throws Exception {
		run();
		write(RotatingService.pair(CA.issue((leaf) -> leaf.subject("CN=orders")
			.dns("localhost")
			.purposes(Purpose.SERVER_AUTH, Purpose.CLIENT_AUTH))));
		assertUnhurt(output, MaterialProblem.IDENTITY_CHANGED);
		assertHeals();
	}

	@Test
	void lostPurpose(CapturedOutput output) throws Exception {
		run();
		write(RotatingService.pair(orders((leaf) -> leaf.purposes(Purpose.CLIENT_AUTH))));
		assertGoesOn(MaterialProblem.PURPOSE_MISSING);
		// The published bundle has no role of its own, so that it is another mistake
		// there
		assertThat(output).contains("Unable to rotate material of 'server'");
		assertHeals();
	}

	@Test
	void anchorsOfSomebodyElse(CapturedOutput output) throws Exception {
		run();
		write(RotatingService.anchors(DevCa.create("elsewhere.example")));
		assertUnhurt(output, MaterialProblem.INTERMEDIATE_MISSING);
		write(RotatingService.anchors(CA));
		assertHeals();
	}

	private void run(String... properties) {
		this.service = RotatingService.start(WebApplicationType.SERVLET, this.directory, properties);
	}

	private void write(Map<String, String> files) {
		CertificateWriter.IN_PLACE.write(this.directory, files);
	}

	private void assertUnhurt(CapturedOutput output, MaterialProblem problem) throws Exception {
		assertGoesOn(problem);
		assertThat(StringUtils.countOccurrencesOf(output.getAll(), "Unable to rotate material of")).isEqualTo(1);
	}

	private void assertGoesOn(MaterialProblem problem) throws Exception {
		assertThat(this.service.nextEvent()).isInstanceOfSatisfying(RotationEvent.Failed.class,
				(failed) -> assertThat(failed.failure().problem()).isEqualTo(problem));
		assertThat(this.web.handshake(this.service.port())).isEqualTo(FIRST.certificate());
	}

	private void assertHeals() throws Exception {
		write(RotatingService.pair(NEXT));
		assertServes(NEXT);
	}

	private void assertServes(IssuedCertificate next) {
		Deadline.soon(() -> this.web.handshake(this.service.port()).equals(next.certificate()));
	}

	private static IssuedCertificate orders(Consumer<LeafSpec> more) {
		return CA.issue((leaf) -> more.accept(leaf.subject("CN=orders")
			.dns("localhost", "orders.shop.example")
			.purposes(Purpose.SERVER_AUTH, Purpose.CLIENT_AUTH)));
	}

}
