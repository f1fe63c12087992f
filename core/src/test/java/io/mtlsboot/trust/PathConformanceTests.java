package io.mtlsboot.trust;

import java.security.cert.CertPathValidatorException;
import java.security.cert.PKIXReason;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Runs the public cases of path validation, if they lie beside the repository.
 */
class PathConformanceTests {

	private static final int MAX_FALSE_REJECTS = 2;

	/**
	 * Of those whose certificates the JDK cannot even parse we know no more than it says.
	 */
	private static final double MIN_SPECIFIC = 0.95;

	private static final List<String> SUITES = List.of("limbo-core", "limbo-client", "bettertls-pathbuilding",
			"bettertls-nameconstraints", "pkits");

	@Test
	void verifyWhenPublicCaseThenAcceptsNoneThatMustNotBe() throws Exception {
		List<String> falseAccepts = new ArrayList<>();
		List<String> falseRejects = new ArrayList<>();
		List<Exception> refusals = new ArrayList<>();
		int cases = 0;
		for (String suite : SUITES) {
			for (ConformanceCase one : ConformanceCase.read(suite)) {
				cases++;
				Exception refusal = refusal(one);
				if (refusal != null) {
					refusals.add(refusal);
				}
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
		List<Exception> vague = refusals.stream().filter(Predicate.not(PathConformanceTests::isSpecific)).toList();
		assertThat(vague).as("refusals of " + refusals.size() + " that do not say which certificate and why")
			.hasSizeLessThanOrEqualTo((int) (refusals.size() * (1 - MIN_SPECIFIC)));
	}

	private static boolean isSpecific(Exception refusal) {
		if (!(refusal instanceof PeerRejectedException rejection) || rejection.certificate() == null) {
			return false;
		}
		return switch (rejection.reason()) {
			case HANDSHAKE_FAILED -> false;
			case PATH_NOT_ALLOWED -> rejection.check() != Check.PATH_VALIDATION
					|| (rejection.getCause() instanceof CertPathValidatorException failure
							&& failure.getReason() instanceof PKIXReason);
			default -> true;
		};
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
