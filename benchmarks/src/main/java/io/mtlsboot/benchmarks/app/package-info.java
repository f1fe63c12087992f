/**
 * The services that are measured: each answers {@code GET /} with the name of its caller.
 * What each has on its class path, the runner decides.
 */
@NullMarked
package io.mtlsboot.benchmarks.app;

import org.jspecify.annotations.NullMarked;
