package io.mtlsboot.identity;

import java.util.List;

/**
 * A pattern over SPIFFE IDs of one trust domain.
 *
 * @param trustDomain the only trust domain that matches
 * @param segments segments, wildcards for one segment and, as the last, a wildcard for
 * one or more
 */
record SpiffePattern(TrustDomain trustDomain, List<String> segments) {

	private static final String ONE = "*";

	private static final String MANY = "**";

	static SpiffePattern parse(String text) {
		SpiffePath path = SpiffePath.parse(text);
		List<String> segments = path.segments();
		for (int i = 0; i < segments.size(); i++) {
			String segment = segments.get(i);
			boolean last = i == segments.size() - 1;
			if (!SpiffePath.isSegment(segment) && !ONE.equals(segment) && !(last && MANY.equals(segment))) {
				throw SpiffePath.malformed(text);
			}
		}
		return new SpiffePattern(path.trustDomain(), segments);
	}

	boolean matches(SpiffeId id) {
		List<String> actual = id.segments();
		boolean many = MANY.equals(this.segments.get(this.segments.size() - 1));
		int fixed = many ? this.segments.size() - 1 : this.segments.size();
		if (!id.trustDomain().equals(this.trustDomain) || (many ? actual.size() <= fixed : actual.size() != fixed)) {
			return false;
		}
		for (int i = 0; i < fixed; i++) {
			if (!ONE.equals(this.segments.get(i)) && !this.segments.get(i).equals(actual.get(i))) {
				return false;
			}
		}
		return true;
	}

}
