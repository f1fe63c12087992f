package io.mtlsboot.autoconfigure.actuate;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * What the {@code mtls} endpoint returns: public parts of certificates and settings,
 * never a key or a password. Text from certificates is printable.
 *
 * @param stores the material in use, by the name of its store
 * @param listeners the open ports that speak mutual TLS
 * @param clients the configured clients, by name
 * @param fetched the CRLs from the network
 */
public record MtlsDescriptor(List<Store> stores, List<Listener> listeners, List<Client> clients,
		List<Fetched> fetched) implements OperationResponseBody {

	/**
	 * Copies the lists.
	 * @param stores the material in use
	 * @param listeners the open ports
	 * @param clients the configured clients
	 * @param fetched the CRLs from the network
	 */
	public MtlsDescriptor {
		stores = List.copyOf(stores);
		listeners = List.copyOf(listeners);
		clients = List.copyOf(clients);
		fetched = List.copyOf(fetched);
	}

	/**
	 * The material that a store holds.
	 *
	 * @param name {@code server}, {@code client}, {@code client:<name>} or {@code bundle}
	 * @param generation the number of the current generation
	 * @param loadedAt when that was loaded
	 * @param stale why there is no newer generation; {@code null} if nothing is wrong
	 * @param identity who we are
	 * @param anchors whom we believe
	 * @param crls what their CAs have revoked, as far as it is in files
	 */
	public record Store(String name, long generation, Instant loadedAt, @Nullable Stale stale, Identity identity,
			List<Authority> anchors, List<Crl> crls) {

		/**
		 * Copies the lists.
		 * @param name the name of the store
		 * @param generation the number of the current generation
		 * @param loadedAt when that was loaded
		 * @param stale why there is no newer generation
		 * @param identity who we are
		 * @param anchors whom we believe
		 * @param crls what their CAs have revoked
		 */
		public Store {
			anchors = List.copyOf(anchors);
			crls = List.copyOf(crls);
		}

	}

	/**
	 * Material that could not be replaced.
	 *
	 * @param since when the first of the attempts failed that have failed without a break
	 * @param problem what was wrong the last time, in one word
	 * @param message what was wrong the last time
	 */
	public record Stale(Instant since, String problem, String message) {

	}

	/**
	 * Our own certificate.
	 *
	 * @param subject the distinguished name
	 * @param names the subject alternative names, in the order of the certificate
	 * @param serial the serial number, hexadecimal
	 * @param fingerprint the SHA-256 fingerprint, hexadecimal
	 * @param issuer the distinguished name of the issuer
	 * @param notBefore the first moment at which it is valid
	 * @param notAfter the last moment at which it is valid
	 * @param lifetimeLeft how much is left of the lifetime of the whole chain, from 1
	 * down to 0
	 * @param intermediates the rest of the chain that is presented to peers
	 */
	public record Identity(String subject, List<Name> names, String serial, String fingerprint, String issuer,
			Instant notBefore, Instant notAfter, double lifetimeLeft, List<Authority> intermediates) {

		/**
		 * Copies the lists.
		 * @param subject the distinguished name
		 * @param names the subject alternative names
		 * @param serial the serial number
		 * @param fingerprint the SHA-256 fingerprint
		 * @param issuer the distinguished name of the issuer
		 * @param notBefore the first moment at which it is valid
		 * @param notAfter the last moment at which it is valid
		 * @param lifetimeLeft how much is left of the lifetime
		 * @param intermediates the rest of the chain
		 */
		public Identity {
			names = List.copyOf(names);
			intermediates = List.copyOf(intermediates);
		}

	}

	/**
	 * A subject alternative name.
	 *
	 * @param type {@code dns}, {@code uri}, {@code email}, {@code ip}, {@code other}, or
	 * {@code unreadable} if the extension cannot be parsed
	 * @param value the name, or what is wrong with the extension
	 */
	public record Name(String type, String value) {

	}

	/**
	 * The certificate of a CA.
	 *
	 * @param subject the distinguished name
	 * @param serial the serial number, hexadecimal
	 * @param fingerprint the SHA-256 fingerprint, hexadecimal
	 * @param notBefore the first moment at which it is valid
	 * @param notAfter the last moment at which it is valid
	 */
	public record Authority(String subject, String serial, String fingerprint, Instant notBefore, Instant notAfter) {

	}

	/**
	 * A CRL.
	 *
	 * @param issuer the distinguished name of who issued it
	 * @param thisUpdate when it was made
	 * @param nextUpdate when there will be a newer one; {@code null} if it does not say
	 * @param entries how many entries it has
	 * @param location where it comes from
	 */
	public record Crl(String issuer, Instant thisUpdate, @Nullable Instant nextUpdate, int entries, String location) {

	}

	/**
	 * A CRL from the network, or the attempt to get one.
	 *
	 * @param properties the properties that name it or let certificates do so, such as
	 * {@code mtls.trust}
	 * @param url the address, without user info, query and fragment; {@code null} if it
	 * has no host
	 * @param configured whether it is configured, not named by a certificate
	 * @param issuer the distinguished name of who issued the list that is there;
	 * {@code null} if there is none yet
	 * @param thisUpdate when that was made
	 * @param nextUpdate when there will be a newer one; {@code null} if it does not say
	 * @param entries how many entries it has
	 * @param lastSuccess when the server last answered as it should; {@code null} if
	 * never
	 * @param failingSince when it first did not after that; {@code null} if all is well
	 * @param failure why; {@code null} if all is well
	 */
	public record Fetched(String properties, @Nullable String url, boolean configured, @Nullable String issuer,
			@Nullable Instant thisUpdate, @Nullable Instant nextUpdate, int entries, @Nullable Instant lastSuccess,
			@Nullable Instant failingSince, @Nullable String failure) {

	}

	/**
	 * What came of reading everything again.
	 *
	 * @param stores the stores, by name
	 */
	public record Reload(List<Reloaded> stores) implements OperationResponseBody {

		/**
		 * Copies the stores.
		 * @param stores the stores
		 */
		public Reload {
			stores = List.copyOf(stores);
		}

	}

	/**
	 * What came of reading the material of one store again.
	 *
	 * @param name the name of the store
	 * @param outcome {@code rotated}, {@code unchanged}, {@code held} or {@code failed}
	 * @param generation the number of the generation that serves now
	 * @param message what is wrong; {@code null} if nothing is
	 */
	public record Reloaded(String name, String outcome, long generation, @Nullable String message) {

	}

	/**
	 * An open port.
	 *
	 * @param name {@code server} or {@code management}
	 * @param port the port number
	 * @param mode whom it admits: {@code strict}
	 */
	public record Listener(String name, int port, String mode) {

	}

	/**
	 * A client of {@code mtls.clients}.
	 *
	 * @param name the name of the client
	 * @param url the base URL, without user info, query and fragment; {@code null} if
	 * there is none that can be parsed
	 * @param callee the identity that must answer; {@code null} if the host name alone
	 * decides
	 */
	public record Client(String name, @Nullable String url, @Nullable String callee) {

	}

}
