/**
 * A server that calls another one as itself, in two ways.
 */
@NullMarked
package io.mtlsboot.samples.storefront;

import org.jspecify.annotations.NullMarked;
