package io.mtlsboot.jsse;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

import javax.net.ssl.SSLContext;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

import io.mtlsboot.handshake.HandshakeListener;
import io.mtlsboot.handshake.HandshakeSide;
import io.mtlsboot.material.KeyMaterial;
import io.mtlsboot.material.TrustMaterial;
import io.mtlsboot.rotation.Generation;
import io.mtlsboot.trust.PeerAuthorizer;
import io.mtlsboot.trust.PeerRejectedException;
import io.mtlsboot.trust.PeerVerifier;
import io.mtlsboot.trust.Presentation;
import io.mtlsboot.trust.VerifiedPeer;
import org.jspecify.annotations.Nullable;

/**
 * An {@link SSLContext} over one generation of material.
 * <p>
 * It presents our identity, verifies and authorizes every peer and tells listeners of
 * every handshake. On the server side a client certificate is required, unless the
 * context was created to observe: no setting of an engine can turn that off. Material is
 * never swapped inside; the next generation is another context. Immutable and safe for
 * use by many threads.
 */
public final class MtlsContext {

	private final Generation generation;

	private final Options options;

	private final GenerationKeyManager keyManager;

	private final VerifyingTrustManager trustManager;

	private final HandshakeObservation.Watch watch;

	private final SSLContext engines;

	private final MtlsSslContext sslContext;

	private MtlsContext(Generation generation, Options options, VerifyingTrustManager trustManager,
			HandshakeObservation.Watch watch) {
		KeyMaterial key = generation.material().key();
		TlsEngines speaker = options.engines();
		this.generation = generation;
		this.options = options;
		this.trustManager = trustManager;
		this.keyManager = new GenerationKeyManager(key, speaker.crypto());
		this.watch = watch.with(speaker.crypto());
		HandshakeSide side = trustManager.side();
		this.engines = contextOf(speaker, new TlsEngines.Settings(side, options.authentication(), options.profile(),
				key, this.keyManager, trustManager));
		this.sslContext = new MtlsSslContext(this.engines,
				new TlsGuard(side, options.authentication(), options.profile(), trustManager), this.watch);
		// Fails here rather than in the first handshake if nothing of the profile is left
		this.sslContext.getSupportedSSLParameters();
	}

	/**
	 * Creates the context of one generation.
	 * @param side the side of the connections that the context is for; peers must present
	 * certificates for the other
	 * @param generation the material
	 * @param verifier makes the verifier of peers for the generation's trust material
	 * @param authorizer which verified peers are admitted
	 * @param profile versions and cipher suites
	 * @param listener is told of every handshake
	 * @return the context
	 * @throws IllegalArgumentException if this JDK speaks none of the profile's versions
	 * or cipher suites
	 */
	public static MtlsContext create(HandshakeSide side, Generation generation,
			Function<TrustMaterial, PeerVerifier> verifier, PeerAuthorizer authorizer, TlsProfile profile,
			HandshakeListener listener) {
		return create(side, Options.of(profile), generation, verifier, authorizer, listener);
	}

	/**
	 * Creates the context of one generation.
	 * @param side the side of the connections that the context is for
	 * @param options how it speaks TLS; on the client side callees are always verified
	 * @param generation the material
	 * @param verifier makes the verifier of peers for the generation's trust material
	 * @param authorizer which verified peers are admitted
	 * @param listener is told of every handshake
	 * @return the context
	 * @throws IllegalArgumentException if the client side is to be weakened, or if the
	 * engines speak none of the profile's versions or cipher suites
	 */
	public static MtlsContext create(HandshakeSide side, Options options, Generation generation,
			Function<TrustMaterial, PeerVerifier> verifier, PeerAuthorizer authorizer, HandshakeListener listener) {
		return create(side, options, generation, verifier, authorizer, new HandshakeObservation.Watch(
				HandshakeListener.all(List.of(listener)), Clock.systemUTC(), System::nanoTime));
	}

	static MtlsContext create(HandshakeSide side, Generation generation, Function<TrustMaterial, PeerVerifier> verifier,
			PeerAuthorizer authorizer, TlsProfile profile, HandshakeObservation.Watch watch) {
		return create(side, Options.of(profile), generation, verifier, authorizer, watch);
	}

	static MtlsContext create(HandshakeSide side, Options options, Generation generation,
			Function<TrustMaterial, PeerVerifier> verifier, PeerAuthorizer authorizer,
			HandshakeObservation.Watch watch) {
		ClientAuthentication authentication = options.authentication();
		if (side == HandshakeSide.CLIENT && authentication != ClientAuthentication.REQUIRED) {
			throw new IllegalArgumentException("Unable to create a context for the client side with '" + authentication
					+ "': a callee is always verified");
		}
		TrustMaterial trust = generation.material().trust();
		return new MtlsContext(generation, options, new VerifyingTrustManager(side, authentication,
				verifier.apply(trust), authorizer, trust.anchors(), watch.clock()), watch);
	}

