/**
 * Material from the development CA, for laptops and tests.
 */
@NullMarked
package io.mtlsboot.autoconfigure.dev;

import org.jspecify.annotations.NullMarked;
