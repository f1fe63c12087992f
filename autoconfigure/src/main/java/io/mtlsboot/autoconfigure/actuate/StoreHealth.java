package io.mtlsboot.autoconfigure.actuate;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.mtlsboot.rotation.Generation;
import io.mtlsboot.rotation.RotationEvent;
import io.mtlsboot.x509.PrintableText;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Status;

/**
 * The health of one store: whether handshakes with its material can succeed, and for how
 * long.
 *
 * @param status {@code UP}, {@code WARNING} or {@code DOWN}
 * @param problem what is wrong and what to do; {@code null} if nothing is
 * @param generation the generation that was looked at
 * @param failure why there is no newer one, if that is known
 * @param now when it was looked at
 */
record StoreHealth(Status status, @Nullable String problem, Generation generation,
		RotationEvent.@Nullable Failed failure, Instant now) {

	static StoreHealth of(Generation generation, RotationEvent.@Nullable Failed failure, Instant now) {
		List<X509Certificate> chain = generation.material().key().chain().certificates();
		for (X509Certificate certificate : chain) {
			if (!Lifetime.of(certificate).includes(now)) {
				return new StoreHealth(Status.DOWN, invalid(certificate, now), generation, failure, now);
			}
		}
		List<X509Certificate> anchors = generation.material().trust().anchors();
		if (anchors.stream().noneMatch((anchor) -> Lifetime.of(anchor).includes(now))) {
			return new StoreHealth(Status.DOWN, "no trust anchor is valid now, so that no peer can be verified; "
					+ "expected at least one: add the current certificate of the CA", generation, failure, now);
		}
		Lifetime lifetime = Lifetime.ofAll(chain);
		if (lifetime.isAboutToEnd(now)) {
			return new StoreHealth(WarningStatus.WARNING,
					"less than a third of the lifetime is left, it ends at " + lifetime.until() + ((failure != null)
							? ", and what is to replace it cannot be used" : "; renew the certificate"),
					generation, failure, now);
		}
		return new StoreHealth(Status.UP, null, generation, failure, now);
	}

	private static String invalid(X509Certificate certificate, Instant now) {
		Lifetime lifetime = Lifetime.of(certificate);
		String subject = "certificate '" + PrintableText.of(certificate.getSubjectX500Principal()) + "' ";
		return lifetime.isOver(now) ? subject + "is expired (notAfter " + lifetime.until() + "); renew it" : subject
				+ "is not valid yet (notBefore " + lifetime.from() + "); check the clock of this machine, or wait";
	}

	Map<String, Object> details() {
		X509Certificate leaf = this.generation.material().key().leaf();
		Lifetime lifetime = Lifetime.ofAll(this.generation.material().key().chain().certificates());
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("status", this.status.getCode());
		if (this.problem != null) {
			details.put("problem", this.problem);
		}
		details.put("generation", this.generation.number());
		details.put("subject", PrintableText.of(leaf.getSubjectX500Principal()));
		details.put("validUntil", lifetime.until().toString());
		details.put("lifetimeLeft", lifetime.left(this.now));
		if (this.failure != null) {
			details.put("staleSince", this.failure.since().toString());
			details.put("failure", PrintableText.of(String.valueOf(this.failure.failure().getMessage())));
		}
		return details;
	}

}
