package io.mtlsboot.autoconfigure.server;

import io.mtlsboot.autoconfigure.MtlsAutoConfiguration;
import io.mtlsboot.autoconfigure.MtlsProperties;

import org.springframework.boot.actuate.autoconfigure.web.server.ConditionalOnManagementPort;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnCloudPlatform;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.boot.web.server.WebServerFactory;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of a warning on Kubernetes, whose probes have no certificate.
 */
@AutoConfiguration(after = MtlsAutoConfiguration.class)
@ConditionalOnClass({ WebServerFactory.class, ManagementPortType.class })
@ConditionalOnWebApplication
@ConditionalOnMtlsServer
@ConditionalOnCloudPlatform(CloudPlatform.KUBERNETES)
@ConditionalOnManagementPort(ManagementPortType.SAME)
public final class MtlsProbeWarningAutoConfiguration {

	@Bean
	ProbeWarning mtlsProbeWarning(MtlsProperties properties) {
		return new ProbeWarning(properties.server().mode());
	}

}
