package io.mtlsboot.autoconfigure.actuate;

import java.time.Instant;
import java.util.Optional;

import io.mtlsboot.revocation.CrlDistribution;
import org.jspecify.annotations.Nullable;

/**
 * An address at which there has not been a CRL yet.
 *
 * @param url the address, as far as it may be shown
 * @param failingSince when fetching it first failed, or {@code null} before
 * @param failure why, as far as that may be shown
 */
record MissingCrl(String url, @Nullable Instant failingSince, String failure) {

	static Optional<MissingCrl> of(CrlDistribution.Fetched crl) {
		return (crl.issuer() != null) ? Optional.empty() : Optional
			.of(new MissingCrl(PublicUrl.named(crl.uri()), crl.failingSince(), PublicUrl.in(crl.failure(), crl.uri())));
	}

	boolean isBeingFetched() {
		return this.failingSince == null;
	}

	/**
	 * What is wrong.
	 * @return a sentence; empty if nothing is
	 */
	String problem() {
		return isBeingFetched() ? "" : "no CRL could be fetched from '" + this.url + "' since " + this.failingSince
				+ " (" + this.failure + "); correct the address, or see to its server";
	}

}
