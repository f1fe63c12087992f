package io.mtlsboot.revocation;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

import javax.security.auth.x500.X500Principal;

/**
 * The question whether one certificate of a validated path has been revoked.
 *
 * @param certificate the certificate
 * @param issuer the certificate whose key signed it: the next of the path, or the anchor
 * @param signers finds certificates with a name that lead to the same anchor and may sign
 * CRLs; whoever signs for a CA by another key or name is among them
 * @param staples the OCSP responses that the peer sent along; empty if it sent none
 * @param now the moment
 * @param skew how far clocks may differ
 * @param mayWait whether to wait for an answer that is not known yet; otherwise it is
 * fetched in the background, and the certificate's status is unknown until then
 */
public record RevocationQuery(X509Certificate certificate, X509Certificate issuer,
		Function<X500Principal, List<X509Certificate>> signers, List<byte[]> staples, Instant now, Duration skew,
		boolean mayWait) {

	/**
	 * Copies the list of staples.
	 * @param certificate the certificate
	 * @param issuer the certificate whose key signed it
	 * @param signers finds certificates that may sign CRLs
	 * @param staples the OCSP responses that the peer sent along
	 * @param now the moment
	 * @param skew how far clocks may differ
	 * @param mayWait whether to wait for an answer
	 */
	public RevocationQuery {
		staples = List.copyOf(staples);
	}

	/**
	 * The same question.
	 * @param mayWait whether to wait for an answer that is not known yet
	 * @return a copy
	 */
	public RevocationQuery waiting(boolean mayWait) {
		return new RevocationQuery(this.certificate, this.issuer, this.signers, this.staples, this.now, this.skew,
				mayWait);
	}

}
