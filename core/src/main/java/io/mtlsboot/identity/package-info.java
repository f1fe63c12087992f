/**
 * Who a certificate says it is: workload identities, how they are extracted and the
 * patterns over them.
 */
@NullMarked
package io.mtlsboot.identity;

import org.jspecify.annotations.NullMarked;
