/**
 * The benchmark of clients: starts a callee and clients as processes of their own, lets
 * the clients call in turn and reports what a call costs each.
 */
@NullMarked
package io.mtlsboot.benchmarks.client;

import org.jspecify.annotations.NullMarked;
