/**
 * Keys, chains and trust anchors, proven when they are constructed and never changed
 * after.
 */
@NullMarked
package io.mtlsboot.material;

import org.jspecify.annotations.NullMarked;
