/**
 * Whether a certificate has been revoked: CRLs, OCSP, and who is asked over the network.
 */
@NullMarked
package io.mtlsboot.revocation;

import org.jspecify.annotations.NullMarked;
