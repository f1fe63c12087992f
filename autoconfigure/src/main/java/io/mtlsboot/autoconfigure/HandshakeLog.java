package io.mtlsboot.autoconfigure;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.mtlsboot.handshake.HandshakeFailure;
import io.mtlsboot.handshake.HandshakeListener;
import io.mtlsboot.trust.RejectionReason;
import io.mtlsboot.x509.PrintableText;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Logs refused handshakes and live connections, one line for each distinct reason,
 * subject and peer in a minute: a scanner must not fill the log, and an operator must not
 * need DEBUG.
 */
final class HandshakeLog implements HandshakeListener {

	private static final Log logger = LogFactory.getLog(HandshakeLog.class);

	private static final Duration WINDOW = Duration.ofMinutes(1);

	/**
	 * Beyond this many kinds of failure within a minute, they are told apart by their
	 * reason alone.
	 */
	static final int MAX_KINDS = 1000;

	private final Map<Kind, Window> windows = new ConcurrentHashMap<>();

	private final Clock clock;

	HandshakeLog(Clock clock) {
		this.clock = clock;
	}

	@Override
	public void onFailure(HandshakeFailure failure) {
		log("TLS handshake", failure);
	}

	@Override
	public void onDistrusted(HandshakeFailure failure) {
		log("Connection", failure);
	}

	private void log(String what, HandshakeFailure failure) {
		Instant now = this.clock.instant();
		Kind kind = Kind.of(what, failure);
		if (this.windows.size() >= MAX_KINDS && !this.windows.containsKey(kind)) {
			this.windows.values().removeIf((window) -> window.isOver(now));
			if (this.windows.size() >= MAX_KINDS) {
				kind = new Kind(what, failure.side().toString(), failure.reason(), null, null);
			}
		}
		Window window = this.windows.compute(kind, (key, previous) -> Window.next(previous, now));
		if (window.count() == 1) {
			logger.warn(line(failure, kind, window.earlier()));
		}
	}

	private static String line(HandshakeFailure failure, Kind kind, long earlier) {
		StringBuilder line = new StringBuilder(kind.what()).append(" refused on the ")
			.append(failure.side())
			.append(" side: ")
			.append(failure.reason())
			.append(" (")
			.append(PrintableText.of(failure.detail()))
			.append(')');
		if (kind.subject() != null) {
			line.append(" subject '").append(kind.subject()).append('\'');
		}
		if (failure.peer() != null) {
			line.append(" peer '").append(PrintableText.of(failure.peer())).append('\'');
		}
		if (earlier > 0) {
			line.append(", and ").append(earlier).append(" more like it since the last line");
		}
		return line.toString();
	}

	int kinds() {
		return this.windows.size();
	}

	private record Kind(String what, String side, RejectionReason reason, @Nullable String subject,
			@Nullable String peer) {

		static Kind of(String what, HandshakeFailure failure) {
			String subject = failure.presented().isEmpty() ? null
					: PrintableText.of(failure.presented().get(0).getSubjectX500Principal());
			return new Kind(what, failure.side().toString(), failure.reason(), subject, failure.peer());
		}

	}

	/**
	 * One minute of one kind of failure.
	 *
	 * @param start when its first failure was
	 * @param count how many there were
	 * @param earlier how many of the window before were not logged
	 */
	private record Window(Instant start, long count, long earlier) {

		static Window next(@Nullable Window previous, Instant now) {
			if (previous == null) {
				return new Window(now, 1, 0);
			}
			return previous.isOver(now) ? new Window(now, 1, previous.count - 1)
					: new Window(previous.start, previous.count + 1, previous.earlier);
		}

		boolean isOver(Instant now) {
			return !now.isBefore(this.start.plus(WINDOW));
		}

	}

}
