package io.mtlsboot.revocation;

import java.time.Instant;

/**
 * A CRL whose signer is proven.
 *
 * @param crl the CRL
 * @param signerEnd the last moment at which the signer's own certificate is valid
 */
record SignedCrl(RevocationList crl, Instant signerEnd) {
}
