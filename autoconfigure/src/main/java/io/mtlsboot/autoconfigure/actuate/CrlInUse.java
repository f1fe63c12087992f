package io.mtlsboot.autoconfigure.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import javax.security.auth.x500.X500Principal;

import io.mtlsboot.revocation.CrlDistribution;
import io.mtlsboot.revocation.RevocationList;
import io.mtlsboot.x509.PrintableText;
import org.jspecify.annotations.Nullable;

/**
 * A CRL that peers are checked against, from a file or the network. One that does not say
 * when it ends has ended when it was made: it admits nobody.
 *
 * @param issuer who issued it
 * @param lifetime from when until when it counts
 * @param ends whether it says when it ends
 * @param location where it comes from, as far as that may be shown
 * @param failingSince when fetching a newer one first failed, or {@code null} if it does
 * not
 * @param failure why it fails, as far as that may be shown
 */
record CrlInUse(X500Principal issuer, Lifetime lifetime, boolean ends, String location, @Nullable Instant failingSince,
		String failure) {

	/**
	 * Below this share of it, a lifetime is about to end: what is fetched is replaced
	 * before that, if there is a newer list.
	 */
	private static final double LAST_PART = 0.1;

	static CrlInUse of(RevocationList crl) {
		Instant nextUpdate = crl.nextUpdate().orElse(null);
		return new CrlInUse(crl.issuer(), lifetime(crl.thisUpdate(), nextUpdate), nextUpdate != null,
				PublicUrl.in(crl.location()), null, "");
	}

	static Optional<CrlInUse> of(CrlDistribution.Fetched crl) {
		X500Principal issuer = crl.issuer();
		Instant thisUpdate = crl.thisUpdate();
		if (issuer == null || thisUpdate == null) {
			return Optional.empty();
		}
		return Optional.of(new CrlInUse(issuer, lifetime(thisUpdate, crl.nextUpdate()), crl.nextUpdate() != null,
				PublicUrl.named(crl.uri()), crl.failingSince(), PublicUrl.in(crl.failure(), crl.uri())));
	}

	private static Lifetime lifetime(Instant thisUpdate, @Nullable Instant nextUpdate) {
		return new Lifetime(thisUpdate, (nextUpdate != null) ? nextUpdate : thisUpdate);
	}

	double secondsLeft(Instant now) {
		double left = this.lifetime.secondsLeft(now);
		return this.ends ? left : Math.min(0, left);
	}

	/**
	 * Whether it counts for the verdict over a peer.
	 * @param now the moment
	 * @param skew how far clocks may differ
	 * @return whether it holds already, and has not ended
	 */
	boolean isCurrent(Instant now, Duration skew) {
		return this.ends && this.lifetime.hasBegun(now.plus(skew)) && !this.lifetime.isOver(now.minus(skew));
	}

	/**
	 * What is wrong with it.
	 * @param now the moment
	 * @param skew how far clocks may differ
	 * @return a sentence; empty if nothing is
	 */
	String problem(Instant now, Duration skew) {
		String crl = "CRL of '" + PrintableText.of(this.issuer) + "' from '" + this.location + "' ";
		String until = " (nextUpdate " + this.lifetime.until() + ")";
		if (!this.ends) {
			return crl + "does not say when it ends, so that nobody is admitted by it; "
					+ "expected a nextUpdate: have the CA set it";
		}
		if (this.lifetime.isOver(now)) {
			return crl + "has ended" + until + remedy();
		}
		if (!this.lifetime.hasBegun(now.plus(skew))) {
			return crl + "holds only from " + this.lifetime.from() + "; check the clock of this machine, or wait";
		}
		if (this.lifetime.isInLast(LAST_PART, now)) {
			return crl + "is about to end" + until + remedy();
		}
		return (this.failingSince != null) ? crl + "cannot be kept up to date" + until + remedy() : "";
	}

	private String remedy() {
		return (this.failingSince != null)
				? ": fetching it has failed since " + this.failingSince + " (" + this.failure + "); see to its server"
				: "; put the next one there, or have the CA publish it";
	}

	Map<String, Object> details() {
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("issuer", PrintableText.of(this.issuer));
		details.put("location", this.location);
		if (this.ends) {
			details.put("nextUpdate", this.lifetime.until().toString());
		}
		if (this.failingSince != null) {
			details.put("failingSince", this.failingSince.toString());
		}
		return details;
	}

}
