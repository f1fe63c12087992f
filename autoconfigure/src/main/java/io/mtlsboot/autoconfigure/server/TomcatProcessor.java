package io.mtlsboot.autoconfigure.server;

import jakarta.servlet.ServletConnection;
import org.apache.coyote.Adapter;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.ServletConnectionImpl;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * A processor whose adapter knows the connection.
 */
final class TomcatProcessor extends Http11Processor {

	private final Adapter connectionAdapter;

	TomcatProcessor(AbstractHttp11Protocol<?> protocol, Adapter adapter) {
		super(protocol, adapter);
		this.connectionAdapter = new ConnectionAdapter(adapter, this::channel);
	}

	@Override
	public Adapter getAdapter() {
		return this.connectionAdapter;
	}

	@Override
	protected ServletConnection getServletConnection() {
		ServletConnection connection = super.getServletConnection();
		TomcatChannel channel = channel();
		return (channel != null && channel.isPlain()) ? new ServletConnectionImpl(connection.getConnectionId(),
				connection.getProtocol(), connection.getProtocolConnectionId(), false) : connection;
	}

	private @Nullable TomcatChannel channel() {
		SocketWrapperBase<?> wrapper = getSocketWrapper();
		return (wrapper != null && wrapper.getSocket() instanceof TomcatChannel channel) ? channel : null;
	}

}
