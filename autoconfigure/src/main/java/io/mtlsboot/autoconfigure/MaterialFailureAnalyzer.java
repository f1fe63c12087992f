package io.mtlsboot.autoconfigure;

import io.mtlsboot.material.MaterialException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains material that cannot be used, and what to do about it.
 */
final class MaterialFailureAnalyzer extends AbstractFailureAnalyzer<MaterialException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, MaterialException cause) {
		return new FailureAnalysis(cause.getMessage(), MaterialRemedy.of(cause.problem()), cause);
	}

}