	/**
	 * The same context with other engines: the same generation, and one judgement of
	 * peers, so that either context is outdated when the other one is. Sessions are those
	 * of its own engines.
	 * @param engines who speaks TLS
	 * @return another context, to be {@linkplain #retire() retired} by itself
	 * @throws IllegalArgumentException if the engines speak none of the profile's
	 * versions or cipher suites
	 */
	public MtlsContext with(TlsEngines engines) {
		return new MtlsContext(this.generation,
				new Options(this.options.authentication(), this.options.profile(), engines), this.trustManager,
				this.watch);
	}

	private static SSLContext contextOf(TlsEngines engines, TlsEngines.Settings settings) {
		try {
			return engines.contextFor(settings);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(
					"Unable to create an SSL context: the TLS of '" + engines.name() + "' is not available", ex);
		}
	}

	/**
	 * The context for whatever takes one. Its engines and sockets have the profile's
	 * versions and cipher suites, tell the listener and cannot be weakened.
	 * @return the context
	 */
	public SSLContext sslContext() {
		return this.sslContext;
	}

	/**
	 * The key manager of the context.
	 * @return a key manager with our one identity
	 */
	public X509ExtendedKeyManager keyManager() {
		return this.keyManager;
	}

	/**
	 * The trust manager of the context.
	 * @return a trust manager that verifies and authorizes
	 */
	public X509ExtendedTrustManager trustManager() {
		return this.trustManager;
	}

	/**
	 * Judges a peer as a handshake of this context would, without one: whether a live
	 * connection, which may be older than this generation, is still one that we want.
	 * Blocks no longer than path building takes: what has to be fetched counts as not
	 * known until it is there.
	 * @param presented the certificates that the peer presented, leaf first
	 * @param host the host that was called, or {@code null} if it is not known or we are
	 * the server
	 * @return the peer, with the moment until which this verdict holds
	 * @throws PeerRejectedException if the peer is refused, with the reason
	 */
	public VerifiedPeer judge(List<X509Certificate> presented, @Nullable String host) throws PeerRejectedException {
		return this.trustManager.judge(new Presentation(presented, List.of(), false), () -> host);
	}

	/**
	 * How often something became known that may contradict an earlier judgement, such as
	 * that a certificate is revoked.
	 * @return a number that only grows
	 */
	public long epoch() {
		return this.trustManager.epoch();
	}

	/**
	 * Whether a handshake may wait for an answer from the network. It does so in the
	 * delegated tasks of an engine, which then belong on another thread than the one that
	 * serves many connections.
	 * @return {@code false} if handshakes only compute
	 */
	public boolean mayWait() {
		return this.trustManager.mayWait();
	}

	/**
	 * Whether a callee that a handshake of this context verified is not believed any
	 * more: its certificate has expired since or is revoked. Then the context is not to
	 * be used for another connection, since its sessions would be resumed without a look
	 * at the certificate; one of the same generation takes its place. Never so on the
	 * server side. Blocks no longer than to judge these callees again takes, and only
	 * when something may have changed.
	 * @param now what time it is
	 * @return whether the context has outlived the trust in one of its peers
	 */
	public boolean isOutdated(Instant now) {
		return this.trustManager.hasLostACallee(now);
	}

	/**
	 * The generation of material that the context was made of.
	 * @return the generation
	 */
	public Generation generation() {
		return this.generation;
	}

	/**
	 * The versions and cipher suites of the context.
	 * @return the profile
	 */
	public TlsProfile profile() {
		return this.options.profile();
	}

	/**
	 * Who speaks TLS.
	 * @return where engines come from
	 */
	public TlsEngines engines() {
		return this.options.engines();
	}

	/**
	 * Says that another context takes the place of this one. What it holds outside the
	 * heap ends with its last connection, instead of when the garbage collector gets to
	 * it. Whoever still has the context may go on using it.
	 */
	public void retire() {
		if (this.engines instanceof NativeResources held) {
			held.release();
		}
	}

	/**
	 * How a context speaks TLS.
	 *
	 * @param authentication what the server side asks of callers
	 * @param profile versions and cipher suites
	 * @param engines who speaks it
	 */
	public record Options(ClientAuthentication authentication, TlsProfile profile, TlsEngines engines) {

		/**
		 * The safe ones.
		 * @param profile versions and cipher suites
		 * @return with the engines of the JDK, for peers that are all verified
		 */
		public static Options of(TlsProfile profile) {
			return new Options(ClientAuthentication.REQUIRED, profile, TlsEngines.jdk());
		}

	}

}
