package io.mtlsboot.autoconfigure.proof;

import io.mtlsboot.autoconfigure.ConditionalOnMtls;
import io.mtlsboot.autoconfigure.MtlsAutoConfiguration;
import io.mtlsboot.autoconfigure.MtlsContexts;
import io.mtlsboot.autoconfigure.MtlsListeners;
import io.mtlsboot.autoconfigure.MtlsMaterials;
import io.mtlsboot.autoconfigure.ProbeConnections;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration of the proof that the ports of the application are safe.
 */
@AutoConfiguration(after = MtlsAutoConfiguration.class)
@ConditionalOnMtls
@ConditionalOnClass(WebServerInitializedEvent.class)
@ConditionalOnWebApplication
@ConditionalOnBooleanProperty(name = { "mtls.server.enabled", "mtls.self-proof.enabled" }, matchIfMissing = true)
public final class MtlsSelfProofAutoConfiguration {

	@Bean
	SelfProof mtlsSelfProof(MtlsListeners listeners, MtlsContexts contexts, MtlsMaterials materials,
			ProbeConnections connections, Environment environment) {
		return new SelfProof(listeners, contexts, materials, new PortAddresses(environment, connections));
	}

}
