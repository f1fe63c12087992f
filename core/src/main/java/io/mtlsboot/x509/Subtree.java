package io.mtlsboot.x509;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A part of a name space.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.10">RFC 5280
 * §4.2.1.10</a>
 */
sealed interface Subtree {

	/**
	 * The number of the type of names that it is for.
	 * @return its tag
	 */
	int tag();

	/**
	 * Whether all that a name stands for is in this part.
	 * @param name a name of this type
	 * @return {@code true} if it may be vouched for where this is permitted
	 */
	boolean contains(ConstrainedName name);

	/**
	 * Whether anything that a name stands for is in this part.
	 * @param name a name of this type
	 * @return {@code true} if it must not be vouched for where this is excluded
	 */
	default boolean touches(ConstrainedName name) {
		return contains(name);
	}

	private static <T> boolean startsWith(List<T> whole, List<T> start) {
		return whole.size() >= start.size() && whole.subList(0, start.size()).equals(start);
	}

	/**
	 * A host and everything below it.
	 *
	 * @param labels the labels, the rightmost first; none for all hosts
	 */
	record Dns(List<String> labels) implements Subtree {

		@Override
		public int tag() {
			return 2;
		}

		@Override
		public boolean contains(ConstrainedName name) {
			return name instanceof ConstrainedName.Dns dns && startsWith(dns.labels(), this.labels);
		}

		// A wildcard stands for any one label, that of this part among them
		@Override
		public boolean touches(ConstrainedName name) {
			return contains(name) || (name instanceof ConstrainedName.Dns dns && isWildcardOver(dns.labels()));
		}

		private boolean isWildcardOver(List<String> name) {
			int parent = name.size() - 1;
			return name.get(parent).equals("*") && this.labels.size() == name.size()
					&& startsWith(this.labels, name.subList(0, parent));
		}

	}

	/**
	 * A host, or all hosts below a domain but not that itself.
	 *
	 * @param labels the labels, the rightmost first; none for all hosts
	 * @param below whether only hosts below are in it
	 */
	record Host(List<String> labels, boolean below) {

		boolean contains(List<String> host) {
			return this.labels.isEmpty() ? !host.isEmpty() : this.below
					? host.size() > this.labels.size() && startsWith(host, this.labels) : host.equals(this.labels);
		}

	}

	/**
	 * One mail address, or all of a host or domain.
	 *
	 * @param local what stands before the at sign, or {@code null} for everything
	 * @param host the host or domain
	 */
	record Email(@Nullable String local, Host host) implements Subtree {

		@Override
		public int tag() {
			return 1;
		}

		@Override
		public boolean contains(ConstrainedName name) {
			return name instanceof ConstrainedName.Email email && this.host.contains(email.host())
					&& (this.local == null || this.local.equals(email.local()));
		}

		// Many a mail server does not tell upper and lower case apart
		@Override
		public boolean touches(ConstrainedName name) {
			return name instanceof ConstrainedName.Email email && this.host.contains(email.host())
					&& (this.local == null || this.local.equalsIgnoreCase(email.local()));
		}

	}

	/**
	 * All URIs of a host or domain.
	 *
	 * @param host the host or domain
	 */
	record Uri(Host host) implements Subtree {

		@Override
		public int tag() {
			return 6;
		}

		@Override
		public boolean contains(ConstrainedName name) {
			return name instanceof ConstrainedName.Uri uri && this.host.contains(uri.host());
		}

		// RFC 5280 4.2.1.10: where URIs are constrained, one without a host is refused
		@Override
		public boolean touches(ConstrainedName name) {
			return contains(name) || (name instanceof ConstrainedName.Uri uri && uri.host().isEmpty());
		}

	}

	/**
	 * A range of addresses.
	 *
	 * @param octets the first address
	 * @param mask which bits count
	 */
	record Addresses(List<Integer> octets, List<Integer> mask) implements Subtree {

		// RFC 4291 2.5.5.2
		private static final List<Integer> V4_MAPPED = List.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF);

		@Override
		public int tag() {
			return 7;
		}

		@Override
		public boolean contains(ConstrainedName name) {
			return name instanceof ConstrainedName.Address address && contains(address.octets());
		}

		// Whoever connects to an IPv4-mapped address reaches the IPv4 address
		@Override
		public boolean touches(ConstrainedName name) {
			return contains(name) || (name instanceof ConstrainedName.Address address
					&& startsWith(address.octets(), V4_MAPPED) && contains(address.octets().subList(12, 16)));
		}

		private boolean contains(List<Integer> address) {
			if (address.size() != this.octets.size()) {
				return false;
			}
			for (int i = 0; i < this.octets.size(); i++) {
				if (((address.get(i) ^ this.octets.get(i)) & this.mask.get(i)) != 0) {
					return false;
				}
			}
			return true;
		}

	}

	/**
	 * A distinguished name and everything below it.
	 *
	 * @param base the name
	 */
	record Directory(ConstrainedName.Directory base) implements Subtree {

		@Override
		public int tag() {
			return 4;
		}

		@Override
		public boolean contains(ConstrainedName name) {
			return name instanceof ConstrainedName.Directory directory
					&& startsWith(directory.rdns(), this.base.rdns());
		}

		// Nobody can tell from a text that it is another because it is encoded otherwise
		@Override
		public boolean touches(ConstrainedName name) {
			return contains(name) || (name instanceof ConstrainedName.Directory directory
					&& startsWith(directory.texts(), this.base.texts()));
		}

	}

	/**
	 * A part of a name space that is not understood here: no name is known to be in it,
	 * and any may be.
	 *
	 * @param tag the number of the type
	 */
	record Other(int tag) implements Subtree {

		@Override
		public boolean contains(ConstrainedName name) {
			return false;
		}

		@Override
		public boolean touches(ConstrainedName name) {
			return true;
		}

	}

}
