package io.mtlsboot.autoconfigure.boringssl;

import io.mtlsboot.autoconfigure.ConditionalOnMtls;
import io.mtlsboot.autoconfigure.MtlsAutoConfiguration;
import io.netty.handler.ssl.OpenSsl;
import io.netty.internal.tcnative.SSL;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the engines of BoringSSL, where they are on the class path. The
 * property {@code mtls.tls.engine} says whether they are used.
 */
@AutoConfiguration(before = MtlsAutoConfiguration.class)
@ConditionalOnMtls
@ConditionalOnClass({ OpenSsl.class, SSL.class })
public final class MtlsBoringSslAutoConfiguration {

	@Bean
	BoringSslEngines mtlsBoringSslEngines() {
		return new BoringSslEngines();
	}

}
