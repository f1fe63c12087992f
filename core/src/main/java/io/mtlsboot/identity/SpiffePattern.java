package io.mtlsboot.identity;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * SPIFFE IDs of one trust domain, with a wildcard for at least one segment.
 *
 * @param trustDomain the only trust domain that matches
 * @param segments segments, wildcards for one segment and, as the last, a wildcard for
 * one or more
 */
record SpiffePattern(TrustDomain trustDomain, List<String> segments) implements NamePattern {

	private static final String ONE = "*";

	private static final String MANY = "**";

	static NamePattern parse(String text) {
		SpiffePath path = SpiffePath.parse(text);
		List<String> segments = path.segments();
		if (segments.stream().allMatch(SpiffePath::isSegment)) {
			return new ExactPattern(new SpiffeId(text));
		}
		for (int i = 0; i < segments.size(); i++) {
			String segment = segments.get(i);
			boolean last = i == segments.size() - 1;
			if (!SpiffePath.isSegment(segment) && !ONE.equals(segment) && !(last && MANY.equals(segment))) {
				throw SpiffePath.malformed(text);
			}
		}
		return new SpiffePattern(path.trustDomain(), segments);
	}

	@Override
	public boolean matches(WorkloadIdentity identity) {
		return identity instanceof SpiffeId id && id.isOf(this.trustDomain)
				&& matchesPath(id.value(), SpiffePath.startOf(this.trustDomain));
	}

	// The ID is not taken apart: it may be compared with thousands of patterns
	private boolean matchesPath(String id, int start) {
		int slash = start;
		for (String segment : this.segments.subList(0, fixed())) {
			if (slash == id.length()) {
				return false;
			}
			int next = id.indexOf('/', slash + 1);
			int end = (next < 0) ? id.length() : next;
			boolean same = segment.length() == end - slash - 1 && id.startsWith(segment, slash + 1);
			if (!same && !ONE.equals(segment)) {
				return false;
			}
			slash = end;
		}
		return isOpen() == (slash < id.length());
	}

	@Override
	public boolean covers(NamePattern other) {
		if (other instanceof ExactPattern exact) {
			return matches(exact.identity());
		}
		if (!(other instanceof SpiffePattern that) || !that.trustDomain.equals(this.trustDomain)) {
			return false;
		}
		boolean fits = isOpen() ? that.shortest() >= shortest() : !that.isOpen() && that.fixed() == fixed();
		return fits && haveAll(fixed(), (i) -> accepts(this.segments.get(i), that.segments.get(i)));
	}

	@Override
	public boolean overlaps(NamePattern other) {
		if (other instanceof ExactPattern exact) {
			return matches(exact.identity());
		}
		if (!(other instanceof SpiffePattern that) || !that.trustDomain.equals(this.trustDomain)) {
			return false;
		}
		boolean sameLength = (isOpen() || fixed() >= that.shortest()) && (that.isOpen() || that.fixed() >= shortest());
		return sameLength
				&& haveAll(Math.min(fixed(), that.fixed()), (i) -> accepts(this.segments.get(i), that.segments.get(i))
						|| accepts(that.segments.get(i), this.segments.get(i)));
	}

	private static boolean accepts(String segment, String other) {
		return ONE.equals(segment) || segment.equals(other);
	}

	private static boolean haveAll(int count, IntPredicate test) {
		return IntStream.range(0, count).allMatch(test);
	}

	private boolean isOpen() {
		return MANY.equals(this.segments.get(this.segments.size() - 1));
	}

	/** How many segments are not the wildcard for one or more. */
	private int fixed() {
		return isOpen() ? this.segments.size() - 1 : this.segments.size();
	}

	/** How many segments an ID has at least: the wildcard at the end stands for one. */
	private int shortest() {
		return this.segments.size();
	}

	@Override
	public String toString() {
		return new SpiffePath(this.trustDomain, this.segments).toString();
	}

}
