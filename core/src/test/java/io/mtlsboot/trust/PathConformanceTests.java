package io.mtlsboot.trust;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Runs the public cases of path validation, if they lie beside the repository.
 */
class PathConformanceTests {

	private static final int MAX_FALSE_REJECTS = 2;

	private static final List<String> SUITES = List.of("limbo-core", "limbo-client", "bettertls-pathbuilding",
			"bettertls-nameconstraints", "pkits");

	@Test
	void verifyWhenPublicCaseThenAcceptsNoneThatMustNotBe() throws Exception {
		List<String> falseAccepts = new ArrayList<>();
		List<String> falseRejects = new ArrayList<>();
		int cases = 0;
		for (String suite : SUITES) {
			for (ConformanceCase one : ConformanceCase.read(suite)) {
				cases++;
				Exception refusal = refusal(one);
				if (refusal == null && !one.isToBeAccepted()) {
					falseAccepts.add(suite + " " + one.id());
				}
				else if (refusal != null && one.isToBeAccepted()) {
					falseRejects.add(suite + " " + one.id() + ": " + refusal);
				}
			}
		}
		assumeThat(cases).as("public cases beside the repository").isPositive();
		assertThat(falseAccepts).as("false accepts of " + cases).isEmpty();
		assertThat(falseRejects).as("false rejects of " + cases).hasSizeLessThanOrEqualTo(MAX_FALSE_REJECTS);
	}

	private static Exception refusal(ConformanceCase one) {
		try {
			one.verify();
			return null;
		}
		catch (Exception ex) {
			return ex;
		}
	}

}
