package io.mtlsboot.identity;

import java.util.List;

/**
 * A SPIFFE ID that a workload proves: a trust domain and a path.
 * <p>
 * The scheme is in lower case, whatever the certificate has; the rest is compared as it
 * is. An ID without a path names a trust domain and no workload, so it is refused.
 *
 * @param value the ID, such as {@code spiffe://shop.example/web}
 * @see <a href=
 * "https://github.com/spiffe/spiffe/blob/main/standards/SPIFFE-ID.md#2-spiffe-identity">SPIFFE
 * ID §2</a>
 */
public record SpiffeId(String value) implements WorkloadIdentity {

	/**
	 * Proves that a text is the SPIFFE ID of a workload.
	 * @param value the text
	 * @throws IllegalArgumentException if it is not
	 */
	public SpiffeId {
		SpiffePath path = SpiffePath.parse(value);
		if (!path.segments().stream().allMatch(SpiffePath::isSegment)) {
			throw SpiffePath.malformed(value);
		}
		value = path.toString();
	}

	/**
	 * The trust domain of the ID.
	 * @return the trust domain
	 */
	public TrustDomain trustDomain() {
		return SpiffePath.parse(this.value).trustDomain();
	}

	boolean isOf(TrustDomain trustDomain) {
		return SpiffePath.isOf(this.value, trustDomain);
	}

	/**
	 * The path of the ID, segment by segment.
	 * @return at least one segment
	 */
	public List<String> segments() {
		return SpiffePath.parse(this.value).segments();
	}

	@Override
	public IdentityType type() {
		return IdentityType.SPIFFE_ID;
	}

	@Override
	public String toString() {
		return this.value;
	}

}
