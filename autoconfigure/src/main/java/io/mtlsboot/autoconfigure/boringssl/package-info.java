/**
 * The engine of BoringSSL, as Netty has it.
 */
@NullMarked
package io.mtlsboot.autoconfigure.boringssl;

import org.jspecify.annotations.NullMarked;
