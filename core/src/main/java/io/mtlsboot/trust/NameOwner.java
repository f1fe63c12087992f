package io.mtlsboot.trust;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Who may vouch for a name.
 *
 * @param bundle the trust bundle whose anchors may, or {@code null} if there is none
 * @param text who that is, for messages
 */
record NameOwner(@Nullable String bundle, String text) {

	/** Anchors that belong to no trust bundle: the name belongs to none. */
	static final NameOwner OUTSIDE = new NameOwner(null, "an anchor of no trust bundle");

	static final NameOwner NOBODY = new NameOwner(null, "a name that belongs to one trust bundle or to none");

	static NameOwner bundle(String name) {
		return new NameOwner(name, "an anchor of trust bundle '" + name + "'");
	}

	/**
	 * Whether an anchor is one of them.
	 * @param bundles the trust bundles that the anchor belongs to
	 * @return {@code true} if it may vouch for the name
	 */
	boolean includesAnchorOf(Set<String> bundles) {
		return (this.bundle != null) ? bundles.contains(this.bundle) : equals(OUTSIDE) && bundles.isEmpty();
	}

	@Override
	public String toString() {
		return this.text;
	}

}
