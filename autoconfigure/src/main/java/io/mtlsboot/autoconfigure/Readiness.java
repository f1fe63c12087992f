package io.mtlsboot.autoconfigure;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

import io.mtlsboot.autoconfigure.ReadinessSummary.Observation;
import io.mtlsboot.autoconfigure.ReadinessSummary.Unlisted;
import io.mtlsboot.autoconfigure.ReadinessSummary.Verdict;
import io.mtlsboot.identity.IdentityExtractor;

/**
 * Who would be refused if the port were strict, and whether it can become so.
 * <p>
 * The port is ready when for a given time no call came that a strict port would refuse.
 * This depends on nothing that is kept of single callers, so that nobody can make it
 * ready by filling the room for them. Everything is of bounded size and in memory: it
 * survives rotations, and begins anew with the application.
 * <p>
 * Safe for many threads; nothing blocks, and a call of a caller that is known takes no
 * lock. Fails never because of what a caller sent.
 */
public final class Readiness implements ObservedCallListener {

	private static final Duration MIN = Duration.ofSeconds(1);

	private static final Duration MAX = Duration.ofDays(366);

	private final CallerKeys keys;

	private final ObservedCallers callers;

	private final UnlistedCalls unlisted = new UnlistedCalls();

	private final QuietPeriod quiet;

	private final Instant until;

	private final Clock clock;

	/**
	 * Begins to observe.
	 * @param readyAfter for how long no call must come that a strict port would refuse,
	 * from one second to 366 days
	 * @param until when the application will not start any more
	 * @param identities finds out who a certificate says it is
	 * @param clock what time it is
	 * @throws MtlsConfigurationException if the time is too short or too long
	 */
	public Readiness(Duration readyAfter, Instant until, IdentityExtractor identities, Clock clock) {
		this.callers = new ObservedCallers(requirePossible(readyAfter));
		this.keys = new CallerKeys(identities);
		this.quiet = new QuietPeriod(readyAfter, clock.instant());
		this.until = until;
		this.clock = clock;
	}

	private static Duration requirePossible(Duration readyAfter) {
		if (readyAfter.compareTo(MIN) < 0 || readyAfter.compareTo(MAX) > 0) {
			throw new MtlsConfigurationException(
					"Property 'mtls.server.observe.ready-after' is '" + readyAfter
							+ "'; expected one second to 366 days",
					"Set it to a little more than the longest time between two calls of a caller, such as '7d', or remove it.");
		}
		return readyAfter;
	}

	@Override
	public void onCall(ObservedCall call) {
		// First, so that it counts whatever else comes of it
		if (call.refusal() != null) {
			this.quiet.refused(call.time());
		}
		CallerHistory history = this.callers.find(this.keys.of(call), call);
		if (history != null) {
			history.add(call);
		}
		else {
			this.unlisted.add(call);
		}
	}

	/**
	 * Whether the port can become strict now.
	 * @return the verdict and what it rests on
	 */
	public ReadinessSummary summary() {
		Instant now = this.clock.instant();
		QuietPeriod.State state = this.quiet.at(now);
		int admitted = 0;
		int refused = this.unlisted.hasOffenders(now, this.quiet.length()) ? 1 : 0;
		for (CallerHistory caller : this.callers.all()) {
			if (caller.isOffender(now, this.quiet.length())) {
				refused++;
			}
			else if (caller.wouldBeAdmitted(now, this.quiet.length())) {
				admitted++;
			}
		}
		Unlisted others = this.unlisted.describe();
		return new ReadinessSummary(state.over() ? Verdict.READY : Verdict.NOT_READY, state.since(),
				because(state) + besides(others), state.over() ? null : state.end(),
				new Observation(this.quiet.start(), this.until, this.quiet.length()), admitted, refused, others);
	}

	private String because(QuietPeriod.State state) {
		String seen = state.broken() ? "the last call that a strict port would refuse came at " + state.begin()
				: "no call that a strict port would refuse came since the start at " + state.begin();
		if (state.over()) {
			return seen;
		}
		return seen + "; ready at " + state.end() + " if none comes until then" + (state.end().isAfter(this.until)
				? ", which is after 'mtls.server.observe.until' (" + this.until + "): choose a later date" : "");
	}

	private static String besides(Unlisted others) {
		return (others.refused() == 0) ? ""
				: "; the report has no room for " + others.refused() + " calls that would be refused, since it lists "
						+ ObservedCallers.MAX_CALLERS
						+ " callers of each kind: fix those, or find who floods the port, and start again";
	}

	/**
	 * The callers that were seen, offenders first, then those that were seen last.
	 * @return an unmodifiable list
	 */
	public List<ObservedCaller> callers() {
		Instant now = this.clock.instant();
		return this.callers.all()
			.stream()
			.map((caller) -> caller.describe(now, this.quiet.length()))
			.sorted(Comparator.comparing(ObservedCaller::offender)
				.thenComparing((caller) -> caller.last().time())
				.reversed())
			.toList();
	}

}
