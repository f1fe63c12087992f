package io.mtlsboot.autoconfigure.actuate;

import java.util.List;

import io.mtlsboot.autoconfigure.Finding;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DoctorSectionTests {

	private static final Finding GOOD = new Finding("anchors", Finding.Severity.OK, "server", "all are valid");

	private static final Finding BAD = new Finding("clock", Finding.Severity.WARNING, "client:orders", "clocks differ");

	@Test
	void verifyWhenAllIsWellThenSaysSo() {
		assertThat(read(GOOD).well()).isTrue();
	}

	@Test
	void verifyWhenAnythingIsWrongThenIsNotWellAndPointsToTheDocumentation() {
		DoctorSection.Report report = read(BAD, GOOD);
		assertThat(report.well()).isFalse();
		assertThat(report.findings()).extracting(DoctorSection.Item::documentation)
			.containsExactly("docs/doctor.md#clock", "docs/doctor.md#anchors");
	}

	private static DoctorSection.Report read(Finding... findings) {
		return new DoctorSection(() -> List.of(findings)).read(new MtlsEndpointSection.Filter(null, null, null));
	}

}
