package io.mtlsboot.jsse;

import javax.net.ssl.SSLContext;

import io.mtlsboot.handshake.HandshakeFailure;
import org.jspecify.annotations.Nullable;

/**
 * The context that applications get: its engines and sockets are guarded and observed.
 */
final class MtlsSslContext extends SSLContext implements CalleeHandshakes {

	private final CalleeTrail callees;

	MtlsSslContext(SSLContext delegate, TlsGuard guard, HandshakeObservation.Watch watch) {
		super(new MtlsSslContextSpi(delegate, guard, watch), delegate.getProvider(), delegate.getProtocol());
		this.callees = watch.callees();
	}

	@Override
	public long mark() {
		return this.callees.mark();
	}

	@Override
	public @Nullable HandshakeFailure failure(String host, int port, long since, CallEnd end) {
		return this.callees.failure(host, port, since, end);
	}

}
