package io.mtlsboot.autoconfigure.actuate;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.mtlsboot.autoconfigure.StoreRevocation;
import io.mtlsboot.material.TrustMaterial;

import org.springframework.boot.health.contributor.Status;

/**
 * Whether the CRLs that a store uses are current, and will be.
 *
 * @param verdict whether something is wrong with them
 * @param crls the CRLs, the first to end before the others
 */
record CrlHealth(HealthVerdict verdict, List<CrlInUse> crls) {

	/** Certificates can name many, and an answer is not a list of them. */
	private static final int MAX_SHOWN = 20;

	static CrlHealth of(TrustMaterial trust, StoreRevocation revocation, Instant now) {
		StoreCrls crls = StoreCrls.of(trust, revocation);
		return new CrlHealth(verdict(crls.problems(now), revocation.needsCrls() && crls.sayNothing(trust, now)),
				crls.lists());
	}

	// An instance that is taken out of service for CRLs takes all others with it: only if
	// it is of no use
	private static HealthVerdict verdict(List<String> problems, boolean useless) {
		if (problems.isEmpty()) {
			return HealthVerdict.UP;
		}
		String problem = (useless ? "every peer is refused: " : "") + problems.get(0)
				+ ((problems.size() > 1) ? " (and " + (problems.size() - 1) + " more)" : "");
		return new HealthVerdict(useless ? Status.DOWN : WarningStatus.WARNING, problem);
	}

	List<Map<String, Object>> details() {
		return this.crls.stream().limit(MAX_SHOWN).map(CrlInUse::details).toList();
	}

}
