/**
 * A server: its callers are verified, identified and given roles.
 */
@NullMarked
package io.mtlsboot.samples.orders;

import org.jspecify.annotations.NullMarked;
