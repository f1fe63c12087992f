package io.mtlsboot.autoconfigure;

import java.net.URI;
import java.time.Duration;

import io.mtlsboot.revocation.ocsp.OcspSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How OCSP responders are asked.
 *
 * @param responder Address of the responder that is asked about every certificate. If not
 * set, the one that the certificate names.
 * @param nonce Whether requests carry a nonce, and answers must.
 * @param timeout How long a handshake waits for an answer.
 */
public record OcspProperties(@Nullable URI responder, @DefaultValue("send") OcspSettings.NoncePolicy nonce,
		@DefaultValue("2s") Duration timeout) {

	/**
	 * Whether anything is set.
	 * @return {@code false} if all is as it is by default
	 */
	boolean isConfigured() {
		return this.responder != null || this.nonce != OcspSettings.DEFAULT.nonce()
				|| !this.timeout.equals(OcspSettings.DEFAULT.timeout());
	}

}
