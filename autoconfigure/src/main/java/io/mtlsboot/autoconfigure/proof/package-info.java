/**
 * The service proves itself on its own ports.
 */
@NullMarked
package io.mtlsboot.autoconfigure.proof;

import org.jspecify.annotations.NullMarked;
