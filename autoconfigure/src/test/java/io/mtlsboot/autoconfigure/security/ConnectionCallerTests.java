package io.mtlsboot.autoconfigure.security;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import io.mtlsboot.autoconfigure.AdjustableClock;
import io.mtlsboot.autoconfigure.ConnectionCaller;
import io.mtlsboot.autoconfigure.MtlsListeners;
import io.mtlsboot.autoconfigure.WatchedCertificate;
import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.handshake.HandshakeListener;
import io.mtlsboot.handshake.HandshakeSide;
import io.mtlsboot.identity.IdentityExtractor;
import io.mtlsboot.identity.IdentityType;
import io.mtlsboot.identity.WorkloadIdentity;
import io.mtlsboot.jsse.MtlsContext;
import io.mtlsboot.jsse.PeerVerdicts;
import io.mtlsboot.jsse.TlsProfile;
import io.mtlsboot.material.KeyMaterial;
import io.mtlsboot.material.TlsMaterial;
import io.mtlsboot.material.TrustMaterial;
import io.mtlsboot.rotation.Generation;
import io.mtlsboot.trust.PeerAuthorizer;
import io.mtlsboot.trust.PeerVerifier;
import io.mtlsboot.trust.VerificationPolicy;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.test.web.servlet.MockMvc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

/**
 * Tests for what a connection remembers of its caller: everything that does not change,
 * and nothing for too long.
 */
class ConnectionCallerTests {

	private static final DevCa CA = DevCa.create("shop.example");

	private static final IssuedCertificate SERVER = CA.issue((leaf) -> leaf.dns("localhost"));

	private static final IssuedCertificate WEB = CA.issue((leaf) -> leaf.spiffeId(Callers.WEB));

	private final AdjustableClock clock = new AdjustableClock(Instant.now());

	private final AtomicInteger mappings = new AtomicInteger();

	private MtlsContext context = context(1, "ours");

	private final PeerVerdicts verdicts = new PeerVerdicts(() -> this.context, this.clock);

	private final WatchedCertificate certificate = new WatchedCertificate(WEB.certificate());

	private final ConnectionCaller caller = new ConnectionCaller(this.verdicts.follow(List.of(this.certificate)));

	@Test
	void verifyWhenNextRequestThenNothingIsDoneToTheCertificate() {
		WorkloadPrincipals principals = principals();
		WorkloadPrincipal first = principals.find(this.caller);
		assertThat(first.getName()).isEqualTo(Callers.WEB);
		assertThat(this.certificate.touched()).isNotEmpty();
		this.certificate.touched().clear();
		for (int i = 0; i < 10; i++) {
			assertThat(this.caller.judge().isTrusted()).isTrue();
			assertThat(principals.find(this.caller)).isSameAs(first);
		}
		assertThat(this.certificate.touched()).isEmpty();
	}

	@Test
	void verifyWhenNextRequestThroughAllFiltersThenNothingIsDoneToTheCertificate() {
		verifyUntouched(ServletApplication.runner());
	}

	@Test
	void verifyWhenNextRequestThroughChainOfUserThenNothingIsDoneToTheCertificate() {
		verifyUntouched(
				ServletApplication.runner().withUserConfiguration(MtlsSecurityAutoConfigurationTests.UserChain.class));
	}

	private void verifyUntouched(WebApplicationContextRunner runner) {
		runner.withUserConfiguration(ServletApplication.Orders.class).run((context) -> {
			MockMvc mvc = ServletApplication.mockMvc(context);
			for (int i = 0; i < 3; i++) {
				this.certificate.touched().clear();
				mvc.perform(get("/orders").requestAttr(ConnectionCaller.ATTRIBUTE, this.caller))
					.andExpect(status().isOk())
					.andExpect(content().string("read by " + Callers.WEB));
			}
			assertThat(this.certificate.touched()).isEmpty();
		});
	}

