package io.mtlsboot.autoconfigure;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.mtlsboot.identity.IdentityType;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The {@code mtls.*} properties.
 *
 * @param enabled whether mutual TLS is switched on; when it is and nothing is configured,
 * the application refuses to start
 * @param identity who we are
 * @param trust whom we believe
 * @param server who may call us
 * @param clients whom we call, by the name of the client
 * @param http the connections of clients that have no settings of their own
 * @param security what a caller may do
 * @param devCa a private CA for laptops and tests
 */
@ConfigurationProperties("mtls")
public record MtlsProperties(@DefaultValue("true") boolean enabled,
		@NestedConfigurationProperty @DefaultValue IdentityProperties identity,
		@NestedConfigurationProperty @DefaultValue TrustProperties trust, @DefaultValue Server server,
		@DefaultValue Map<String, Client> clients, @NestedConfigurationProperty @DefaultValue ConnectionProperties http,
		@DefaultValue Security security, @DefaultValue DevCa devCa) {

	/**
	 * Whether an identity or trust anchors are named anywhere, for all or for one.
	 * @return {@code true} if at least one is
	 */
	public boolean namesMaterial() {
		return namesMaterial(this.identity, this.trust) || namesMaterial(this.server.identity(), this.server.trust())
				|| this.clients.values()
					.stream()
					.anyMatch((client) -> namesMaterial(client.identity(), client.trust()));
	}

	private static boolean namesMaterial(IdentityProperties identity, TrustProperties trust) {
		return identity.isConfigured() || trust.isConfigured();
	}

	/**
	 * Whether the port admits only verified callers.
	 */
	public enum Mode {

		/**
		 * A caller without a certificate that we can verify gets no connection.
		 */
		STRICT

	}

	/**
	 * Who may call us.
	 *
	 * @param enabled whether the server's ports speak mutual TLS; if not,
	 * {@code server.ssl.*} is free to be used
	 * @param mode whether the port admits only verified callers
	 * @param callers patterns over the identities of admitted callers; every verified
	 * caller if not set
	 * @param identity who we are as a server, if not {@code mtls.identity}
	 * @param trust whom we believe as a server, if not {@code mtls.trust}
	 */
	public record Server(@DefaultValue("true") boolean enabled, @DefaultValue("strict") Mode mode,
			@Nullable List<String> callers, @NestedConfigurationProperty @DefaultValue IdentityProperties identity,
			@NestedConfigurationProperty @DefaultValue TrustProperties trust) {
	}

	/**
	 * Whom we call.
	 *
	 * @param url the base URL of the service, which must use TLS
	 * @param callee a pattern over the identity that must answer; the host name alone if
	 * not set
	 * @param http the connections of this client, where they differ from
	 * {@code mtls.http}
	 * @param identity who we are for this service, if not {@code mtls.identity}
	 * @param trust whom we believe for this service, if not {@code mtls.trust}
	 */
	public record Client(@Nullable String url, @Nullable String callee,
			@NestedConfigurationProperty @DefaultValue ConnectionProperties http,
			@NestedConfigurationProperty @DefaultValue IdentityProperties identity,
			@NestedConfigurationProperty @DefaultValue TrustProperties trust) {
	}

	/**
	 * What a caller may do.
	 *
	 * @param enabled whether callers become principals of Spring Security
	 * @param principal the types of name that can identify a caller; the first that its
	 * certificate has is used
	 * @param roles patterns over identities, by the role that they are given
	 */
	public record Security(@DefaultValue("true") boolean enabled,
			@DefaultValue("spiffe-id, dns, common-name") List<IdentityType> principal,
			@DefaultValue Map<String, List<String>> roles) {
	}

	/**
	 * A private CA for laptops and tests. Never for production.
	 *
	 * @param enabled whether our certificates come from the development CA
	 * @param directory where the CA is kept; {@code ~/.mtls-dev-ca} if not set
	 * @param trustDomain the trust domain of the SPIFFE IDs it gives
	 */
	public record DevCa(@DefaultValue("false") boolean enabled, @Nullable Path directory,
			@DefaultValue("dev.local") String trustDomain) {
	}

}
