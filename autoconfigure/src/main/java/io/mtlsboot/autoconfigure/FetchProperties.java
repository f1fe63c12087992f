package io.mtlsboot.autoconfigure;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is fetched from the network to know what is revoked.
 *
 * @param urls Addresses of CRLs that are fetched from the start, by http.
 * @param distributionPoints Whether to fetch the CRLs that certificates of validated
 * paths name.
 * @param allowedHosts Hosts in private networks that certificates may make us contact:
 * names, or *. and a domain.
 * @param refreshInterval How long a fetched CRL is used at most before there is a look
 * for a newer one.
 * @param timeout How long a handshake waits for a CRL that is being fetched.
 */
public record FetchProperties(@DefaultValue List<URI> urls, @DefaultValue("false") boolean distributionPoints,
		@DefaultValue List<String> allowedHosts, @DefaultValue("1h") Duration refreshInterval,
		@DefaultValue("5s") Duration timeout) {

	/**
	 * Whether CRLs are fetched.
	 * @return {@code true} if an address is known or may become known
	 */
	boolean isConfigured() {
		return !this.urls.isEmpty() || this.distributionPoints;
	}

}
