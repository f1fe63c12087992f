/**
 * The whole-server benchmark: starts servers and a load generator as processes of their
 * own, one core each, loads the servers in turn and reports what an operation costs each.
 */
@NullMarked
package io.mtlsboot.benchmarks.server;

import org.jspecify.annotations.NullMarked;
