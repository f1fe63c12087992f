/**
 * The SSL contexts, key managers and trust managers that the JDK's TLS runs on.
 */
@NullMarked
package io.mtlsboot.jsse;

import org.jspecify.annotations.NullMarked;
