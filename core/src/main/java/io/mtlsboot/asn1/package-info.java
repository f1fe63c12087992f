/**
 * Reading and writing DER, the encoding of everything that is signed.
 */
@NullMarked
package io.mtlsboot.asn1;

import org.jspecify.annotations.NullMarked;
