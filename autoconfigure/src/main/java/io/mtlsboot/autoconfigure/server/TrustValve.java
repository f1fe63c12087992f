package io.mtlsboot.autoconfigure.server;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.mtlsboot.autoconfigure.ConnectionCaller;
import io.mtlsboot.autoconfigure.ObservedCall;
import io.mtlsboot.autoconfigure.Problem;
import io.mtlsboot.handshake.FailureCause;
import io.mtlsboot.jsse.PeerVerdict;
import io.mtlsboot.trust.Check;
import io.mtlsboot.trust.RejectionReason;
import jakarta.servlet.ServletException;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.net.SSLSupport;
import org.jspecify.annotations.Nullable;

/**
 * Lets a request pass only if the peer of its connection is trusted now, unless the port
 * only observes: then it tells what would become of it. It is the first valve of the
 * engine, so that nothing of the application sees any other.
 */
final class TrustValve extends ValveBase {

	private static final FailureCause PLAINTEXT = FailureCause.of(RejectionReason.PLAINTEXT,
			"the request came without TLS", Check.TLS);

	private final Map<Connector, TomcatConnections> connections = new ConcurrentHashMap<>();

	private final LiveTrust trust;

	private final ConnectionPatrol patrol;

	private final AccessLogAttributes attributes;

	TrustValve(LiveTrust trust, ConnectionPatrol patrol, AccessLogAttributes attributes) {
		super(true);
		this.trust = trust;
		this.patrol = patrol;
		this.attributes = attributes;
	}

	/**
	 * Looks after the connections of a connector, too.
	 * @param connector a connector of the engine
	 */
	void add(Connector connector) {
		TomcatConnections connections = new TomcatConnections(connector, this.trust);
		this.connections.put(connector, connections);
		connector.addLifecycleListener((event) -> {
			switch (event.getType()) {
				case Lifecycle.AFTER_START_EVENT -> {
					limitRequests(connector);
					this.patrol.add(connections);
				}
				case Lifecycle.AFTER_STOP_EVENT -> this.patrol.remove(connections);
				default -> {
				}
			}
		});
	}

	// Only where there is a limit can a connection be told that it is reached. Before the
	// port is bound, Tomcat does not say what the limit will be
	private static void limitRequests(Connector connector) {
		if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> protocol
				&& protocol.getMaxKeepAliveRequests() < 0) {
			protocol.setMaxKeepAliveRequests(Integer.MAX_VALUE);
		}
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		// A request that was let in is finished: it comes here once more when a thread of
		// the application hands it back
		if (!request.isAsyncDispatching()) {
			TomcatTls tls = TomcatTls.of(request);
			ConnectionCaller caller = caller(request, tls);
			PeerVerdict verdict = judge(request, caller);
			RejectionReason reason = verdict.reason();
			note(request, tls, caller, verdict);
			if (this.trust.observes()) {
				this.trust.tellOfCall(call(request, caller.presented(), verdict));
			}
			else if (reason != null) {
				refuse(request, response, verdict, caller.presented(), reason);
				return;
			}
		}
		getNext().invoke(request, response);
	}

	// Somebody else's protocol makes a new caller of each request
	private ConnectionCaller caller(Request request, @Nullable TomcatTls tls) {
		return (tls != null) ? tls.caller(this.trust) : this.trust.follow(PresentedCertificates.of(request));
	}

	private PeerVerdict judge(Request request, ConnectionCaller caller) {
		return (this.trust.observes() && !PresentedCertificates.hasTls(request))
				? new PeerVerdict(PLAINTEXT, Instant.MAX, Set.of()) : caller.judge();
	}

	private void note(Request request, @Nullable TomcatTls tls, ConnectionCaller caller, PeerVerdict verdict)
			throws IOException {
		if (tls != null) {
			this.attributes.set(request, tls.names(this.attributes), verdict, tls.getProtocol());
		}
		else {
			this.attributes.set(request, this.attributes.names(caller.presented()), verdict,
					request.getAttribute(SSLSupport.SECURE_PROTOCOL_KEY));
		}
		request.getCoyoteRequest().setAttribute(ConnectionCaller.ATTRIBUTE, verdict.isTrusted() ? caller : null);
	}

	private ObservedCall call(Request request, List<X509Certificate> presented, PeerVerdict verdict) {
		return new ObservedCall(this.trust.clock().instant(), !PresentedCertificates.hasTls(request), presented,
				verdict.cause(), request.getPeerAddr(), request.getHeader("User-Agent"), request.getRequestURI());
	}

	private void refuse(Request request, Response response, PeerVerdict verdict, List<X509Certificate> presented,
			RejectionReason reason) throws IOException {
		TomcatConnections connections = this.connections.get(request.getConnector());
		if (connections != null) {
			connections.refused(verdict, presented, request.getPeerAddr(), request.getRemotePort());
		}
		this.trust.tellOfRequest(reason);
		Problem problem = Problem.distrusted(reason);
		byte[] body = problem.body();
		response.setStatus(problem.status());
		if (!"HTTP/2.0".equals(request.getProtocol())) {
			response.setHeader("Connection", "close");
		}
		response.setHeader("WWW-Authenticate", Problem.CHALLENGE);
		response.setContentType(Problem.MEDIA_TYPE);
		response.setContentLength(body.length);
		response.getOutputStream().write(body);
		response.finishResponse();
		this.patrol.wake();
	}

}
