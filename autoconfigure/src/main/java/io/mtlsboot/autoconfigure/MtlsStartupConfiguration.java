package io.mtlsboot.autoconfigure;

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
	MtlsStartupCheck mtlsStartupCheck(ApplicationContext context, MtlsProperties properties, MtlsMaterials materials) {
		return new MtlsStartupCheck(context, properties, materials);
	}

}
