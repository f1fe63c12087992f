/**
 * What a certificate says, read from its DER encoding: chains, names, purposes,
 * fingerprints.
 */
@NullMarked
package io.mtlsboot.x509;

import org.jspecify.annotations.NullMarked;
