/**
 * Clients over mutual TLS: the request factories and connectors that follow the
 * generations of our material, and the beans made of them.
 */
@NullMarked
package io.mtlsboot.autoconfigure.client;

import org.jspecify.annotations.NullMarked;
