package io.mtlsboot.identity;

/**
 * Exactly one identity.
 *
 * @param identity the identity
 */
record ExactPattern(WorkloadIdentity identity) implements NamePattern {

	@Override
	public boolean matches(WorkloadIdentity other) {
		return this.identity.equals(other);
	}

	@Override
	public boolean covers(NamePattern other) {
		return equals(other);
	}

	@Override
	public boolean overlaps(NamePattern other) {
		return other.matches(this.identity);
	}

	@Override
	public String toString() {
		return this.identity.toString();
	}

}
