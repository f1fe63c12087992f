/**
 * Whether a peer is believed and admitted, and the closed vocabulary of why not.
 */
@NullMarked
package io.mtlsboot.trust;

import org.jspecify.annotations.NullMarked;
