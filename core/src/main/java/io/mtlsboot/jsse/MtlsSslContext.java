package io.mtlsboot.jsse;

import javax.net.ssl.SSLContext;

/**
 * The context that applications get: its engines and sockets are guarded and observed.
 */
final class MtlsSslContext extends SSLContext {

	MtlsSslContext(SSLContext delegate, TlsGuard guard, HandshakeObservation.Watch watch) {
		super(new MtlsSslContextSpi(delegate, guard, watch), delegate.getProvider(), delegate.getProtocol());
	}

}
