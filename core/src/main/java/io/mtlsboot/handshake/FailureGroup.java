package io.mtlsboot.handshake;

import java.time.Instant;

import io.mtlsboot.trust.RejectionReason;
import org.jspecify.annotations.Nullable;

/**
 * Refusals that are the same to whoever has to do something about them, as they were
 * counted at one moment.
 *
 * @param kind what was refused
 * @param side which side we are on
 * @param reason the word for why
 * @param peer the identity of the peer, or the subject of its certificate; {@code null}
 * if it presented none, or if peers are not told apart
 * @param place where the peer is: an IPv4 /24, an IPv6 /64, or a host name; {@code null}
 * if that is not known, or if places are not told apart
 * @param others whether peers or places of several kinds are counted here, because there
 * were too many to tell them apart
 * @param first when it happened first
 * @param last when it happened last
 * @param count how often it happened
 * @param latest one of the last, at most a second older than the last one
 */
public record FailureGroup(FailureKind kind, HandshakeSide side, RejectionReason reason, @Nullable String peer,
		@Nullable String place, boolean others, Instant first, Instant last, long count, FailureReport latest) {
}
