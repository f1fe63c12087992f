package io.mtlsboot.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.mtlsboot.identity.IdentityType;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The {@code mtls.*} properties. One that is not known stops the start: a misspelt
 * {@code mtls.server.callers} would admit everybody.
 *
 * @param enabled Whether to enable mutual TLS. If it is enabled and nothing is
 * configured, the application refuses to start.
 * @param identity Who we are.
 * @param trust Whom we believe.
 * @param rotation How new certificates, keys, anchors and revocation lists are taken.
 * @param tls How TLS is spoken.
 * @param server Who may call us.
 * @param clients Whom we call, by the name of the client.
 * @param http Connections of clients that have no settings of their own.
 * @param security What a caller may do.
 * @param devCa Private CA for laptops and tests.
 * @param selfProof How the service proves itself on its own ports.
 * @param doctor Set on the command line to examine everything and exit instead of
 * starting.
 */
@ConfigurationProperties(prefix = "mtls", ignoreUnknownFields = false)
public record MtlsProperties(@DefaultValue("true") boolean enabled,
		@NestedConfigurationProperty @DefaultValue IdentityProperties identity,
		@NestedConfigurationProperty @DefaultValue TrustProperties trust,
		@NestedConfigurationProperty @DefaultValue RotationProperties rotation,
		@NestedConfigurationProperty @DefaultValue TlsProperties tls, @DefaultValue Server server,
		@DefaultValue Map<String, Client> clients, @NestedConfigurationProperty @DefaultValue ConnectionProperties http,
		@DefaultValue Security security, @DefaultValue DevCa devCa, @DefaultValue SelfProof selfProof,
		@Nullable String doctor) {

	/**
	 * Whether an identity, trust anchors or their revocation are named anywhere, for all
	 * or for one.
	 * @return {@code true} if at least one is
	 */
	public boolean namesMaterial() {
		return namesMaterial(this.identity, this.trust) || namesMaterial(this.server.identity(), this.server.trust())
				|| this.clients.values()
					.stream()
					.anyMatch((client) -> namesMaterial(client.identity(), client.trust()));
	}

	private static boolean namesMaterial(IdentityProperties identity, TrustProperties trust) {
		return identity.isConfigured() || trust.isConfigured() || trust.revocation() != null;
	}

	/**
	 * Which callers get a connection.
	 */
	public enum Mode {

		/**
		 * A caller without a certificate that we can verify gets no connection.
		 */
		STRICT,

		/**
		 * Every caller gets a connection, also by plain HTTP, and is judged as in the
		 * mode strict. Only a caller that would be admitted there has an identity. For
		 * the time in which callers move to mutual TLS.
		 */
		OBSERVE

	}

	/**
	 * Who may call us.
	 *
	 * @param enabled Whether to require mutual TLS on the ports of the server. Otherwise
	 * server.ssl.* may be used.
	 * @param mode Which callers get a connection.
	 * @param observe For how long a port may only observe.
	 * @param callers Patterns over the identities of admitted callers. If not set, every
	 * verified caller is admitted.
	 * @param identity Who we are as a server, if not mtls.identity.
	 * @param trust Whom we believe as a server, if not mtls.trust.
	 * @param drainWindow How long connections have to end whose peer is no longer
	 * trusted. They end at random times within it; 0 ends them at once.
	 * @param maxConnectionAge How long a connection is used at most. If not set, for as
	 * long as it is trusted.
	 * @param ocspStapling Whether to send callers an OCSP answer about our certificate.
	 */
	public record Server(@DefaultValue("true") boolean enabled, @DefaultValue("strict") Mode mode,
			@NestedConfigurationProperty @DefaultValue ObserveProperties observe, @Nullable List<String> callers,
			@NestedConfigurationProperty @DefaultValue IdentityProperties identity,
			@NestedConfigurationProperty @DefaultValue TrustProperties trust, @DefaultValue("10s") Duration drainWindow,
			@Nullable Duration maxConnectionAge, @DefaultValue("false") boolean ocspStapling) {

		/**
		 * Whether callers get a connection whom a strict port would refuse.
		 * @return whether the mode is {@code observe}
		 */
		public boolean observes() {
			return this.mode == Mode.OBSERVE;
		}

	}

	/**
	 * Whom we call.
	 *
	 * @param url Base URL of the service, which must be https.
	 * @param callee Pattern over the identity that must answer. If not set, the host name
	 * alone decides.
	 * @param http Connections of this client, where they differ from mtls.http.
	 * @param identity Who we are for this service, if not mtls.identity.
	 * @param trust Whom we believe for this service, if not mtls.trust.
	 */
	public record Client(@Nullable String url, @Nullable String callee,
			@NestedConfigurationProperty @DefaultValue ConnectionProperties http,
			@NestedConfigurationProperty @DefaultValue IdentityProperties identity,
			@NestedConfigurationProperty @DefaultValue TrustProperties trust) {
	}

	/**
	 * What a caller may do.
	 *
	 * @param enabled Whether to make callers principals of Spring Security.
	 * @param principal Types of name that can identify a caller. The first that its
	 * certificate has is used.
	 * @param roles Patterns over identities, by the role that they are given.
	 * @param principalRules Rules that make the name of the principal out of the
	 * identity. The first that matches counts. If not set, the name is the identity with
	 * its type.
	 */
	public record Security(@DefaultValue("true") boolean enabled,
			@DefaultValue("spiffe-id, dns, common-name") List<IdentityType> principal,
			@DefaultValue Map<String, List<String>> roles, @DefaultValue List<String> principalRules) {
	}

	/**
	 * A private CA for laptops and tests. Never for production.
	 *
	 * @param enabled Whether to take our certificates from the development CA.
	 * @param directory Directory of the development CA. Defaults to one named like the
	 * trust domain, below .mtls-dev-ca in the home directory.
	 * @param trustDomain Trust domain of the SPIFFE IDs that the development CA gives.
	 */
	public record DevCa(@DefaultValue("false") boolean enabled, @Nullable Path directory,
			@DefaultValue("dev.local") String trustDomain) {
	}

	/**
	 * How the service proves itself on its own ports.
	 *
	 * @param enabled Whether to prove, once a port is open and after every rotation, that
	 * it refuses strangers and admits ourselves.
	 */
	public record SelfProof(@DefaultValue("true") boolean enabled) {
	}

}
