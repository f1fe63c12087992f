/**
 * Starts the services and calls them, as friends and as strangers.
 */
@NullMarked
package io.mtlsboot.samples.demo;

import org.jspecify.annotations.NullMarked;
