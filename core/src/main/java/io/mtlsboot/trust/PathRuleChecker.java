package io.mtlsboot.trust;

import java.security.cert.CertPathValidatorException;
import java.security.cert.Certificate;
import java.security.cert.PKIXCertPathChecker;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Makes the JDK keep our rules while it looks for a path.
 */
final class PathRuleChecker extends PKIXCertPathChecker {

	private final List<PathRule> rules;

	private final X509Certificate leaf;

	PathRuleChecker(List<PathRule> rules, X509Certificate leaf) {
		this.rules = List.copyOf(rules);
		this.leaf = leaf;
	}

	@Override
	public void init(boolean forward) throws CertPathValidatorException {
		if (forward) {
			throw new CertPathValidatorException("A complete path is needed");
		}
	}

	@Override
	public boolean isForwardCheckingSupported() {
		return false;
	}

	@Override
	public @Nullable Set<String> getSupportedExtensions() {
		return null;
	}

	@Override
	public void check(Certificate certificate, Collection<String> unresolvedCriticalExtensions)
			throws CertPathValidatorException {
		try {
			for (PathRule rule : this.rules) {
				rule.check((X509Certificate) certificate, certificate.equals(this.leaf));
			}
		}
		catch (PeerRejectedException ex) {
			throw new CertPathValidatorException(ex.getMessage(), ex);
		}
	}

}
