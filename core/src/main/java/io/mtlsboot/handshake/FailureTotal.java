package io.mtlsboot.handshake;

import io.mtlsboot.trust.RejectionReason;

/**
 * How many refusals of one reason there were, by whomever.
 *
 * @param kind what was refused
 * @param side which side we are on
 * @param reason the word for why
 * @param count how many there were
 */
public record FailureTotal(FailureKind kind, HandshakeSide side, RejectionReason reason, long count) {
}
