package io.mtlsboot.autoconfigure;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/**
 * What is proven before the start is complete, also where beans are lazy.
 */
@Configuration(proxyBeanMethods = false)
class MtlsStartupConfiguration {

	@Bean
	@Lazy(false)
	@ConditionalOnProperty(name = "mtls.doctor", havingValue = "false", matchIfMissing = true)
	MtlsStartupCheck mtlsStartupCheck(ApplicationContext context, MtlsProperties properties, MtlsMaterials materials) {
		return new MtlsStartupCheck(context, properties, materials);
	}

}
