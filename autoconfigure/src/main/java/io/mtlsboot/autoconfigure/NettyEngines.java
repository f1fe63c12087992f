package io.mtlsboot.autoconfigure;

import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

import javax.net.ssl.SSLEngine;

import io.mtlsboot.jsse.LocatableEngine;
import org.jspecify.annotations.Nullable;

/**
 * Finds our engine in the one that Netty wraps around it for ALPN.
 */
public final class NettyEngines {

	private NettyEngines() {
	}

	/**
	 * Finds our engine.
	 * @param engine an engine that a handler of Netty has
	 * @return ours, or {@code null} if it is none
	 */
	public static @Nullable LocatableEngine find(SSLEngine engine) {
		Object found = (engine instanceof LocatableEngine) ? engine : wrapped(engine);
		return (found instanceof LocatableEngine ours) ? ours : null;
	}

	// The method is public and its class is not
	private static @Nullable Object wrapped(SSLEngine engine) {
		try {
			Method method = engine.getClass().getMethod("getWrappedEngine");
			method.setAccessible(true);
			return method.invoke(engine);
		}
		catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException
				| InaccessibleObjectException ex) {
			return null;
		}
	}

}
