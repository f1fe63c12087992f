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
		return (trust != null && isSSLEnabled()) ? new TomcatChannel(buffer, this, trust) : super.createChannel(buffer);
	}

}
