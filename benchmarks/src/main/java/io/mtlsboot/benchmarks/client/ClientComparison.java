package io.mtlsboot.benchmarks.client;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.mtlsboot.benchmarks.call.CallResult;
import io.mtlsboot.benchmarks.process.Launch;
import io.mtlsboot.benchmarks.report.Spread;

/**
 * Starts clients, and lets one after the other call, round by round.
 */
final class ClientComparison implements AutoCloseable {

	private static final int LEAST_WARM_UPS = 3;

	private static final int MOST_WARM_UPS = 10;

	private static final int WARM_UP_CALLS = 20_000;

	// A turn that takes so long is not valid
	private static final Duration LIMIT = Duration.ofMinutes(5);

	private final ClientOptions options;

	private final Launch launch;

	private final Callee callee;

	private final Impostor impostor;

	private final List<RunningClient> clients = new ArrayList<>();

	private final List<ClientSample> samples = new ArrayList<>();

	private final Map<String, String> absent = Collections.synchronizedMap(new LinkedHashMap<>());

	ClientComparison(ClientOptions options, Launch launch, Callee callee, Impostor impostor) {
		this.options = options;
		this.launch = launch;
		this.callee = callee;
		this.impostor = impostor;
	}

	void run(List<ClientContestant> contestants) throws IOException {
		// At once only where nothing is judged
		Stream<ClientContestant> starting = this.options.smoke() ? contestants.parallelStream() : contestants.stream();
		this.clients.addAll(starting.map(this::start).flatMap(Optional::stream).toList());
		for (RunningClient client : this.clients) {
			warmUp(client);
		}
		for (int round = 1; round <= this.options.rounds(); round++) {
			for (RunningClient client : this.clients) {
				measure(client, round);
			}
		}
	}

	/**
	 * Returns what there is so far.
	 * @param machine where it is measured
	 * @param contestants who should take part
	 * @return the report
	 */
	ClientReport report(Map<String, String> machine, List<ClientContestant> contestants) {
		double baseline = Spread.median(samples(ClientContestants.BASELINE), ClientSample::cpuMicros);
		return new ClientReport(machine, this.options.rounds(), this.options.calls(), this.options.callers(),
				contestants.stream()
					.filter((contestant) -> !samples(contestant.id()).isEmpty())
					.map((contestant) -> ClientRow.of(contestant, samples(contestant.id()), baseline))
					.toList(),
				this.absent);
	}

	@Override
	public void close() {
		this.clients.forEach(RunningClient::close);
		this.clients.clear();
	}

	private List<ClientSample> samples(String client) {
		return this.samples.stream().filter((sample) -> sample.client().equals(client)).toList();
	}

	private Optional<RunningClient> start(ClientContestant contestant) {
		if (contestant.missing().isPresent()) {
			return leaveOut(contestant, contestant.missing().get());
		}
		try {
			RunningClient client = contestant.start(this.launch, this.callee.url());
			String problem = judge(client);
			if (problem.isEmpty()) {
				say("started", contestant, "");
				return Optional.of(client);
			}
			client.close();
			return leaveOut(contestant, problem);
		}
		catch (IOException ex) {
			return leaveOut(contestant, String.valueOf(ex.getMessage()));
		}
	}

	// What a call costs is of no interest if the client trusts anybody, or tells nobody
	// who
	// it is
	private String judge(RunningClient client) throws IOException {
		CallResult greeted = client.call(this.callee, 1, 1, LIMIT);
		if (greeted.calls() != 1) {
			return "is not greeted by its name: " + greeted.firstError();
		}
		CallResult deceived = client.ask(this.impostor.url());
		return deceived.firstError().contains("SSLHandshakeException") ? ""
				: "does not refuse a callee of another CA: " + deceived.firstError();
	}

	// Until a call does not become much cheaper any more: JIT compilers need their time
	private void warmUp(RunningClient client) throws IOException {
		if (this.options.warmUpMillis() == 0) {
			return;
		}
		double before = Double.MAX_VALUE;
		for (int slice = 1; slice <= MOST_WARM_UPS; slice++) {
			CallResult result = client.call(this.callee, WARM_UP_CALLS, this.options.callers(),
					Duration.ofMillis(this.options.warmUpMillis()));
			double cost = (double) result.clientMicros() / Math.max(1, result.calls());
			if (slice >= LEAST_WARM_UPS && cost > 0.95 * before) {
				break;
			}
			before = cost;
		}
		say("warmed up", client.contestant(), "");
	}

	private void measure(RunningClient client, int round) throws IOException {
		Handshakes before = this.callee.handshakes();
		CallResult result = client.call(this.callee, this.options.calls(), this.options.callers(), LIMIT);
		ClientSample sample = new ClientSample(client.contestant().id(), round, this.options.calls(), result,
				this.callee.handshakes().since(before));
		this.samples.add(sample);
		say("round " + round, client.contestant(),
				String.format("%8.1f µs CPU %9.0f/s %6d connections, %6d full handshakes %s", sample.cpuMicros(),
						sample.callsPerSecond(), sample.handshakes().connections(), sample.handshakes().full(),
						sample.problem()));
	}

	private Optional<RunningClient> leaveOut(ClientContestant contestant, String why) {
		this.absent.put(contestant.id(), why);
		say("left out", contestant, why);
		return Optional.empty();
	}

	private static void say(String what, ClientContestant contestant, String more) {
		System.err.printf("%-10s %-26s %s%n", what, contestant.id(), more);
	}

}
