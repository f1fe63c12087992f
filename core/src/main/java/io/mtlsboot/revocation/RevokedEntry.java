package io.mtlsboot.revocation;

import java.security.cert.CRLReason;
import java.time.Instant;

/**
 * What a CRL says of a certificate that is revoked.
 *
 * @param since when it was revoked
 * @param reason why; {@code UNSPECIFIED} if the CRL does not say
 */
public record RevokedEntry(Instant since, CRLReason reason) {
}
