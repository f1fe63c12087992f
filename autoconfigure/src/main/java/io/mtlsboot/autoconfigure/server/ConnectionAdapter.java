package io.mtlsboot.autoconfigure.server;

import java.util.function.Supplier;

import io.mtlsboot.trust.RejectionReason;
import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.SocketEvent;
import org.jspecify.annotations.Nullable;

/**
 * Tells Tomcat's adapter what only the connection knows. A handshake that fails becomes a
 * line of the access log without a request, which is where its reason belongs.
 *
 * @param delegate the adapter of the connector
 * @param channel finds the connection
 */
record ConnectionAdapter(Adapter delegate, Supplier<@Nullable TomcatChannel> channel) implements Adapter {

	@Override
	public void service(Request request, Response response) throws Exception {
		TomcatChannel channel = this.channel.get();
		if (channel != null) {
			if (channel.isPlain()) {
				// Tomcat takes it from the port; it decides on "secure", redirects and
				// the
				// default port
				request.scheme().setString("http");
			}
			if (channel.getSSLSupport() instanceof TomcatTls tls) {
				request.setAttribute(TomcatTls.ATTRIBUTE, tls);
			}
		}
		this.delegate.service(request, response);
	}

	@Override
	public boolean prepare(Request request, Response response) throws Exception {
		return this.delegate.prepare(request, response);
	}

	@Override
	public boolean asyncDispatch(Request request, Response response, SocketEvent event) throws Exception {
		return this.delegate.asyncDispatch(request, response, event);
	}

	@Override
	public void log(Request request, Response response, long time) {
		TomcatChannel channel = this.channel.get();
		RejectionReason reason = (channel != null) ? channel.failure() : null;
		if (reason != null) {
			request.setAttribute(AccessLogAttributes.REASON, reason.name());
		}
		this.delegate.log(request, response, time);
	}

	@Override
	public void checkRecycled(Request request, Response response) {
		this.delegate.checkRecycled(request, response);
	}

	@Override
	public String getDomain() {
		return this.delegate.getDomain();
	}

}
