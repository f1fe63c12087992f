/**
 * Generations of material: the store that holds the current one and replaces it by the
 * next.
 */
@NullMarked
package io.mtlsboot.rotation;

import org.jspecify.annotations.NullMarked;
