/**
 * A reactive server.
 */
@NullMarked
package io.mtlsboot.samples.audit;

import org.jspecify.annotations.NullMarked;
