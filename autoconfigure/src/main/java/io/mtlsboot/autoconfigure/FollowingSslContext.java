package io.mtlsboot.autoconfigure;

import java.util.function.Supplier;

import javax.net.ssl.SSLContext;

/**
 * A context that can be kept: each engine and socket is made by the context of the
 * generation that is current when it is made. Nothing is swapped inside any of these, so
 * that no session of one generation is resumed in another.
 */
final class FollowingSslContext extends SSLContext {

	private FollowingSslContext(Supplier<SSLContext> current, SSLContext first) {
		super(new FollowingSslContextSpi(current), first.getProvider(), first.getProtocol());
	}

	/**
	 * A context over those of a supplier.
	 * @param current has the context of the current generation
	 * @return a context
	 */
	static SSLContext over(Supplier<SSLContext> current) {
		return new FollowingSslContext(current, current.get());
	}

}
