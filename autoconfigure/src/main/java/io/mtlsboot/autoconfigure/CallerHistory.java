package io.mtlsboot.autoconfigure;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

import io.mtlsboot.autoconfigure.ObservedCaller.Refusal;
import io.mtlsboot.autoconfigure.ObservedCaller.Sighting;
import io.mtlsboot.handshake.FailureCause;
import io.mtlsboot.trust.Check;
import io.mtlsboot.x509.PrintableText;
import org.jspecify.annotations.Nullable;

/**
 * What one caller did. Text is kept as it came, in bounded length, and made printable
 * when somebody looks.
 */
final class CallerHistory {

	static final int MAX_PATHS = 20;

	private static final int MAX_PATH = 100;

	private static final int MAX_DETAIL = 500;

	private final CallerKey key;

	private final Instant firstSeen;

	private final AtomicReference<Sighting> last;

	private final AtomicReference<@Nullable Sighting> lastRefused = new AtomicReference<>();

	private final LongAdder admitted = new LongAdder();

	private final LongAdder refused = new LongAdder();

	private final Set<String> paths = ConcurrentHashMap.newKeySet();

	private volatile boolean morePaths;

	CallerHistory(CallerKey key, ObservedCall first) {
		this.key = key;
		this.firstSeen = first.time();
		this.last = new AtomicReference<>(sighting(first));
	}

	CallerKey key() {
		return this.key;
	}

	void add(ObservedCall call) {
		Sighting sighting = sighting(call);
		this.last.accumulateAndGet(sighting, Sighting::later);
		if (sighting.refusal() == null) {
			this.admitted.increment();
		}
		else {
			this.refused.increment();
			this.lastRefused.accumulateAndGet(sighting,
					(one, other) -> (one != null && other != null) ? Sighting.later(one, other) : other);
		}
		addPath(call.path());
	}

	private static Sighting sighting(ObservedCall call) {
		FailureCause cause = call.refusal();
		return new Sighting(call.time(), CallerKey.address(call.address()), (cause != null) ? refusal(cause) : null);
	}

	private static Refusal refusal(FailureCause cause) {
		for (Check.Result result : cause.checks()) {
			if (result.outcome() == Check.Outcome.FAIL) {
				return new Refusal(cause.reason(), result.check(), ShortText.of(cause.detail(), MAX_DETAIL));
			}
		}
		return new Refusal(cause.reason(), cause.reason().check(), ShortText.of(cause.detail(), MAX_DETAIL));
	}

	private void addPath(String sent) {
		if (this.morePaths) {
			return;
		}
		String path = ShortText.of(withoutParameters(sent), MAX_PATH);
		if (!this.paths.contains(path)) {
			addNewPath(path);
		}
	}

	private synchronized void addNewPath(String path) {
		if (this.paths.size() < MAX_PATHS) {
			this.paths.add(path);
		}
		else if (!this.paths.contains(path)) {
			this.morePaths = true;
		}
	}

	// A query, or the parameters of a path, can have a secret: RFC 3986 §3.3 and §3.4
	private static String withoutParameters(String path) {
		int query = path.indexOf('?');
		String plain = (query < 0) ? path : path.substring(0, query);
		return (plain.indexOf(';') < 0) ? plain : plain.replaceAll(";[^/]*", "");
	}

	private Sighting last() {
		return Objects.requireNonNull(this.last.get());
	}

	Instant lastSeen() {
		return last().time();
	}

	boolean isOffender(Instant now, Duration window) {
		Sighting sighting = this.lastRefused.get();
		return sighting != null && now.isBefore(sighting.time().plus(window));
	}

	boolean wouldBeAdmitted(Instant now, Duration window) {
		return !isOffender(now, window) && last().refusal() == null;
	}

	ObservedCaller describe(Instant now, Duration window) {
		Sighting latest = printable(last());
		Sighting latestRefused = this.lastRefused.get();
		return new ObservedCaller(printable(this.key.identity()), printable(this.key.subject()), latest.address(),
				printable(this.key.userAgent()), this.key.kind() == CallerKey.Kind.KNOWN, isOffender(now, window),
				latest, (latestRefused != null) ? printable(latestRefused) : null, this.firstSeen, this.admitted.sum(),
				this.refused.sum(), describePaths(), this.morePaths);
	}

	private List<String> describePaths() {
		return this.paths.stream().map(PrintableText::of).sorted().toList();
	}

	private static Sighting printable(Sighting sighting) {
		Refusal refusal = sighting.refusal();
		return new Sighting(sighting.time(), PrintableText.of(sighting.address()), (refusal != null)
				? new Refusal(refusal.reason(), refusal.check(), PrintableText.of(refusal.detail())) : null);
	}

	private static @Nullable String printable(@Nullable String text) {
		return (text != null) ? PrintableText.of(text) : null;
	}

}
