package io.mtlsboot.autoconfigure.security;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import io.mtlsboot.autoconfigure.MtlsListeners;
import io.mtlsboot.autoconfigure.MtlsProperties;
import io.mtlsboot.identity.CommonNameIdentity;
import io.mtlsboot.identity.IdentityExtractor;
import io.mtlsboot.identity.IdentityType;
import io.mtlsboot.identity.WorkloadIdentity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.security.core.authority.AuthorityUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WorkloadPrincipals}.
 */
@ExtendWith(OutputCaptureExtension.class)
class WorkloadPrincipalsTests {

	private final MtlsListeners listeners = new MtlsListeners();

	private final MovableClock clock = new MovableClock();

	private final AtomicInteger extractions = new AtomicInteger();

	private final AtomicInteger mappings = new AtomicInteger();

	private final IdentityExtractor identities = IdentityExtractor.inOrder(List.of(IdentityType.SPIFFE_ID));

	private final WorkloadPrincipals principals = principals(this::extract, (identity, certificate) -> {
		this.mappings.incrementAndGet();
		return AuthorityUtils.createAuthorityList("ROLE_a");
	});

	@Test
	void verifyWhenManyRequestsThenIdentityAndAuthoritiesAreFoundOnce() {
		X509Certificate certificate = Callers.web();
		WorkloadPrincipal first = this.principals.find(List.of(certificate));
		for (int i = 0; i < 100; i++) {
			assertThat(this.principals.find(List.of(certificate))).isSameAs(first);
		}
		assertThat(this.extractions).hasValue(1);
		assertThat(this.mappings).hasValue(1);
	}

	@Test
	void verifyWhenManyRequestsOfNobodyThenExtractedAndLoggedOnce(CapturedOutput output) {
		X509Certificate certificate = Callers.nobody();
		for (int i = 0; i < 100; i++) {
			assertThat(this.principals.find(List.of(certificate))).isNull();
		}
		assertThat(this.extractions).hasValue(1);
		assertThat(this.mappings).hasValue(0);
		assertThat(output.getAll().lines().filter((line) -> line.contains("A verified caller is nobody"))).hasSize(1);
	}

	@Test
	void verifyWhenNoCertificateThenNobody() {
		assertThat(this.principals.find(List.of())).isNull();
	}

	@Test
	void verifyWhenExtractorThrowsThenNobodyAndOneSafeLine(CapturedOutput output) {
		WorkloadPrincipals failing = principals((leaf) -> {
			throw new IllegalStateException("hostile\nname");
		}, (identity, certificate) -> List.of());
		assertThat(failing.find(List.of(Callers.web()))).isNull();
		assertThat(output).contains("hostile\\u000Aname").doesNotContain("hostile\nname");
	}

	@Test
	void verifyWhenMapperThrowsOnceThenNobodyOnce() {
		WorkloadPrincipals failing = principals(this.identities, (identity, certificate) -> {
			if (this.mappings.incrementAndGet() == 1) {
				throw new IllegalStateException("not yet");
			}
			return List.of();
		});
		X509Certificate certificate = Callers.web();
		assertThat(failing.find(List.of(certificate))).isNull();
		assertThat(failing.find(List.of(certificate))).isNotNull();
	}

	@Test
	void verifyWhenSubjectAlternativeNamesAreMalformedThenNobodyEvenForOwnExtractor() {
		WorkloadPrincipals believing = principals((leaf) -> Optional.of(new CommonNameIdentity("web")),
				(identity, certificate) -> List.of());
		X509Certificate malformed = Callers
			.certificate((leaf) -> leaf.subject("CN=web").extension("2.5.29.17", false, new byte[] { 0x30, 0x7F }));
		assertThat(believing.find(List.of(malformed))).isNull();
	}

	@Test
	void rolesFollowTheBundleThatVouchesForTheSameCertificate() {
		AtomicReference<Set<String>> vouching = new AtomicReference<>(Set.of("ours"));
		WorkloadPrincipals tied = new WorkloadPrincipals(this.identities, PrincipalNames.of(List.of()),
				WorkloadAuthoritiesMapper.roles(Map.of("a", List.of(Callers.WEB + " via ours")), Set.of("ours")),
				(presented) -> vouching.get(), this.listeners, this.clock);
		List<X509Certificate> presented = List.of(Callers.web());
		assertThat(tied.find(presented).getAuthorities()).hasSize(1);
		vouching.set(Set.of("partner"));
		assertThat(tied.find(presented).getAuthorities()).isEmpty();
		vouching.set(Set.of());
		assertThat(tied.find(presented).getAuthorities()).isEmpty();
		vouching.set(Set.of("ours", "partner"));
		assertThat(tied.find(presented).getAuthorities()).hasSize(1);
	}

	@Test
	void verifyWhenNoRuleNamesTheCallerThenNobodyAndIdentityStaysOtherwise(CapturedOutput output) {
		WorkloadPrincipals named = new WorkloadPrincipals(this.identities,
				PrincipalNames.of(List.of("RULE:.*\\/(web)/$1/U")), (identity, certificate) -> List.of(),
				VouchingBundles.NONE, this.listeners, this.clock);
		WorkloadPrincipal web = named.find(List.of(Callers.web()));
		assertThat(web.getName()).isEqualTo(web.getUsername()).isEqualTo("WEB");
		assertThat(web.identity()).hasToString(Callers.WEB);
		assertThat(named.find(List.of(Callers.batch()))).isNull();
		assertThat(output).contains("gives a name to '" + Callers.BATCH + "'");
	}

	@Test
	void certificateThatExpiresOnAnOpenConnectionIsNobodyFromThenOn() {
		X509Certificate certificate = Callers.web();
		assertThat(this.principals.find(List.of(certificate))).isNotNull();
		this.clock.moveTo(certificate.getNotAfter().toInstant());
		assertThat(this.principals.find(List.of(certificate))).isNotNull();
		this.clock.moveTo(certificate.getNotAfter().toInstant().plusSeconds(1));
		assertThat(this.principals.find(List.of(certificate))).isNull();
	}

	@Test
	void certificateFromAPortWithTlsOfSomebodyElseIsNobody() {
		X509Certificate certificate = Callers.web();
		assertThat(this.principals.find(List.of(certificate), 8081)).isNotNull();
		this.listeners.add(new MtlsListeners.Listener("server", 8443, MtlsProperties.Mode.STRICT));
		assertThat(this.principals.find(List.of(certificate), 8443)).isNotNull();
		assertThat(this.principals.find(List.of(certificate), 8081)).isNull();
	}

	private WorkloadPrincipals principals(IdentityExtractor identities, WorkloadAuthoritiesMapper authorities) {
		return new WorkloadPrincipals(identities, PrincipalNames.of(List.of()), authorities, VouchingBundles.NONE,
				this.listeners, this.clock);
	}

	private Optional<WorkloadIdentity> extract(X509Certificate leaf) {
		this.extractions.incrementAndGet();
		return this.identities.extract(leaf);
	}

	private static final class MovableClock extends Clock {

		private Instant now = Instant.now();

		void moveTo(Instant moment) {
			this.now = moment;
		}

		@Override
		public Instant instant() {
			return this.now;
		}

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

	}

}
