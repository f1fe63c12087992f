package io.mtlsboot.autoconfigure.server;

import java.util.concurrent.atomic.LongAdder;

import io.mtlsboot.handshake.HandshakeListener;
import io.mtlsboot.handshake.HandshakeSide;
import io.mtlsboot.handshake.HandshakeSuccess;

/**
 * For how many rounds nobody has connected: whether the next one has to look at the
 * connections even if nothing new is known. Rounds are those of one thread.
 */
final class QuietTime implements HandshakeListener {

	/** A connection may become known a moment after its handshake was. */
	private static final int ROUNDS_AFTER_NEWS = 2;

	/** In case of what nobody tells us, such as a renegotiation. */
	private static final int ROUNDS_BETWEEN_LOOKS = 10;

	private final LongAdder handshakes = new LongAdder();

	private long seen;

	private int rounds;

	@Override
	public void onSuccess(HandshakeSuccess success) {
		if (success.side() == HandshakeSide.SERVER) {
			this.handshakes.increment();
		}
	}

	/**
	 * Begins a round.
	 * @param woken whether somebody asked for it
	 * @return whether it has to look
	 */
	boolean isOver(boolean woken) {
		long handshakes = this.handshakes.sum();
		this.rounds = (woken || handshakes != this.seen) ? 0 : this.rounds + 1;
		this.seen = handshakes;
		return this.rounds < ROUNDS_AFTER_NEWS || this.rounds % ROUNDS_BETWEEN_LOOKS == 0;
	}

}
