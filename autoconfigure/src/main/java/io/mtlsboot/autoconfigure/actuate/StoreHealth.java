package io.mtlsboot.autoconfigure.actuate;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.mtlsboot.autoconfigure.StoreRevocation;
import io.mtlsboot.material.MaterialProblem;
import io.mtlsboot.material.TlsMaterial;
import io.mtlsboot.rotation.Generation;
import io.mtlsboot.rotation.RotationEvent;
import io.mtlsboot.x509.PrintableText;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Status;

/**
 * Whether the material of a store lets us speak to peers, and will.
 *
 * @param verdict how it is, and why
 * @param generation the material
 * @param crls the CRLs that its peers are checked against
 * @param failure why there is no newer generation, or {@code null} if nothing is wrong
 * @param now when it was looked at
 */
record StoreHealth(HealthVerdict verdict, Generation generation, CrlHealth crls, RotationEvent.@Nullable Failed failure,
		Instant now) {

	static StoreHealth of(Generation generation, RotationEvent.@Nullable Failed failure, StoreRevocation revocation,
			Instant now) {
		TlsMaterial material = generation.material();
		CrlHealth crls = CrlHealth.of(material.trust(), revocation, now);
		return new StoreHealth(proof(failure).and(certificates(material, failure != null, now)).and(crls.verdict()),
				generation, crls, failure, now);
	}

	private static HealthVerdict proof(RotationEvent.@Nullable Failed failure) {
		return (failure != null && failure.failure().problem() == MaterialProblem.NOT_PROVEN)
				? new HealthVerdict(Status.DOWN, PrintableText.of(String.valueOf(failure.failure().getMessage())))
				: HealthVerdict.UP;
	}

	private static HealthVerdict certificates(TlsMaterial material, boolean stale, Instant now) {
		List<X509Certificate> chain = material.key().chain().certificates();
		for (X509Certificate certificate : chain) {
			if (!Lifetime.of(certificate).includes(now)) {
				return new HealthVerdict(Status.DOWN, invalid(certificate, now));
			}
		}
		if (material.trust().anchors().stream().noneMatch((anchor) -> Lifetime.of(anchor).includes(now))) {
			return new HealthVerdict(Status.DOWN, "no trust anchor is valid now, so that no peer can be verified; "
					+ "expected at least one: add the current certificate of the CA");
		}
		Lifetime lifetime = Lifetime.ofAll(chain);
		if (lifetime.isAboutToEnd(now)) {
			return new HealthVerdict(WarningStatus.WARNING,
					"less than a third of the lifetime is left, it ends at " + lifetime.until()
							+ (stale ? ", and what is to replace it cannot be used" : "; renew the certificate"));
		}
		return HealthVerdict.UP;
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
		details.put("status", this.verdict.status().getCode());
		if (this.verdict.problem() != null) {
			details.put("problem", this.verdict.problem());
		}
		details.put("generation", this.generation.number());
		details.put("subject", PrintableText.of(leaf.getSubjectX500Principal()));
		details.put("validUntil", lifetime.until().toString());
		details.put("lifetimeLeft", lifetime.left(this.now));
		if (!this.crls.crls().isEmpty()) {
			details.put("crls", this.crls.details());
		}
		if (this.failure != null) {
			details.put("staleSince", this.failure.since().toString());
			details.put("failure", PrintableText.of(String.valueOf(this.failure.failure().getMessage())));
		}
		return details;
	}

}
