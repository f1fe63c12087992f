package io.mtlsboot.jsse;

import java.security.Provider;
import java.security.Security;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Stands first in the JVM's list of providers and has nothing to offer, except to a
 * thread to which another provider is lent: then it hands on what that one has.
 * <p>
 * JSSE cannot be told whose algorithms to use. It asks that list, each time anew. This is
 * how a handshake of ours gets others without anybody else noticing. There is at most one
 * in the list, however many want it.
 */
final class LentProvider extends Provider {

	private static final long serialVersionUID = 1L;

	static final String NAME = "MtlsHandshakes";

	/** Another copy of this class may be there, and no two have the same name. */
	private static final int MAX_COPIES = 100;

	/**
	 * What costs most of a handshake. Ciphers, digests and MACs are faster where they
	 * are: what they work on is too short to be worth a native call. Whoever reads keys
	 * or certificates leaves objects of its own in them, which live on elsewhere.
	 */
	private static final Set<String> LENT = Set.of("Signature", "KeyAgreement", "KeyPairGenerator");

	private static final ThreadLocal<Provider> LENDER = new ThreadLocal<>();

	private static int users;

	private static @Nullable LentProvider installed;

	private LentProvider(String name) {
		super(name, "1", "Algorithms of another provider, for handshakes of contexts that name one");
	}

	static synchronized void install() {
		if (installed == null) {
			installed = insert();
		}
		users++;
	}

	static synchronized void uninstall() {
		users--;
		if (users == 0 && installed != null) {
			Security.removeProvider(installed.getName());
			installed = null;
		}
	}

	private static LentProvider insert() {
		for (int i = 1; i <= MAX_COPIES; i++) {
			LentProvider provider = new LentProvider((i == 1) ? NAME : NAME + "-" + i);
			if (Security.insertProviderAt(provider, 1) > 0) {
				return provider;
			}
		}
		throw new IllegalStateException("Unable to add a provider to those of the JVM: '" + NAME + "' to '" + NAME + "-"
				+ MAX_COPIES + "' are there already");
	}

	/**
	 * Lends a provider to this thread, or none.
	 * @param lender the provider, or {@code null} for those of the JVM
	 * @return what was lent before, to be lent again afterwards
	 */
	static @Nullable Provider lend(@Nullable Provider lender) {
		Provider before = LENDER.get();
		if (lender != null) {
			LENDER.set(lender);
		}
		else if (before != null) {
			LENDER.remove();
		}
		return before;
	}

	@Override
	public @Nullable Service getService(String type, String algorithm) {
		Provider lender = LENT.contains(type) ? LENDER.get() : null;
		return (lender != null) ? lender.getService(type, algorithm) : null;
	}

}
