package io.mtlsboot.trust;

import java.security.cert.CertPathValidatorException;
import java.security.cert.PKIXCertPathChecker;
import java.util.Set;

import io.mtlsboot.devca.DevCa;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SearchBudgetTests {

	@Test
	void checkWhenBranchesHaveSpentTheBudgetThenRefusesInAllOfThem() throws Exception {
		DevCa ca = DevCa.create("shop.example");
		SearchBudget budget = new SearchBudget();
		assertThat(budget.isForwardCheckingSupported()).isTrue();
		for (int i = 0; i < SearchBudget.MAX_ATTEMPTS; i++) {
			((PKIXCertPathChecker) budget.clone()).check(ca.rootCertificate(), Set.of());
		}
		assertThatExceptionOfType(CertPathValidatorException.class)
			.isThrownBy(() -> budget.check(ca.rootCertificate(), Set.of()));
	}

}
