package io.mtlsboot.autoconfigure;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Who speaks TLS.
 */
@Configuration(proxyBeanMethods = false)
class MtlsEngineConfiguration {

	@Bean
	JdkTls mtlsJdkTls(MtlsProperties properties) {
		return JdkTls.with(properties.tls().cryptoProvider());
	}

	@Bean
	EngineSelection mtlsEngineSelection(MtlsProperties properties, JdkTls jdk,
			ObjectProvider<NativeEngines> boringSsl) {
		return new EngineSelection(properties.tls(), jdk.engines(), boringSsl.getIfAvailable(),
				properties.server().ocspStapling());
	}

}
