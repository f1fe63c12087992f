package io.mtlsboot.autoconfigure;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/**
 * What replaces material while the application runs, also where beans are lazy.
 */
@Configuration(proxyBeanMethods = false)
class MtlsRotationConfiguration {

	@Bean
	@Lazy(false)
	MtlsRotation mtlsRotation(MtlsProperties properties, MtlsMaterials materials) {
		return new MtlsRotation(properties.rotation(), materials);
	}

	@Bean
	RotationEventPublisher mtlsRotationEventPublisher(ApplicationEventPublisher publisher) {
		return new RotationEventPublisher(publisher);
	}

}
