package io.mtlsboot.autoconfigure.actuate;

import io.mtlsboot.autoconfigure.ConditionalOnMtls;
import io.mtlsboot.autoconfigure.MtlsLogAutoConfiguration;
import io.mtlsboot.handshake.HandshakeJournal;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the section {@code failures} of the {@code mtls} endpoint.
 */
@AutoConfiguration(after = MtlsLogAutoConfiguration.class)
@ConditionalOnMtls
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnBean(HandshakeJournal.class)
@ConditionalOnAvailableEndpoint(MtlsEndpoint.class)
public final class MtlsFailuresAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	FailuresSection mtlsFailuresSection(HandshakeJournal journal) {
		return new FailuresSection(journal);
	}

}
