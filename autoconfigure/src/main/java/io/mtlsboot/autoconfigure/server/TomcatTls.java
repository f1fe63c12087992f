package io.mtlsboot.autoconfigure.server;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;

import javax.net.ssl.SSLSession;

import io.mtlsboot.autoconfigure.ConnectionCaller;
import org.apache.catalina.connector.Request;
import org.apache.tomcat.util.net.SSLSupport;
import org.apache.tomcat.util.net.jsse.JSSESupport;
import org.jspecify.annotations.Nullable;

/**
 * What Tomcat knows of the TLS of a connection. Tomcat makes a new one for each request,
 * and finds everything out again; ours is kept for as long as the session of the
 * connection, and so is what was found out about the caller.
 * <p>
 * Requests of HTTP/2 may ask at the same time: then something is found out twice.
 */
class TomcatTls extends JSSESupport {

	/** Where a connection of HTTP/1.1 leaves it, before anybody asks Tomcat. */
	static final String ATTRIBUTE = TomcatTls.class.getName();

	private volatile @Nullable List<X509Certificate> presented;

	private volatile @Nullable ConnectionCaller caller;

	private volatile AccessLogAttributes.@Nullable Names names;

	private volatile @Nullable String sessionId;

	private volatile @Nullable String requestedProtocols;

	private volatile @Nullable String requestedCiphers;

	@SuppressWarnings("NullAway") // Tomcat allows that there is nothing more to say
	TomcatTls(SSLSession session, @Nullable Map<String, List<String>> additional) {
		super(session, additional);
	}

	/**
	 * The TLS of the connection of a request.
	 * @param request the request
	 * @return the TLS, or {@code null} if there is none, or if somebody else's protocol
	 * serves the connection
	 */
	static @Nullable TomcatTls of(Request request) {
		if (request.getCoyoteRequest().getAttribute(ATTRIBUTE) instanceof TomcatTls tls) {
			return tls;
		}
		// HTTP/2: Tomcat puts all that is known of the TLS into the request
		return (request.getAttribute(SSLSupport.SESSION_MGR) instanceof TomcatTls tls) ? tls : null;
	}

	/**
	 * The caller of the connection.
	 * @param trust judges it
	 * @return the caller, who is always the same
	 */
	final ConnectionCaller caller(LiveTrust trust) {
		ConnectionCaller known = this.caller;
		if (known == null) {
			known = trust.follow(presented());
			this.caller = known;
		}
		return known;
	}

	/**
	 * How the access log calls the caller of the connection.
	 * @param attributes finds the names
	 * @return the names
	 */
	final AccessLogAttributes.Names names(AccessLogAttributes attributes) {
		AccessLogAttributes.Names known = this.names;
		if (known == null) {
			known = attributes.names(presented());
			this.names = known;
		}
		return known;
	}

	/**
	 * What the caller has presented, whatever we think of it.
	 * @return the certificates, leaf first; empty if there are none
	 */
	final List<X509Certificate> presented() {
		List<X509Certificate> known = this.presented;
		if (known == null) {
			known = chain();
			this.presented = known;
		}
		return known;
	}

	private List<X509Certificate> chain() {
		try {
			X509Certificate[] chain = super.getPeerCertificateChain();
			return (chain != null) ? List.of(chain) : List.of();
		}
		catch (IOException ex) {
			return List.of();
		}
	}

	@Override
	@SuppressWarnings("NullAway") // Tomcat says so where there is no certificate
	public X509Certificate @Nullable [] getPeerCertificateChain() throws IOException {
		List<X509Certificate> known = presented();
		// Each request gets an array of its own, which it may change
		return known.isEmpty() ? null : known.toArray(X509Certificate[]::new);
	}

	@Override
	@SuppressWarnings("NullAway")
	public @Nullable String getSessionId() throws IOException {
		String known = this.sessionId;
		if (known == null) {
			known = super.getSessionId();
			this.sessionId = known;
		}
		return known;
	}

	@Override
	@SuppressWarnings("NullAway")
	public @Nullable String getRequestedProtocols() throws IOException {
		String known = this.requestedProtocols;
		if (known == null) {
			known = super.getRequestedProtocols();
			this.requestedProtocols = known;
		}
		return known;
	}

	@Override
	@SuppressWarnings("NullAway")
	public @Nullable String getRequestedCiphers() throws IOException {
		String known = this.requestedCiphers;
		if (known == null) {
			known = super.getRequestedCiphers();
			this.requestedCiphers = known;
		}
		return known;
	}

	// Tomcat, after it has asked for a certificate once more
	@Override
	public void setSession(SSLSession session) {
		super.setSession(session);
		this.presented = null;
		this.caller = null;
		this.names = null;
		this.sessionId = null;
	}

}
