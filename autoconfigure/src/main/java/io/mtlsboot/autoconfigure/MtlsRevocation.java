package io.mtlsboot.autoconfigure;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import io.mtlsboot.revocation.CrlDistribution;
import io.mtlsboot.revocation.CrlDistributionSettings;
import io.mtlsboot.revocation.Fetcher;
import io.mtlsboot.revocation.RevocationServices;
import io.mtlsboot.revocation.http.FetchPolicy;
import io.mtlsboot.revocation.http.HttpFetcher;
import io.mtlsboot.revocation.ocsp.OcspClient;
import io.mtlsboot.revocation.ocsp.OcspSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;

/**
 * Who is asked over the network what is revoked: once for each place in the properties
 * that says so, however many generations of material there are. Configured addresses are
 * fetched from the start, all others when a peer is verified.
 */
public final class MtlsRevocation implements DisposableBean {

	private final Map<String, Scoped> scopes = new ConcurrentHashMap<>();

	private final MtlsProperties properties;

	private final Clock clock;

	MtlsRevocation(MtlsProperties properties, Clock clock) {
		this.properties = properties;
		this.clock = clock;
		try {
			MaterialScope.all(properties).forEach((scope) -> open(ScopeTrust.of(properties, scope)));
		}
		catch (RuntimeException ex) {
			destroy();
			throw ex;
		}
	}

	/**
	 * The CRLs that were fetched, or could not be.
	 * @return the state of each address, by the properties that name it or let
	 * certificates do so, such as {@code mtls.trust}
	 */
	public Map<String, List<CrlDistribution.Fetched>> fetched() {
		Map<String, List<CrlDistribution.Fetched>> fetched = new TreeMap<>();
		this.scopes.forEach((name, scope) -> {
			if (scope.crls() != null) {
				fetched.put(name, scope.crls().fetched());
			}
		});
		return fetched;
	}

	/**
	 * What CRLs mean for the peers of a store.
	 * @param name the name of the store, such as {@code server}
	 * @return what its properties ask for, and what was fetched for it
	 */
	public StoreRevocation store(String name) {
		return StoreRevocation.of(this.properties, name, this);
	}

	RevocationServices services(ScopeTrust trust) {
		Scoped scope = this.scopes.get(trust.name());
		return (scope != null) ? scope.services() : RevocationServices.NONE;
	}

	private void open(ScopeTrust trust) {
		RevocationProperties properties = trust.properties().revocation();
		if (properties != null) {
			this.scopes.computeIfAbsent(trust.name(), (name) -> open(properties, name + ".revocation"));
		}
	}

	private Scoped open(RevocationProperties properties, String property) {
		Fetcher fetcher = new HttpFetcher(CheckedProperty.of(property + ".fetch.allowed-hosts",
				() -> new FetchPolicy(properties.fetch().allowedHosts())));
		CrlDistributionSettings fetched = settings(properties.fetch(), property + ".fetch");
		OcspSettings asked = settings(properties.ocsp(), property + ".ocsp");
		CrlDistribution crls = (properties.asksCrls() && properties.fetch().isConfigured())
				? CrlDistribution.of(fetched, fetcher, this.clock) : null;
		return new Scoped(crls, properties.asksOcsp() ? new OcspClient(asked, fetcher) : null);
	}

	// One value after the other, so that the one that is refused is named
	private static CrlDistributionSettings settings(FetchProperties fetch, String property) {
		fetch.urls().forEach((url) -> CheckedProperty.of(property + ".urls", () -> requireHttp(url)));
		CrlDistributionSettings defaults = CrlDistributionSettings.DEFAULTS;
		CheckedProperty.of(property + ".timeout", () -> settings(fetch, defaults.refreshInterval()));
		return CheckedProperty.of(property + ".refresh-interval", () -> settings(fetch, fetch.refreshInterval()));
	}

	private static CrlDistributionSettings settings(FetchProperties fetch, Duration refreshInterval) {
		CrlDistributionSettings defaults = CrlDistributionSettings.DEFAULTS;
		return new CrlDistributionSettings(fetch.urls(), fetch.distributionPoints(), fetch.timeout(), refreshInterval,
				defaults.maxBytes(), defaults.maxTotalBytes());
	}

	private static OcspSettings settings(OcspProperties ocsp, String property) {
		OcspSettings asking = CheckedProperty.of(property + ".responder",
				() -> OcspSettings.DEFAULT.withResponder(ocsp.responder()).withNonce(ocsp.nonce()));
		return CheckedProperty.of(property + ".timeout", () -> asking.withTimeout(ocsp.timeout()));
	}

	private static URI requireHttp(URI url) {
		if (!"http".equalsIgnoreCase(url.getScheme()) || url.getHost() == null) {
			throw new IllegalArgumentException("Invalid address of a CRL '" + url
					+ "': expected an http URI with a host, since CRLs are signed and need no https");
		}
		return url;
	}

	@Override
	public void destroy() {
		this.scopes.values().forEach(Scoped::close);
	}

	/**
	 * The services of one place in the properties.
	 *
	 * @param crls CRLs, or {@code null} if none are fetched
	 * @param ocsp responders, or {@code null} if none are asked
	 */
	private record Scoped(@Nullable CrlDistribution crls, @Nullable OcspClient ocsp) {

		RevocationServices services() {
			RevocationServices none = RevocationServices.NONE;
			if (this.crls == null && this.ocsp == null) {
				return none;
			}
			return new RevocationServices((this.crls != null) ? this.crls : none.crls(),
					(this.ocsp != null) ? this.ocsp : none.ocsp());
		}

		void close() {
			if (this.crls != null) {
				this.crls.close();
			}
			if (this.ocsp != null) {
				this.ocsp.close();
			}
		}

	}

}
