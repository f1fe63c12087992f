package io.mtlsboot.autoconfigure.security;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

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

	private final WorkloadPrincipals principals = new WorkloadPrincipals(this::extract, (identity, certificate) -> {
		this.mappings.incrementAndGet();
		return AuthorityUtils.createAuthorityList("ROLE_a");
	}, this.listeners, this.clock);

	@Test
	void verifyWhenManyRequestsThenIdentityAndAuthoritiesAreFoundOnce() {
		X509Certificate certificate = Callers.web();
		WorkloadPrincipal first = this.principals.find(certificate);
		for (int i = 0; i < 100; i++) {
			assertThat(this.principals.find(certificate)).isSameAs(first);
		}
		assertThat(this.extractions).hasValue(1);
		assertThat(this.mappings).hasValue(1);
	}

	@Test
	void verifyWhenManyRequestsOfNobodyThenExtractedAndLoggedOnce(CapturedOutput output) {
		X509Certificate certificate = Callers.nobody();
		for (int i = 0; i < 100; i++) {
			assertThat(this.principals.find(certificate)).isNull();
		}
		assertThat(this.extractions).hasValue(1);
		assertThat(this.mappings).hasValue(0);
		assertThat(output.getAll().lines().filter((line) -> line.contains("A verified caller is nobody"))).hasSize(1);
	}

	@Test
	void verifyWhenNoCertificateThenNobody() {
		assertThat(this.principals.find(null)).isNull();
	}

	@Test
	void verifyWhenExtractorThrowsThenNobodyAndOneSafeLine(CapturedOutput output) {
		WorkloadPrincipals failing = new WorkloadPrincipals((leaf) -> {
			throw new IllegalStateException("hostile\nname");
		}, (identity, certificate) -> List.of(), this.listeners, this.clock);
		assertThat(failing.find(Callers.web())).isNull();
		assertThat(output).contains("hostile\\u000Aname").doesNotContain("hostile\nname");
	}

	@Test
	void verifyWhenMapperThrowsOnceThenNobodyOnce() {
		WorkloadPrincipals failing = new WorkloadPrincipals(this.identities, (identity, certificate) -> {
			if (this.mappings.incrementAndGet() == 1) {
				throw new IllegalStateException("not yet");
			}
			return List.of();
		}, this.listeners, this.clock);
		X509Certificate certificate = Callers.web();
		assertThat(failing.find(certificate)).isNull();
		assertThat(failing.find(certificate)).isNotNull();
	}

	@Test
	void verifyWhenSubjectAlternativeNamesAreMalformedThenNobodyEvenForOwnExtractor() {
		WorkloadPrincipals believing = new WorkloadPrincipals((leaf) -> Optional.of(new CommonNameIdentity("web")),
				(identity, certificate) -> List.of(), this.listeners, this.clock);
		X509Certificate malformed = Callers
			.certificate((leaf) -> leaf.subject("CN=web").extension("2.5.29.17", false, new byte[] { 0x30, 0x7F }));
		assertThat(believing.find(malformed)).isNull();
	}

	@Test
	void certificateThatExpiresOnAnOpenConnectionIsNobodyFromThenOn() {
		X509Certificate certificate = Callers.web();
		assertThat(this.principals.find(certificate)).isNotNull();
		this.clock.moveTo(certificate.getNotAfter().toInstant());
		assertThat(this.principals.find(certificate)).isNotNull();
		this.clock.moveTo(certificate.getNotAfter().toInstant().plusSeconds(1));
		assertThat(this.principals.find(certificate)).isNull();
	}

	@Test
	void certificateFromAPortWithTlsOfSomebodyElseIsNobody() {
		X509Certificate certificate = Callers.web();
		assertThat(this.principals.find(certificate, 8081)).isNotNull();
		this.listeners.add(new MtlsListeners.Listener("server", 8443, MtlsProperties.Mode.STRICT));
		assertThat(this.principals.find(certificate, 8443)).isNotNull();
		assertThat(this.principals.find(certificate, 8081)).isNull();
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
