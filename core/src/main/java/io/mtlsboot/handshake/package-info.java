/**
 * What happened in a handshake, told to listeners in the vocabulary of refusals.
 */
@NullMarked
package io.mtlsboot.handshake;

import org.jspecify.annotations.NullMarked;
