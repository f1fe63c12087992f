package io.mtlsboot.autoconfigure;

import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.mtlsboot.handshake.HandshakeListener;
import io.mtlsboot.handshake.HandshakeSide;
import io.mtlsboot.identity.IdentityExtractor;
import io.mtlsboot.jsse.ClientAuthentication;
import io.mtlsboot.jsse.MtlsContext;
import io.mtlsboot.jsse.TlsEngines;
import io.mtlsboot.jsse.TlsProfile;
import io.mtlsboot.revocation.RevocationServices;
import io.mtlsboot.rotation.Generation;
import io.mtlsboot.rotation.MaterialStore;
import io.mtlsboot.rotation.RotationEvent;
import io.mtlsboot.trust.KnownIssuers;
import io.mtlsboot.trust.PeerAuthorizer;
import io.mtlsboot.trust.PeerVerifier;
import io.mtlsboot.trust.VerificationPolicy;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.SslBundle;

/**
 * The TLS contexts of the server and of the clients, over the current generation of their
 * material. There is one context for each scope and generation, so that all who share it
 * share its sessions. Safe for use by many threads.
 */
public final class MtlsContexts {

	private final Map<MaterialScope, MtlsContext> contexts = new ConcurrentHashMap<>();

	private final MtlsProperties properties;

	private final Set<MaterialScope> watched = ConcurrentHashMap.newKeySet();

	private final MtlsMaterials materials;

	private final MtlsRevocation revocation;

	private final ScopeVouching vouching;

	private final ScopeAuthorizers authorizers;

	private final EngineSelection engines;

	private final KnownIssuers known = new KnownIssuers();

	private final HandshakeListener listener;

	private final Clock clock;

	private volatile @Nullable BundleContext bundleContext;

	/**
	 * Creates contexts on demand.
	 * @param properties who is admitted, and whether revocation is checked
	 * @param materials the stores of material
	 * @param identities how the identity of a caller is found
	 * @param revocation who is asked what is revoked
	 * @param engines who speaks TLS
	 * @param listener is told of every handshake
	 * @param clock what time it is
	 * @throws MtlsConfigurationException if a pattern over callers, a callee or the names
	 * of a domain cannot be understood
	 */
	public MtlsContexts(MtlsProperties properties, MtlsMaterials materials, IdentityExtractor identities,
			MtlsRevocation revocation, EngineSelection engines, HandshakeListener listener, Clock clock) {
		this.revocation = revocation;
		this.properties = properties;
		this.materials = materials;
		this.vouching = new ScopeVouching(properties, identities);
		this.authorizers = ScopeAuthorizers.of(properties, identities);
		this.engines = engines;
		this.listener = listener;
		this.clock = clock;
		ObserveFence.require(properties.server(), clock.instant());
		// Fails here rather than in the first handshake if a value is out of range
		MaterialScope.all(properties).forEach((scope) -> ScopePolicy.of(properties, scope));
		if (properties.server().ocspStapling()) {
			ServerStapling.refuseContradiction();
		}
	}

	/**
	 * The context of the server's ports.
	 * @return the context over the current generation
	 */
	public MtlsContext server() {
		return context(MaterialScope.SERVER, HandshakeSide.SERVER, this.authorizers.callers());
	}

	/**
	 * The context of a client in {@code mtls.clients}, which verifies its callee.
	 * @param name the name of the client
	 * @return the context over the current generation
	 */
	public MtlsContext client(String name) {
		return context(MaterialScope.client(name), HandshakeSide.CLIENT, this.authorizers.callee(name));
	}

	/**
	 * The context of clients without a name, which verify the host name.
	 * @return the context over the current generation
	 */
	public MtlsContext defaultClient() {
		return context(MaterialScope.DEFAULT_CLIENT, HandshakeSide.CLIENT, PeerAuthorizer.hostName());
	}

	/**
	 * A context of a client in {@code mtls.clients} for one try: nobody else has it, and
	 * only its own listener hears of it.
	 * @param name the name of the client
	 * @param listener is told of its handshakes
	 * @return a new context over the current generation
	 */
	public MtlsContext probe(String name, HandshakeListener listener) {
		MaterialScope scope = MaterialScope.client(name);
		return create(scope, HandshakeSide.CLIENT, this.materials.store(scope).current(), this.authorizers.callee(name),
				listener);
	}

	/**
	 * A context as an SSL bundle, for whatever builds its TLS from one.
	 * @param context the context
	 * @return a bundle whose managers and context are those of the given one
	 */
	public SslBundle asSslBundle(MtlsContext context) {
		return new ContextSslBundle(context);
	}

	/**
	 * A context as the HTTP client of Reactor Netty gets it, which also takes engines
	 * that are not the JDK's.
	 * @param context the context of a client
	 * @return one that is outdated when the given one is, to be retired by itself
	 */
	public MtlsContext forReactorNetty(MtlsContext context) {
		TlsEngines selected = this.engines.selectForReactorNetty(context.generation().material().key());
		return selected.name().equals(context.engines().name()) ? context : context.with(selected);
	}

