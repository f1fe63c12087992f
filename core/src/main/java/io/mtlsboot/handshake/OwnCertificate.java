package io.mtlsboot.handshake;

import java.security.cert.X509Certificate;
import java.util.List;

import javax.security.auth.x500.X500Principal;

/**
 * Our own certificate, as it mattered in a handshake: what a peer that refuses us has
 * seen of us.
 *
 * @param leaf our certificate
 * @param issuers the CAs above it as far as its chain goes, the nearest first
 * @param sent whether it was sent: the peer must ask for one, and be able to verify a key
 * of its type
 * @param acceptedIssuers the CAs that the peer said it accepts; empty if it named none
 * @param acceptedKeyTypes the types of keys that the peer said it can verify, as JSSE
 * names them, such as {@code EC}; empty if they are not known
 */
public record OwnCertificate(X509Certificate leaf, List<X500Principal> issuers, boolean sent,
		List<X500Principal> acceptedIssuers, List<String> acceptedKeyTypes) {

	/**
	 * Copies the names.
	 * @param leaf our certificate
	 * @param issuers the CAs above it, the nearest first
	 * @param sent whether it was sent
	 * @param acceptedIssuers the CAs that the peer said it accepts
	 * @param acceptedKeyTypes the types of keys that the peer said it can verify
	 */
	public OwnCertificate {
		issuers = List.copyOf(issuers);
		acceptedIssuers = List.copyOf(acceptedIssuers);
		acceptedKeyTypes = List.copyOf(acceptedKeyTypes);
	}

	/**
	 * A certificate of which only the issuer is known.
	 * @param leaf our certificate
	 * @param sent whether it was sent
	 * @param acceptedIssuers the CAs that the peer said it accepts
	 */
	public OwnCertificate(X509Certificate leaf, boolean sent, List<X500Principal> acceptedIssuers) {
		this(leaf, List.of(leaf.getIssuerX500Principal()), sent, acceptedIssuers, List.of());
	}

}
