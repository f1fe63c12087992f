package io.mtlsboot.autoconfigure;

import java.time.Clock;

import io.mtlsboot.handshake.HandshakeListener;
import io.mtlsboot.identity.IdentityExtractor;
import io.mtlsboot.jsse.PeerVerdicts;
import io.mtlsboot.rotation.RotationListener;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * Auto-configuration of the material that mutual TLS runs on and of the contexts over it.
 */
@AutoConfiguration(after = SslAutoConfiguration.class)
@ConditionalOnMtls
@EnableConfigurationProperties(MtlsProperties.class)
@Import({ MtlsEngineConfiguration.class, MtlsRotationConfiguration.class, MtlsSslBundleConfiguration.class,
		MtlsStartupConfiguration.class, MtlsReadinessConfiguration.class })
public final class MtlsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	MaterialSources mtlsMaterialSources(MtlsProperties properties, ObjectProvider<SslBundles> bundles) {
		return new PropertiesMaterialSources(properties, bundles);
	}

	@Bean
	MtlsMaterials mtlsMaterials(MaterialSources sources, ObjectProvider<RotationListener> listeners,
			MtlsProperties properties, EngineSelection engines) {
		return new MtlsMaterials((scope) -> new UsableSource(scope, sources.sourceFor(scope), engines),
				listeners.orderedStream().toList(), properties.rotation().allowIdentityChange(), Clock.systemUTC());
	}

	@Bean
	@ConditionalOnMissingBean
	IdentityExtractor mtlsIdentityExtractor(MtlsProperties properties) {
		return IdentityExtractor.inOrder(properties.security().principal());
	}

	@Bean
	MtlsRevocation mtlsRevocation(MtlsProperties properties) {
		return new MtlsRevocation(properties, Clock.systemUTC());
	}

	@Bean
	ProbeConnections mtlsProbeConnections() {
		return new ProbeConnections();
	}

	@Bean
	MtlsListeners mtlsListeners() {
		return new MtlsListeners();
	}

	@Bean
	PeerVerdicts mtlsPeerVerdicts(MtlsContexts contexts) {
		return new PeerVerdicts(contexts::server, Clock.systemUTC());
	}

	@Bean
	MtlsContexts mtlsContexts(MtlsProperties properties, MtlsMaterials materials, IdentityExtractor identities,
			MtlsRevocation revocation, EngineSelection engines, ObjectProvider<HandshakeListener> listeners,
			ProbeConnections probes) {
		return new MtlsContexts(properties, materials, identities, revocation, engines,
				probes.hiddenFrom(HandshakeListener.all(listeners.orderedStream().toList())), Clock.systemUTC());
	}

}
