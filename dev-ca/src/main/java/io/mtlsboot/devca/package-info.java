/**
 * A private certificate authority for laptops and tests: what issues, holds and stores
 * certificates, good ones and deliberately bad ones.
 */
@NullMarked
package io.mtlsboot.devca;

import org.jspecify.annotations.NullMarked;
