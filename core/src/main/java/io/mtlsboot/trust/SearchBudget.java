package io.mtlsboot.trust;

import java.security.cert.CertPathValidatorException;
import java.security.cert.Certificate;
import java.security.cert.PKIXCertPathChecker;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * Bounds how many certificates are tried while a path is looked for. Certificates that
 * all issue each other have factorially many paths, and a stranger may present them.
 */
final class SearchBudget extends PKIXCertPathChecker {

	static final int MAX_ATTEMPTS = 200;

	/** Shared by the clones that the JDK makes of a checker for every branch. */
	private final AtomicInteger attempts = new AtomicInteger();

	@Override
	public void init(boolean forward) {
		// The count goes on from branch to branch
	}

	@Override
	public boolean isForwardCheckingSupported() {
		return true;
	}

	@Override
	public @Nullable Set<String> getSupportedExtensions() {
		return null;
	}

	@Override
	public void check(Certificate certificate, Collection<String> unresolvedCriticalExtensions)
			throws CertPathValidatorException {
		if (this.attempts.incrementAndGet() > MAX_ATTEMPTS) {
			throw new CertPathValidatorException("More than " + MAX_ATTEMPTS + " certificates were tried");
		}
	}

}
