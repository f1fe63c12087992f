package io.mtlsboot.autoconfigure;

import java.time.Clock;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the log lines of rotations and refused handshakes.
 */
@AutoConfiguration(before = MtlsAutoConfiguration.class)
@ConditionalOnMtls
public final class MtlsLogAutoConfiguration {

	@Bean
	HandshakeLog mtlsHandshakeLog() {
		return new HandshakeLog(Clock.systemUTC());
	}

	@Bean
	RotationLog mtlsRotationLog() {
		return new RotationLog();
	}

}
