package io.mtlsboot.jsse;

import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A provider that has the algorithms of the JDK under a name of its own, and counts how
 * often each is used.
 */
final class BorrowedProvider extends Provider {

	static final String NAME = "Borrowed";

	private static final long serialVersionUID = 1L;

	private final transient Map<String, AtomicInteger> uses = new ConcurrentHashMap<>();

	BorrowedProvider() {
		super(NAME, "1", "the JDK's algorithms");
		for (String provider : Set.of("SunEC", "SunRsaSign", "SunJCE", "SUN")) {
			Security.getProvider(provider).getServices().forEach((service) -> putService(new Counted(service)));
		}
	}

	int uses(String type) {
		AtomicInteger count = this.uses.get(type);
		return (count != null) ? count.get() : 0;
	}

	Set<String> used() {
		return new TreeSet<>(this.uses.keySet());
	}

	private final class Counted extends Service {

		private final Service delegate;

		private Counted(Service delegate) {
			super(BorrowedProvider.this, delegate.getType(), delegate.getAlgorithm(), delegate.getClassName(), null,
					null);
			this.delegate = delegate;
		}

		@Override
		public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
			BorrowedProvider.this.uses.computeIfAbsent(getType(), (type) -> new AtomicInteger()).incrementAndGet();
			return this.delegate.newInstance(parameter);
		}

		@Override
		public boolean supportsParameter(Object parameter) {
			return this.delegate.supportsParameter(parameter);
		}

	}

}
