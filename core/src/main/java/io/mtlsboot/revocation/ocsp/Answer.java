package io.mtlsboot.revocation.ocsp;

import java.time.Duration;
import java.time.Instant;

import io.mtlsboot.revocation.ocsp.CertStatus.Good;
import io.mtlsboot.revocation.ocsp.CertStatus.Revoked;

/**
 * What somebody who may say so says of a certificate: that it is good, or revoked.
 *
 * @param status good or revoked
 * @param thisUpdate from when it holds
 * @param end the last moment at which it is current
 * @param source who said it, printable
 */
record Answer(CertStatus status, Instant thisUpdate, Instant end, String source) {

	boolean isGood() {
		return this.status instanceof Good;
	}

	boolean isFinal() {
		return this.status.isFinal();
	}

	boolean isCurrent(Instant now, Duration skew) {
		return !now.plus(skew).isBefore(this.thisUpdate) && !hasEnded(now, skew);
	}

	boolean hasEnded(Instant now, Duration skew) {
		return now.isAfter(this.end.plus(skew));
	}

	/**
	 * Whether this is to be believed from now on rather than what was believed before.
	 * That a certificate is revoked is never taken back, unless it was only on hold and
	 * this is newer.
	 */
	boolean replaces(Answer known) {
		if (known.isFinal()) {
			return false;
		}
		if (isGood() && known.isGood()) {
			return this.thisUpdate.isAfter(known.thisUpdate) || this.end.isAfter(known.end);
		}
		if (isGood()) {
			return this.thisUpdate.isAfter(known.thisUpdate);
		}
		return isFinal() || !this.thisUpdate.isBefore(known.thisUpdate);
	}

	/**
	 * The evidence that a certificate is revoked.
	 */
	String evidence(CertId id) {
		String revoked = (this.status instanceof Revoked revocation)
				? ", revoked " + revocation.since() + ", reason " + revocation.reason() : "";
		return "serial number " + id.serial().toString(16) + revoked + ", by the OCSP answer of " + this.source + " of "
				+ this.thisUpdate;
	}

}
