package io.mtlsboot.autoconfigure.boringssl;

import java.lang.ref.Cleaner;

import javax.net.ssl.SSLContext;

import io.mtlsboot.jsse.NativeResources;

/**
 * A context whose engines are of BoringSSL and whose sockets, which that does not have,
 * are of the JDK.
 */
final class BoringSslContext extends SSLContext implements NativeResources {

	private static final Cleaner CLEANER = Cleaner.create();

	private final BoringSslContexts contexts;

	BoringSslContext(SSLContext sockets, BoringSslContexts contexts) {
		super(new BoringSslContextSpi(sockets, contexts), sockets.getProvider(), sockets.getProtocol());
		this.contexts = contexts;
		// If nobody says that it is replaced
		CLEANER.register(this, contexts::release);
	}

	@Override
	public void release() {
		// It may be used again, and is cleaned once more when it is forgotten
		this.contexts.release();
	}

}
