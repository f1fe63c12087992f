package io.mtlsboot.autoconfigure;

import java.time.Instant;
import java.util.List;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.material.KeyMaterial;
import io.mtlsboot.material.MaterialException;
import io.mtlsboot.material.MaterialProblem;
import io.mtlsboot.material.TlsMaterial;
import io.mtlsboot.material.TrustMaterial;
import io.mtlsboot.rotation.Generation;
import io.mtlsboot.rotation.RotationEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class RotationLogTests {

	private static final DevCa CA = DevCa.create("shop.example");

	private final RotationLog log = new RotationLog();

	private final Generation first = generation(1);

	@Test
	void onRotationWhenLoadedAndRotatedThenOneLineEach(CapturedOutput output) {
		this.log.onRotation(new RotationEvent.Loaded("server", this.first));
		this.log.onRotation(new RotationEvent.Rotated("server", this.first, generation(2)));
		this.log.onRotation(new RotationEvent.Unchanged("server", this.first));
		assertThat(output.getAll().lines()).hasSize(2);
		assertThat(output).contains("INFO", "Loaded generation 1 of material of 'server'",
				"Rotated to generation 2 of material of 'server'", "valid until");
	}

	@Test
	void onRotationWhenFailuresLastThenOneLineWithFileAndCauseAndAction(CapturedOutput output) {
		for (int i = 0; i < 3; i++) {
			this.log.onRotation(failed("server", MaterialProblem.EXPIRED, "now 12:0" + i));
			this.log.onRotation(failed("client", MaterialProblem.EXPIRED, "now 12:0" + i));
		}
		assertThat(output.getAll().lines()).hasSize(1);
		assertThat(output).contains("WARN", "Unable to rotate material of 'server', generation 1 goes on serving",
				"tls.crt", "Issue a new certificate");
	}

	@Test
	void onRotationWhenSomethingElseIsWrongThenAnotherLine(CapturedOutput output) {
		this.log.onRotation(failed("server", MaterialProblem.EMPTY, "it is empty"));
		this.log.onRotation(failed("server", MaterialProblem.KEY_MISMATCH, "it does not match"));
		assertThat(output.getAll().lines()).hasSize(2);
	}

	@Test
	void onRotationWhenHealedThenSaysSoAndTheSameFailureIsNewAgain(CapturedOutput output) {
		this.log.onRotation(failed("server", MaterialProblem.EMPTY, "it is empty"));
		this.log.onRotation(new RotationEvent.Unchanged("server", this.first));
		this.log.onRotation(new RotationEvent.Unchanged("server", this.first));
		this.log.onRotation(failed("server", MaterialProblem.EMPTY, "it is empty"));
		assertThat(output.getAll().lines()).hasSize(3);
		assertThat(output).contains("Material of 'server' is as it was before it could not be used");
	}

	@Test
	void onRotationWhenHeldThenOneLineForEachMoment(CapturedOutput output) {
		Instant soon = Instant.parse("2026-12-01T08:00:00Z");
		this.log.onRotation(new RotationEvent.Held("server", this.first, soon));
		this.log.onRotation(new RotationEvent.Held("server", this.first, soon));
		this.log.onRotation(new RotationEvent.Held("server", this.first, soon.plusSeconds(1)));
		assertThat(output.getAll().lines()).hasSize(2);
		assertThat(output).contains("New material of 'server' is not valid before 2026-12-01T08:00:00Z");
	}

	private RotationEvent failed(String store, MaterialProblem problem, String detail) {
		return new RotationEvent.Failed(store, this.first,
				new MaterialException(problem, "tls.crt", "Unable to load 'tls.crt': " + detail), Instant.EPOCH);
	}

	private static Generation generation(long number) {
		IssuedCertificate orders = CA.issue((leaf) -> leaf.subject("CN=orders"));
		return new Generation(number, new TlsMaterial(KeyMaterial.of(orders.privateKey(), orders.chain(), "tls.crt"),
				TrustMaterial.of(List.of(CA.rootCertificate()), "ca.crt")), Instant.EPOCH);
	}

}
