package io.mtlsboot.jsse;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Has handshakes of ours sign, verify and agree on keys with another JCA provider, such
 * as one that is native and faster.
 * <p>
 * It is used for contexts that are created with its {@link #engines()}, while a thread
 * works for one of their handshakes, and where it lacks an algorithm or cannot use a key
 * the JVM's own providers are. It is never among those: whoever else asks the JVM for an
 * algorithm gets what it would get without us. Safe for use by many threads.
 * <p>
 * Until it is closed, a provider named {@code MtlsHandshakes} is first in
 * {@link java.security.Security#getProviders()}, which has nothing to offer to others.
 */
public final class HandshakeCrypto implements AutoCloseable {

	private final TlsEngines engines;

	private final AtomicBoolean closed = new AtomicBoolean();

	private HandshakeCrypto(TlsEngines engines) {
		this.engines = engines;
	}

	/**
	 * Has handshakes use a provider. Takes some milliseconds: the provider must first
	 * agree on a key with the JDK, and each must verify what the other has signed.
	 * @param provider the provider
	 * @return its use, to be closed
	 * @throws GeneralSecurityException if the provider lacks what handshakes need, or
	 * does not work here
	 */
	public static HandshakeCrypto with(Provider provider) throws GeneralSecurityException {
		ProviderTrial.run(provider);
		LentProvider.install();
		return new HandshakeCrypto(new JdkEngines(provider));
	}

	/**
	 * The engines of the JDK, with the algorithms of the provider.
	 * @return where engines come from
	 */
	public TlsEngines engines() {
		return this.engines;
	}

	/**
	 * Ends the use of the provider. Contexts and connections go on with the algorithms of
	 * the JVM. Does nothing if it was closed before.
	 */
	@Override
	public void close() {
		if (this.closed.compareAndSet(false, true)) {
			LentProvider.uninstall();
		}
	}

}
