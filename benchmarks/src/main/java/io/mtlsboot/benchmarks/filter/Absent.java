package io.mtlsboot.benchmarks.filter;

import java.lang.reflect.Proxy;

/**
 * An object that can do nothing, for whoever needs one and uses little of it.
 */
final class Absent {

	private Absent() {
	}

	static <T> T object(Class<T> type) {
		return type
			.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, (proxy, method, args) -> {
				throw new UnsupportedOperationException(method.toString());
			}));
	}

}
