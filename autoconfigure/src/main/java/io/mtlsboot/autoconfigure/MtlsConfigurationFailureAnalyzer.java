package io.mtlsboot.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains a configuration that was refused.
 */
final class MtlsConfigurationFailureAnalyzer extends AbstractFailureAnalyzer<MtlsConfigurationException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, MtlsConfigurationException cause) {
		return new FailureAnalysis(cause.getMessage(), cause.action(), cause);
	}

}
