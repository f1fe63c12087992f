package io.mtlsboot.autoconfigure;

import java.time.Clock;

import io.mtlsboot.handshake.FailureGroupListener;
import io.mtlsboot.handshake.HandshakeJournal;
import io.mtlsboot.identity.IdentityExtractor;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the journal of refusals, and of the log lines of refusals and
 * rotations.
 */
@AutoConfiguration(before = MtlsAutoConfiguration.class)
@ConditionalOnMtls
public final class MtlsLogAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	HandshakeJournal mtlsHandshakeJournal(IdentityExtractor identities,
			ObjectProvider<FailureGroupListener> listeners) {
		return new HandshakeJournal(Clock.systemUTC(), identities, listeners.orderedStream().toList());
	}

	@Bean
	HandshakeLog mtlsHandshakeLog() {
		return new HandshakeLog();
	}

	@Bean
	RotationLog mtlsRotationLog() {
		return new RotationLog();
	}

}
