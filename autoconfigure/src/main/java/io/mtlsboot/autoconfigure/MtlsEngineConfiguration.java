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
	EngineSelection mtlsEngineSelection(MtlsProperties properties, ObjectProvider<NativeEngines> boringSsl) {
		return new EngineSelection(properties.tls(), boringSsl.getIfAvailable(), properties.server().ocspStapling());
	}

}
