package io.mtlsboot.autoconfigure.server;

import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint whose connections tell why their handshakes fail.
 */
final class TomcatEndpoint extends NioEndpoint {

	private volatile @Nullable LiveTrust trust;

	void protect(LiveTrust trust) {
		this.trust = trust;
	}

	boolean isProtected() {
		return this.trust != null;
	}

	@Override
	protected NioChannel createChannel(SocketBufferHandler buffer) {
		LiveTrust trust = this.trust;
		if (trust == null || !isSSLEnabled()) {
			return super.createChannel(buffer);
		}
		return trust.observes() ? new ObservingTomcatChannel(buffer, this, trust)
				: new TomcatChannel(buffer, this, trust);
	}

}
