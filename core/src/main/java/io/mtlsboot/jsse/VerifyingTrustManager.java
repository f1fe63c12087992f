package io.mtlsboot.jsse;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.X509ExtendedTrustManager;

import io.mtlsboot.handshake.HandshakeSide;
import io.mtlsboot.trust.PeerAuthorizer;
import io.mtlsboot.trust.PeerRejectedException;
import io.mtlsboot.trust.PeerVerifier;
import io.mtlsboot.trust.Presentation;
import io.mtlsboot.trust.RejectionReason;
import io.mtlsboot.trust.VerifiedPeer;
import io.mtlsboot.x509.KeyPurpose;
import org.jspecify.annotations.Nullable;

/**
 * Verifies and then authorizes every peer.
 * <p>
 * The endpoint identification algorithm of an engine or socket does not matter: the
 * authorizer always decides, with the host that was called as far as it is known. Without
 * engine and socket it is not known. Nothing but a {@link CertificateException} leaves
 * this class.
 */
final class VerifyingTrustManager extends X509ExtendedTrustManager {

	private final HandshakeSide side;

	private final ClientAuthentication authentication;

	private final PeerVerifier verifier;

	private final PeerAuthorizer authorizer;

	private final List<X509Certificate> anchors;

	private final CalleeTrust callees;

	private final SessionTrust sessions;

	VerifyingTrustManager(HandshakeSide side, PeerVerifier verifier, PeerAuthorizer authorizer,
			List<X509Certificate> anchors, Clock clock) {
		this(side, ClientAuthentication.REQUIRED, verifier, authorizer, anchors, clock);
	}

	VerifyingTrustManager(HandshakeSide side, ClientAuthentication authentication, PeerVerifier verifier,
			PeerAuthorizer authorizer, List<X509Certificate> anchors, Clock clock) {
		this.side = side;
		this.authentication = authentication;
		this.verifier = verifier;
		this.authorizer = authorizer;
		this.anchors = List.copyOf(anchors);
		this.sessions = new SessionTrust(side, clock, verifier::epoch);
		this.callees = new CalleeTrust(
				(callee) -> judge(new Presentation(callee.presented(), List.of(), false), callee::host),
				verifier.epoch());
	}

	@Override
	public void checkClientTrusted(X509Certificate @Nullable [] chain, @Nullable String authType)
			throws CertificateException {
		check(chain, KeyPurpose.CLIENT_AUTH, null);
	}

	@Override
	public void checkClientTrusted(X509Certificate @Nullable [] chain, @Nullable String authType,
			@Nullable Socket socket) throws CertificateException {
		check(chain, KeyPurpose.CLIENT_AUTH, NegotiatedSessions.of(socket));
	}

	@Override
	public void checkClientTrusted(X509Certificate @Nullable [] chain, @Nullable String authType,
			@Nullable SSLEngine engine) throws CertificateException {
		check(chain, KeyPurpose.CLIENT_AUTH, NegotiatedSessions.of(engine));
	}

	@Override
	public void checkServerTrusted(X509Certificate @Nullable [] chain, @Nullable String authType)
			throws CertificateException {
		check(chain, KeyPurpose.SERVER_AUTH, null);
	}

	@Override
	public void checkServerTrusted(X509Certificate @Nullable [] chain, @Nullable String authType,
			@Nullable Socket socket) throws CertificateException {
		check(chain, KeyPurpose.SERVER_AUTH, NegotiatedSessions.of(socket));
	}

	@Override
	public void checkServerTrusted(X509Certificate @Nullable [] chain, @Nullable String authType,
			@Nullable SSLEngine engine) throws CertificateException {
		check(chain, KeyPurpose.SERVER_AUTH, NegotiatedSessions.of(engine));
	}

	private void check(X509Certificate @Nullable [] chain, KeyPurpose purpose, @Nullable SSLSession session)
			throws PeerRejectedException {
		List<X509Certificate> presented = (chain != null) ? List.of(chain) : List.of();
		PeerEvidence evidence = HandshakeObservation.current();
		if (evidence != null) {
			evidence.presented(presented, session);
		}
		requireSide(purpose);
		VerifiedPeer peer = admit(new Presentation(presented, NegotiatedSessions.staples(session), true), session);
		if (peer == null) {
			return;
		}
		if (this.side == HandshakeSide.CLIENT) {
			this.callees.verified(new SessionTrust.Peer(presented, host(session)), peer.validUntil());
		}
		if (evidence != null) {
			evidence.verified();
		}
		if (session != null && evidence != null) {
			this.sessions.limit(session, peer.validUntil());
		}
		else if (session != null) {
			// Not a connection of ours: if it were resumed, nobody would judge it
			session.invalidate();
		}
	}

