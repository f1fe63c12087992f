package io.mtlsboot.autoconfigure.actuate;

import java.util.List;

import io.mtlsboot.autoconfigure.Finding;
import io.mtlsboot.autoconfigure.MtlsDoctor;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * {@code GET /actuator/mtls/doctor}: examines everything now, which takes seconds.
 *
 * @param doctor examines
 */
record DoctorSection(MtlsDoctor doctor) implements MtlsEndpointSection {

	@Override
	public String name() {
		return "doctor";
	}

	@Override
	public Report read(Filter filter) {
		List<Finding> findings = this.doctor.examine();
		return new Report(findings.stream().noneMatch((finding) -> finding.severity() != Finding.Severity.OK),
				findings.stream().map(Item::of).toList());
	}

	/**
	 * What was found.
	 *
	 * @param well whether nothing is wrong
	 * @param findings the findings, the worst first
	 */
	record Report(boolean well, List<Item> findings) implements OperationResponseBody {
	}

	/**
	 * One finding.
	 *
	 * @param id which check found it
	 * @param severity whether something is wrong
	 * @param subject what was examined
	 * @param message what was found, and what to do
	 * @param documentation where the check is explained
	 */
	record Item(String id, Finding.Severity severity, String subject, String message, String documentation) {

		static Item of(Finding finding) {
			return new Item(finding.id(), finding.severity(), finding.subject(), finding.message(),
					finding.documentation());
		}

	}

}
