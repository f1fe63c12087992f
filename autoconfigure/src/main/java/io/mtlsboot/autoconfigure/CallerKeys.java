package io.mtlsboot.autoconfigure;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

import io.mtlsboot.handshake.FailureCause;
import io.mtlsboot.identity.IdentityExtractor;
import io.mtlsboot.identity.WorkloadIdentity;
import io.mtlsboot.trust.Check;
import io.mtlsboot.x509.Fingerprint;
import io.mtlsboot.x509.PrintableText;
import io.mtlsboot.x509.RecentChains;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whose call it is. What a certificate says is read once, not per call.
 * <p>
 * A name in a certificate that no CA of ours has issued is another caller than the same
 * name in one that they have: anybody can write it.
 */
final class CallerKeys {

	/** Twice as many certificates are held at most. */
	private static final int RECENT = 500;

	private static final Check.Result ISSUED_BY_US = new Check.Result(Check.PATH, Check.Outcome.PASS);

	private final IdentityExtractor identities;

	private final RecentChains<Keys> recent = new RecentChains<>(RECENT);

	CallerKeys(IdentityExtractor identities) {
		this.identities = identities;
	}

	CallerKey of(ObservedCall call) {
		if (call.presented().isEmpty()) {
			return CallerKey.anonymous(call.address(), call.userAgent());
		}
		X509Certificate leaf = call.presented().get(0);
		Keys keys = this.recent.get(List.of(leaf), (chain) -> read(leaf));
		if (keys == null) {
			keys = read(leaf);
		}
		return isKnown(call.refusal()) ? keys.known() : keys.stranger();
	}

	private static boolean isKnown(@Nullable FailureCause refusal) {
		return refusal == null || refusal.checks().contains(ISSUED_BY_US);
	}

	private Keys read(X509Certificate leaf) {
		return identity(leaf).map(WorkloadIdentity::toString)
			.map((name) -> new Keys(CallerKey.identified(true, name), CallerKey.identified(false, name)))
			.orElseGet(() -> {
				String subject = subject(leaf);
				return new Keys(CallerKey.named(true, subject), CallerKey.named(false, subject));
			});
	}

	// The extractor can be one of the application
	private Optional<WorkloadIdentity> identity(X509Certificate leaf) {
		try {
			return this.identities.extract(leaf);
		}
		catch (RuntimeException ex) {
			return Optional.empty();
		}
	}

	private static String subject(X509Certificate leaf) {
		String subject = PrintableText.of(leaf.getSubjectX500Principal());
		return subject.isEmpty() ? "fingerprint " + Fingerprint.of(leaf) : subject;
	}

	/**
	 * The keys of one certificate.
	 *
	 * @param known if one of our CAs has issued it
	 * @param stranger if none has
	 */
	private record Keys(CallerKey known, CallerKey stranger) {
	}

}