	// Nobody, if it gets a connection all the same. Then it gets no session: one that is
	// resumed must be of somebody who was verified once
	private @Nullable VerifiedPeer admit(Presentation presentation, @Nullable SSLSession session)
			throws PeerRejectedException {
		try {
			return judge(presentation, () -> host(session));
		}
		catch (PeerRejectedException ex) {
			if (!observes()) {
				throw ex;
			}
			if (session != null) {
				session.invalidate();
			}
			return null;
		}
	}

	HandshakeSide side() {
		return this.side;
	}

	private boolean observes() {
		return this.side == HandshakeSide.SERVER && this.authentication == ClientAuthentication.OBSERVED;
	}

	private @Nullable String host(@Nullable SSLSession session) {
		return (this.side == HandshakeSide.CLIENT && session != null) ? CalledHost.of(session) : null;
	}

	/**
	 * Judges the peer of a session that was resumed, so that nobody has verified it.
	 * @param session the session
	 * @throws PeerRejectedException if the peer is refused by now
	 */
	void judgeAgain(SSLSession session) throws PeerRejectedException {
		List<X509Certificate> presented = NegotiatedSessions.presented(session);
		if (presented.isEmpty() && observes()) {
			return;
		}
		this.sessions.requireYoung(session);
		String host = host(session);
		Instant validUntil = this.sessions.validUntil(new SessionTrust.Peer(presented, host));
		if (validUntil == null) {
			VerifiedPeer peer = admit(new Presentation(presented, NegotiatedSessions.staples(session), false), session);
			validUntil = (peer != null) ? peer.validUntil() : Instant.MIN;
		}
		this.sessions.limit(session, validUntil);
	}

	/**
	 * Whether one of the callees that were verified in handshakes is not believed any
	 * more.
	 * @param now the moment
	 * @return {@code false} if there was none or this is the server
	 */
	boolean hasLostACallee(Instant now) {
		return this.callees.isLost(now, this.verifier.epoch());
	}

	/**
	 * How often something became known that may contradict an earlier verdict.
	 * @return a number that only grows
	 */
	long epoch() {
		return this.verifier.epoch();
	}

	boolean mayWait() {
		return this.verifier.mayWait();
	}

	/**
	 * Judges a peer on the other side.
	 * @param presentation what it presents, and whether to wait for what is not known
	 * @param host the host that was called, as far as it is known
	 * @return the peer
	 * @throws PeerRejectedException if it is refused
	 */
	VerifiedPeer judge(Presentation presentation, Supplier<@Nullable String> host) throws PeerRejectedException {
		try {
			KeyPurpose purpose = (this.side == HandshakeSide.SERVER) ? KeyPurpose.CLIENT_AUTH : KeyPurpose.SERVER_AUTH;
			long epoch = this.verifier.epoch();
			VerifiedPeer peer = Objects.requireNonNull(this.verifier.verify(presentation, purpose));
			String called = host.get();
			this.authorizer.authorize(peer, called);
			this.sessions.remember(new SessionTrust.Peer(presentation.certificates(), called),
					new SessionTrust.Verdict(peer.validUntil(), epoch));
			return peer;
		}
		catch (RuntimeException | StackOverflowError ex) {
			throw new PeerRejectedException(RejectionReason.MALFORMED_CERTIFICATE,
					"the chain cannot be processed: " + ex.getClass().getSimpleName(), null, ex);
		}
	}

	// An authorizer for callers knows nothing of host names: it must never admit a callee
	private void requireSide(KeyPurpose purpose) throws PeerRejectedException {
		HandshakeSide required = (purpose == KeyPurpose.CLIENT_AUTH) ? HandshakeSide.SERVER : HandshakeSide.CLIENT;
		if (this.side != required) {
			throw new PeerRejectedException(RejectionReason.PURPOSE_NOT_ALLOWED,
					"required: a trust manager for the " + required + " side, used: one for the " + this.side + " side",
					null);
		}
	}

	@Override
	public X509Certificate[] getAcceptedIssuers() {
		return this.anchors.toArray(new X509Certificate[0]);
	}

}
