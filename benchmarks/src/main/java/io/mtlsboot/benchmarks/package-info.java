/**
 * What handshakes and requests cost.
 */
@NullMarked
package io.mtlsboot.benchmarks;

import org.jspecify.annotations.NullMarked;
