package io.mtlsboot.autoconfigure.client;

import io.mtlsboot.autoconfigure.ConditionalOnMtls;
import io.mtlsboot.autoconfigure.MtlsAutoConfiguration;
import io.mtlsboot.autoconfigure.MtlsProperties;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/**
 * Auto-configuration that reads {@code mtls.clients} and refuses what makes no sense,
 * whether or not the application has a web server.
 */
@AutoConfiguration(after = MtlsAutoConfiguration.class)
@ConditionalOnMtls
@ConditionalOnClass(HttpClientSettings.class)
public final class MtlsClientsAutoConfiguration {

	@Bean
	@Lazy(false)
	MtlsClients mtlsClients(MtlsProperties properties) {
		return new MtlsClients(properties);
	}

}
