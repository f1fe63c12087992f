package io.mtlsboot.autoconfigure;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The SSL bundle that our material is published as.
 */
@Configuration(proxyBeanMethods = false)
class MtlsSslBundleConfiguration {

	@Bean
	MtlsSslBundleRegistrar mtlsSslBundleRegistrar(ObjectProvider<MtlsMaterials> materials,
			ObjectProvider<MtlsContexts> contexts) {
		return new MtlsSslBundleRegistrar(new PublishedSslBundle(materials, contexts));
	}

}
