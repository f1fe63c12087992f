/**
 * OCSP: what responders say of certificates, and what peers send along of it.
 */
@NullMarked
package io.mtlsboot.revocation.ocsp;

import org.jspecify.annotations.NullMarked;
