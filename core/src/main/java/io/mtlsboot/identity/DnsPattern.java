package io.mtlsboot.identity;

/**
 * Host names with something in front of a common end.
 *
 * @param depth how many labels there may be in front
 * @param parent the end, in lower case
 */
record DnsPattern(Depth depth, String parent) implements NamePattern {

	static NamePattern parse(String name) {
		for (Depth depth : Depth.values()) {
			if (name.startsWith(depth.prefix)) {
				return new DnsPattern(depth, new DnsIdentity(name.substring(depth.prefix.length())).value());
			}
		}
		return new ExactPattern(new DnsIdentity(name));
	}

	@Override
	public boolean matches(WorkloadIdentity identity) {
		if (!(identity instanceof DnsIdentity name)) {
			return false;
		}
		// The dot belongs to the end: evilshop.example is not below shop.example
		return switch (this.depth) {
			case ONE -> this.parent.equals(behindFirstLabel(name.value()));
			case MANY -> isBelow(name.value(), this.parent);
		};
	}

	@Override
	public boolean covers(NamePattern other) {
		if (other instanceof ExactPattern exact) {
			return matches(exact.identity());
		}
		return other instanceof DnsPattern that && switch (this.depth) {
			case ONE -> equals(that);
			case MANY -> isWithin(that.parent, this.parent);
		};
	}

	@Override
	public boolean overlaps(NamePattern other) {
		if (other instanceof ExactPattern exact) {
			return matches(exact.identity());
		}
		// Of two that share a name, one has all names of the other, or both have many
		return other instanceof DnsPattern that && (covers(that) || that.covers(this));
	}

	private static boolean isWithin(String name, String end) {
		return name.equals(end) || isBelow(name, end);
	}

	private static boolean isBelow(String name, String end) {
		int dot = name.length() - end.length() - 1;
		return dot > 0 && name.charAt(dot) == '.' && name.endsWith(end);
	}

	private static String behindFirstLabel(String name) {
		int dot = name.indexOf('.');
		return (dot < 0) ? "" : name.substring(dot + 1);
	}

	@Override
	public String toString() {
		return IdentityType.DNS.prefix() + this.depth.prefix + this.parent;
	}

	/**
	 * How many labels there may be in front of the end.
	 */
	enum Depth {

		MANY("**."),

		ONE("*.");

		private final String prefix;

		Depth(String prefix) {
			this.prefix = prefix;
		}

	}

}
