package io.mtlsboot.trust;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What a peer presents, and how it is looked at.
 *
 * @param certificates the certificates as presented, leaf first
 * @param staples the OCSP responses that came along; empty if none did
 * @param mayWait whether to wait for what has to be fetched
 */
public record Presentation(List<X509Certificate> certificates, List<byte[]> staples, boolean mayWait) {

	/**
	 * Copies the lists.
	 * @param certificates the certificates as presented, leaf first
	 * @param staples the OCSP responses that came along
	 * @param mayWait whether to wait for what has to be fetched
	 */
	public Presentation {
		certificates = List.copyOf(certificates);
		staples = List.copyOf(staples);
	}

	/**
	 * A chain without staples, for which it is waited.
	 * @param certificates the certificates as presented, leaf first
	 * @return the presentation
	 */
	public static Presentation of(List<X509Certificate> certificates) {
		return new Presentation(certificates, List.of(), true);
	}

}
