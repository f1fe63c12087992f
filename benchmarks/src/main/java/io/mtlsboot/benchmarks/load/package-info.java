/**
 * The load generator of the whole-server benchmark: a process of its own with one thread
 * and BoringSSL, so that the server is what is measured.
 */
@NullMarked
package io.mtlsboot.benchmarks.load;

import org.jspecify.annotations.NullMarked;
