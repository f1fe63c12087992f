package io.mtlsboot.jsse;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

import io.mtlsboot.handshake.HandshakeFailure;
import io.mtlsboot.trust.RejectionReason;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the latest handshakes of a context that the callee has not confirmed, by the
 * order of events: those that are under way, that failed, and that ended unanswered.
 */
final class CalleeTrail implements CalleeHandshakes {

	/** More than one client opens at the same time. */
	static final int MAX_HANDSHAKES = 256;

	private final Map<HandshakeOutcome, Span> handshakes = new LinkedHashMap<>();

	private long events;

	@Override
	public synchronized long mark() {
		return ++this.events;
	}

	synchronized void begun(HandshakeOutcome handshake) {
		this.handshakes.put(handshake, new Span(++this.events, null));
		if (this.handshakes.size() > MAX_HANDSHAKES) {
			Iterator<HandshakeOutcome> eldest = this.handshakes.keySet().iterator();
			eldest.next();
			eldest.remove();
		}
	}

	synchronized void decided(HandshakeOutcome handshake) {
		if (handshake.failure() == null && !handshake.isUnanswered()) {
			this.handshakes.remove(handshake);
			return;
		}
		this.handshakes.computeIfPresent(handshake, (key, span) -> new Span(span.begun(), ++this.events));
	}

	@Override
	public @Nullable HandshakeFailure failure(String host, int port, long since, CallEnd end) {
		List<Known> known = known(since).stream().filter((one) -> one.handshake().isWith(host, port)).toList();
		return switch (end) {
			case CLOSED -> first(Stream.of(newest(known, Known::failed), newest(known, Known::unanswered),
					newest(known, (one) -> one.incomplete(RejectionReason.CONNECTION_CLOSED))));
			case TIMED_OUT -> newest(known, (one) -> one.begunSince(RejectionReason.HANDSHAKE_TIMEOUT));
			case NOT_TLS -> newest(known, (one) -> one.begunSince(RejectionReason.PLAINTEXT));
			case FAILED -> newest(known, (one) -> one.isBegunSince() ? one.failed() : null);
		};
	}

	private synchronized List<Known> known(long since) {
		List<Known> known = new ArrayList<>();
		this.handshakes.forEach((handshake, span) -> {
			boolean begunSince = span.begun() > since;
			if (begunSince || (span.ended() != null && span.ended() > since)) {
				known.add(new Known(handshake, begunSince));
			}
		});
		Collections.reverse(known);
		return known;
	}

	private static @Nullable HandshakeFailure newest(List<Known> known,
			Function<Known, @Nullable HandshakeFailure> what) {
		return first(known.stream().map(what));
	}

	private static @Nullable HandshakeFailure first(Stream<@Nullable HandshakeFailure> failures) {
		return failures.filter(Objects::nonNull).findFirst().orElse(null);
	}

	/**
	 * When a handshake was under way.
	 *
	 * @param begun the number of the event that began it
	 * @param ended the number of the event that ended it, or {@code null} if it has not
	 * ended
	 */
	private record Span(long begun, @Nullable Long ended) {
	}

	/**
	 * A handshake that was under way during a call.
	 *
	 * @param handshake the handshake
	 * @param isBegunSince whether it began during the call
	 */
	private record Known(HandshakeOutcome handshake, boolean isBegunSince) {

		@Nullable HandshakeFailure failed() {
			return this.handshake.isIncomplete() ? null : this.handshake.failure();
		}

		@Nullable HandshakeFailure unanswered() {
			return this.handshake.isUnanswered() ? this.handshake.endedBy(RejectionReason.CONNECTION_CLOSED) : null;
		}

		@Nullable HandshakeFailure incomplete(RejectionReason reason) {
			return this.handshake.isIncomplete() ? this.handshake.endedBy(reason) : null;
		}

		@Nullable HandshakeFailure begunSince(RejectionReason reason) {
			if (!this.isBegunSince) {
				return null;
			}
			return this.handshake.isIncomplete() ? this.handshake.endedBy(reason) : this.handshake.failure();
		}

	}

}
