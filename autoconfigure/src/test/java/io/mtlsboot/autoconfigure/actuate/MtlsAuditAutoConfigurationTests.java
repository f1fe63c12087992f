package io.mtlsboot.autoconfigure.actuate;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.mtlsboot.autoconfigure.HandshakeFailures;
import io.mtlsboot.autoconfigure.MaterialSources;
import io.mtlsboot.autoconfigure.MtlsAutoConfiguration;
import io.mtlsboot.autoconfigure.MtlsLogAutoConfiguration;
import io.mtlsboot.handshake.FailureGroupListener;
import io.mtlsboot.handshake.HandshakeJournal;
import io.mtlsboot.identity.IdentityExtractor;
import io.mtlsboot.identity.IdentityType;
import io.mtlsboot.trust.RejectionReason;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class MtlsAuditAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, MtlsAutoConfiguration.class,
				MtlsLogAutoConfiguration.class, MtlsAuditAutoConfiguration.class))
		.withBean(MaterialSources.class, Materials::current);

	@Test
	void verifyWhenGroupFailsThenPublishesOneEventAMinute() {
		List<AuditEvent> events = new ArrayList<>();
		HandshakeJournal journal = journal(events);
		for (int i = 0; i < 100; i++) {
			journal.onFailure(ExpiredCaller.failure());
		}
		journal.onFailure(ExpiredCaller.at(ExpiredCaller.NOW.plus(Duration.ofMinutes(1))));
		assertThat(events).hasSize(2).extracting((event) -> event.getData().get("count")).containsExactly(1L, 100L);
		assertThat(events.get(0)).satisfies((event) -> {
			assertThat(event.getType()).isEqualTo("MTLS_REFUSED");
			assertThat(event.getTimestamp()).isEqualTo(ExpiredCaller.NOW);
			assertThat(event.getPrincipal()).isEqualTo("spiffe://shop.example/batch/nightly");
			assertThat(event.getData()).containsEntry("kind", "handshake")
				.containsEntry("side", "server")
				.containsEntry("reason", "EXPIRED")
				.containsEntry("peer", "spiffe://shop.example/batch/nightly")
				.containsEntry("address", "10.1.2.7")
				.containsEntry("serverName", "orders.shop.example")
				.containsEntry("subject", "CN=nightly")
				.containsKeys("detail", "remedy", "issuer", "serial", "fingerprint");
		});
	}

	@Test
	void nameThatAStrangerWroteIsNobodysAuditTrail() {
		List<AuditEvent> events = new ArrayList<>();
		journal(events).onFailure(HandshakeFailures.of(RejectionReason.ISSUER_UNKNOWN)
			.presented(Materials.orders().certificate())
			.at(ExpiredCaller.NOW));
		assertThat(events).singleElement().satisfies((event) -> {
			assertThat(event.getPrincipal()).isEqualTo("192.0.2.1");
			assertThat(event.getData()).containsEntry("peer", "spiffe://shop.example/orders");
		});
	}

	@Test
	void scannerThatLeavesNoNameLeavesNoEvent() {
		List<AuditEvent> events = new ArrayList<>();
		journal(events).onFailure(HandshakeFailures.of(RejectionReason.CONNECTION_CLOSED).at(ExpiredCaller.NOW));
		assertThat(events).isEmpty();
	}

	@Test
	void verifyWhenActuatorIsThereThenListensToTheJournal() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(AuditedFailures.class)
			.hasSingleBean(HandshakeJournal.class));
	}

	@Test
	void verifyWhenActuatorIsAbsentThenIsAbsent() {
		this.runner.withClassLoader(new FilteredClassLoader(AuditApplicationEvent.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("mtlsAuditedFailures"));
	}

	@Test
	void verifyWhenAuditOrMtlsIsOffThenIsAbsent() {
		for (String off : List.of("management.auditevents.enabled=false", "mtls.enabled=false")) {
			this.runner.withPropertyValues(off)
				.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(AuditedFailures.class));
		}
	}

	@Test
	void verifyWhenUserHasOneThenUsersWins() {
		this.runner.withBean("mtlsAuditedFailures", FailureGroupListener.class, () -> (group, more) -> {
		}).run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(AuditedFailures.class));
	}

	private static HandshakeJournal journal(List<AuditEvent> events) {
		AuditedFailures audited = new AuditedFailures(
				(event) -> events.add(((AuditApplicationEvent) event).getAuditEvent()), Runnable::run);
		return new HandshakeJournal(Clock.systemUTC(), IdentityExtractor.inOrder(List.of(IdentityType.values())),
				List.of(audited));
	}

}
