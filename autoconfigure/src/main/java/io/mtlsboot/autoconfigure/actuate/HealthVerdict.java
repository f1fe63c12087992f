package io.mtlsboot.autoconfigure.actuate;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Status;

/**
 * How it is, and why.
 *
 * @param status a status of {@link WarningStatus#order()}
 * @param problem what is wrong and what to do; {@code null} if nothing is
 */
record HealthVerdict(Status status, @Nullable String problem) {

	static final HealthVerdict UP = new HealthVerdict(Status.UP, null);

	/**
	 * Both together.
	 * @param other another verdict
	 * @return the more severe status, with what is wrong of both, that of the more severe
	 * one first
	 */
	HealthVerdict and(HealthVerdict other) {
		if (other.problem == null || this.problem == null) {
			return (this.problem == null) ? other : this;
		}
		Status status = WarningStatus.worse(this.status, other.status);
		boolean own = status.equals(this.status);
		return new HealthVerdict(status,
				own ? this.problem + "; besides, " + other.problem : other.problem + "; besides, " + this.problem);
	}

}