	@Test
	void rolesFollowTheBundleThatVouchesAfterARotation() {
		WorkloadPrincipals principals = principals();
		assertThat(principals.find(this.caller).getAuthorities()).extracting(GrantedAuthority::getAuthority)
			.containsExactly("ROLE_a");
		this.context = context(2, "partner");
		assertThat(principals.find(this.caller).getAuthorities()).isEmpty();
		this.context = context(3, "ours");
		assertThat(principals.find(this.caller).getAuthorities()).hasSize(1);
	}

	@Test
	void certificateThatExpiresOnAKeptConnectionIsNobodyFromThenOn() {
		WorkloadPrincipals principals = principals();
		Instant notAfter = WEB.certificate().getNotAfter().toInstant();
		assertThat(principals.find(this.caller)).isNotNull();
		pass(notAfter.plusMillis(999));
		assertThat(principals.find(this.caller)).isNotNull();
		pass(notAfter.plusSeconds(1));
		assertThat(principals.find(this.caller)).isNull();
		assertThat(this.caller.judge().isTrusted()).isFalse();
	}

	@Test
	void verifyWhenTwoConnectionsHaveEqualCertificatesThenOnePrincipalAndTwoMemories() {
		WorkloadPrincipals principals = principals();
		ConnectionCaller other = new ConnectionCaller(
				this.verdicts.follow(List.of(new WatchedCertificate(WEB.certificate()))));
		assertThat(principals.find(other)).isSameAs(principals.find(this.caller));
		assertThat(this.mappings).hasValue(1);
		assertThat(other.attachment()).isNotSameAs(this.caller.attachment());
	}

	@Test
	void verifyWhenSomebodyElseHasAttachedSomethingThenFoundAnew() {
		WorkloadPrincipals principals = principals();
		this.caller.attach("theirs");
		assertThat(principals.find(this.caller)).isNotNull();
		WorkloadPrincipals others = new WorkloadPrincipals((leaf) -> Optional.empty(), PrincipalNames.of(List.of()),
				(identity, leaf) -> List.of(), VouchingBundles.NONE, new MtlsListeners(), Clock.systemUTC());
		assertThat(others.find(this.caller)).isNull();
		assertThat(principals.find(this.caller)).isNotNull();
	}

	@Test
	void verifyWhenNothingIsPresentedThenNobody() {
		assertThat(principals().find(new ConnectionCaller(this.verdicts.follow(List.of())))).isNull();
	}

	private void pass(Instant until) {
		this.clock.pass(Duration.between(this.clock.instant(), until));
	}

	private WorkloadPrincipals principals() {
		WorkloadAuthoritiesMapper roles = WorkloadAuthoritiesMapper
			.roles(Map.of("a", List.of(Callers.WEB + " via ours")), Set.of("ours", "partner"));
		WorkloadAuthoritiesMapper counting = new WorkloadAuthoritiesMapper() {

			@Override
			public Collection<? extends GrantedAuthority> authorities(WorkloadIdentity identity, X509Certificate leaf) {
				return authorities(identity, leaf, Set.of());
			}

			@Override
			public Collection<? extends GrantedAuthority> authorities(WorkloadIdentity identity, X509Certificate leaf,
					Set<String> bundles) {
				ConnectionCallerTests.this.mappings.incrementAndGet();
				return roles.authorities(identity, leaf, bundles);
			}

		};
		return new WorkloadPrincipals(IdentityExtractor.inOrder(List.of(IdentityType.SPIFFE_ID)),
				PrincipalNames.of(List.of()), counting, (presented) -> this.verdicts.judge(presented).bundles(),
				new MtlsListeners(), this.clock);
	}

	private MtlsContext context(long number, String bundle) {
		TrustMaterial trust = TrustMaterial.of(List.of(CA.rootCertificate()), "test");
		TlsMaterial material = new TlsMaterial(KeyMaterial.of(SERVER.privateKey(), SERVER.chain(), "test"),
				trust.withBundles(Map.of(bundle, trust.anchors())));
		return MtlsContext.create(HandshakeSide.SERVER, new Generation(number, material, Instant.EPOCH),
				(anchors) -> PeerVerifier.pkix(anchors, VerificationPolicy.DEFAULT, this.clock),
				PeerAuthorizer.anyVerifiedCaller(), TlsProfile.DEFAULT, new HandshakeListener() {
				});
	}

}