	/**
	 * The context of clients that name the published bundle, which verify the host name.
	 * @return the context over the current generation
	 */
	public MtlsContext bundle() {
		return context(MaterialScope.BUNDLE, HandshakeSide.CLIENT, PeerAuthorizer.hostName());
	}

	/**
	 * Whether a context has outlived the trust in a callee that it verified. Then the
	 * methods of this class have another one of the same generation, without sessions.
	 * @param context one of the contexts
	 * @return whether it is not to be used for another connection
	 */
	public boolean isOutdated(MtlsContext context) {
		return context.isOutdated(this.clock.instant());
	}

	/**
	 * Whether a bundle is the one that is published as {@code mtls}.
	 * @param bundle any bundle
	 * @return whether it is ours
	 */
	public static boolean isPublished(@Nullable SslBundle bundle) {
		return bundle instanceof PublishedSslBundle;
	}

	/**
	 * The trust bundles that can vouch for callers of the server.
	 * @return their names; empty if {@code mtls.trust.domains} is not set
	 */
	public Set<String> callerBundles() {
		return Set.copyOf(this.vouching.bundles(MaterialScope.SERVER).names());
	}

	/**
	 * What the published bundle is over the current generation.
	 * @return managers and a context for either side
	 */
	BundleContext bundleContext() {
		MtlsContext callees = bundle();
		BundleContext current = this.bundleContext;
		if (current == null || current.callees() != callees) {
			MtlsContext callers = create(MaterialScope.BUNDLE, HandshakeSide.SERVER, callees.generation(),
					PeerAuthorizer.anyVerifiedCaller());
			current = BundleContext.of(callees, callers);
			this.bundleContext = current;
		}
		return current;
	}

	private MtlsContext context(MaterialScope scope, HandshakeSide side, PeerAuthorizer authorizer) {
		MaterialStore store = this.materials.store(scope);
		Generation generation = store.current();
		MtlsContext current = this.contexts.get(scope);
		if (current != null && isUsable(current, generation)) {
			return current;
		}
		if (side == HandshakeSide.CLIENT && this.watched.add(scope)) {
			store.addListener((event) -> forget(scope, event));
		}
		return this.contexts.compute(scope, (key, existing) -> {
			if (existing != null && isUsable(existing, store.current())) {
				return existing;
			}
			MtlsContext next = create(scope, side, store.current(), authorizer);
			if (existing != null) {
				existing.retire();
			}
			return next;
		});
	}

	private boolean isUsable(MtlsContext context, Generation generation) {
		return context.generation().number() >= generation.number() && !isOutdated(context);
	}

	// Nobody may ask for a long time: the keys of a former generation must not wait
	private void forget(MaterialScope scope, RotationEvent event) {
		if (event instanceof RotationEvent.Rotated rotated) {
			this.contexts.computeIfPresent(scope, (key, context) -> {
				if (isUsable(context, rotated.generation())) {
					return context;
				}
				context.retire();
				return null;
			});
			if (scope.equals(MaterialScope.BUNDLE)) {
				this.bundleContext = null;
			}
		}
	}

	private MtlsContext create(MaterialScope scope, HandshakeSide side, Generation generation,
			PeerAuthorizer authorizer) {
		return create(scope, side, generation, authorizer, this.listener);
	}

	private MtlsContext create(MaterialScope scope, HandshakeSide side, Generation generation,
			PeerAuthorizer authorizer, HandshakeListener told) {
		VerificationPolicy policy = ScopePolicy.of(this.properties, scope);
		RevocationServices services = this.revocation.services(ScopeTrust.of(this.properties, scope));
		MtlsContext.Options options = new MtlsContext.Options(authentication(scope, side), TlsProfile.DEFAULT,
				this.engines.select(scope, generation.material().key()));
		this.known.add(generation.material().key().chain().certificates());
		Supplier<MtlsContext> creation = () -> MtlsContext.create(side, options, generation, (trust) -> PeerVerifier
			.pkix(trust, policy, this.vouching.of(scope, side), services, this.known, this.clock), authorizer, told);
		boolean stapling = scope.equals(MaterialScope.SERVER) && this.properties.server().ocspStapling();
		return stapling ? ServerStapling.during(creation) : creation.get();
	}

	// Invariant I1: nothing but the ports of the server is ever weakened
	private ClientAuthentication authentication(MaterialScope scope, HandshakeSide side) {
		boolean observes = scope.equals(MaterialScope.SERVER) && side == HandshakeSide.SERVER
				&& this.properties.server().observes();
		return observes ? ClientAuthentication.OBSERVED : ClientAuthentication.REQUIRED;
	}

}
