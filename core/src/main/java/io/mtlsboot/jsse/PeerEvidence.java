package io.mtlsboot.jsse;

import java.security.Principal;
import java.security.cert.X509Certificate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLSession;
import javax.security.auth.x500.X500Principal;

import io.mtlsboot.handshake.FailureCause;
import io.mtlsboot.handshake.HandshakeConnection;
import io.mtlsboot.handshake.OwnCertificate;
import io.mtlsboot.trust.Check;
import io.mtlsboot.trust.RejectionReason;
import org.jspecify.annotations.Nullable;

/**
 * What a handshake has shown so far. Several threads may run a part of it.
 */
final class PeerEvidence {

	/** Enough to see which are meant; a peer may name thousands. */
	private static final int MAX_ISSUERS = 100;

	private static final int MAX_KEY_TYPES = 20;

	private HandshakeConnection connection;

	private List<X509Certificate> presented = List.of();

	private @Nullable OwnCertificate own;

	private Check passed = Check.TLS;

	private boolean verifying;

	PeerEvidence(HandshakeConnection connection) {
		this.connection = connection;
	}

	synchronized void located(HandshakeConnection known) {
		this.connection = known.withSession(this.connection.protocol(), this.connection.resumed());
	}

	// The trust manager was called, so that both sides have agreed on how to speak
	synchronized void presented(List<X509Certificate> certificates, @Nullable SSLSession session) {
		this.verifying = true;
		this.presented = certificates;
		this.passed = Check.CERTIFICATE;
		if (session != null) {
			negotiated(session, false);
		}
	}

	synchronized void verified() {
		this.passed = Check.KEY_POSSESSION;
	}

	synchronized void resumed(List<X509Certificate> certificates) {
		this.presented = certificates;
	}

	synchronized boolean isResumption() {
		return !this.verifying;
	}

	synchronized HandshakeConnection completed(SSLSession session) {
		boolean nothing = !this.verifying && NegotiatedSessions.presented(session).isEmpty();
		negotiated(session, nothing ? null : Boolean.valueOf(!this.verifying));
		this.passed = Check.ACCEPTANCE;
		return this.connection;
	}

	// A peer that presents nothing has negotiated all the same
	synchronized void negotiating(SSLSession session) {
		negotiated(session, this.connection.resumed());
	}

	private void negotiated(SSLSession session, @Nullable Boolean resumed) {
		this.connection = this.connection.withSession(session.getProtocol(), resumed);
		if (this.connection.serverName() == null && session instanceof ExtendedSSLSession extended) {
			this.connection = this.connection.withServerName(serverName(extended));
		}
	}

	private static @Nullable String serverName(ExtendedSSLSession session) {
		try {
			return session.getRequestedServerNames()
				.stream()
				.filter(SNIHostName.class::isInstance)
				.map((name) -> ((SNIHostName) name).getAsciiName())
				.findFirst()
				.orElse(null);
		}
		catch (UnsupportedOperationException ex) {
			// As the sessions of providers that know no SNI are asked to answer
			return null;
		}
	}

	// The JDK asks for each type of key on its own, until one is answered, or for all
	synchronized void asked(OwnCertificate mine, boolean sent, String @Nullable [] keyTypes,
			Principal @Nullable [] issuers) {
		OwnCertificate before = this.own;
		List<X500Principal> accepted = (issuers != null) ? Stream.of(issuers)
			.filter(X500Principal.class::isInstance)
			.map(X500Principal.class::cast)
			.limit(MAX_ISSUERS)
			.toList() : List.of();
		Set<String> types = new LinkedHashSet<>((before != null) ? before.acceptedKeyTypes() : List.of());
		for (int i = 0; keyTypes != null && i < keyTypes.length && types.size() < MAX_KEY_TYPES; i++) {
			types.add(keyTypes[i]);
		}
		this.own = new OwnCertificate(mine.leaf(), mine.issuers(), sent || (before != null && before.sent()), accepted,
				List.copyOf(types));
	}

	/**
	 * What it means that the callee closed the connection without a word. In TLS 1.3 it
	 * looks at our certificate only after we have finished.
	 * @param seen what was seen of it, or {@code null}
	 * @return the cause
	 */
	synchronized FailureCause closed(@Nullable String seen) {
		String detail = meaning();
		if (seen != null) {
			detail = (detail != null) ? detail + " (" + seen + ")" : seen;
		}
		return FailureCause.of(RejectionReason.CONNECTION_CLOSED,
				(detail != null) ? detail : "the callee closed the connection before the handshake was complete",
				this.passed);
	}

	private @Nullable String meaning() {
		boolean finished = this.passed == Check.ACCEPTANCE;
		if (!finished && this.own == null) {
			return null;
		}
		return "the callee closed the connection " + when() + ", before it answered anything" + why();
	}

	private String when() {
		if (this.own == null) {
			return this.verifying ? "after the handshake" : "after a session was resumed";
		}
		return this.own.sent() ? "after we presented our certificate" : "after we presented no certificate";
	}

	private String why() {
		if (this.own == null) {
			return this.verifying ? "" : ": it probably refuses our certificate by now; its log says why";
		}
		return this.own.sent() ? ": it probably refused it; its log says why" : ": it probably wants one";
	}

	synchronized HandshakeConnection connection() {
		return this.connection;
	}

	synchronized List<X509Certificate> presented() {
		return this.presented;
	}

	synchronized @Nullable OwnCertificate own() {
		return this.own;
	}

	synchronized Check passed() {
		return this.passed;
	}

}
