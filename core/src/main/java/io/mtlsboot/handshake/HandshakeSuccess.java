package io.mtlsboot.handshake;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * A handshake that was completed.
 *
 * @param side which side we are on
 * @param protocol the TLS version, such as {@code TLSv1.3}
 * @param resumed whether an earlier session was resumed, so that the peer was not
 * verified again; {@code null} if the engine does not tell
 * @param duration from the first byte to the end of the handshake
 */
public record HandshakeSuccess(HandshakeSide side, String protocol, @Nullable Boolean resumed, Duration duration) {
}
