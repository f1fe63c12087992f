/**
 * The applications whose clients are measured: each calls when it is told to, and says
 * what that cost. What each has on its class path, the runner decides.
 */
@NullMarked
package io.mtlsboot.benchmarks.call;

import org.jspecify.annotations.NullMarked;
