package io.mtlsboot.benchmarks.server;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.mtlsboot.benchmarks.load.LoadOrder;
import io.mtlsboot.benchmarks.load.LoadResult;
import io.mtlsboot.benchmarks.load.Protocol;
import io.mtlsboot.benchmarks.process.Cores;
import io.mtlsboot.benchmarks.process.Launch;
import io.mtlsboot.benchmarks.process.ProcessCpu;

/**
 * Starts servers, and loads one after the other, round by round.
 */
final class Comparison implements AutoCloseable {

	private static final int MOST_WARM_UPS = 30;

	private final Options options;

	private final Cores cores;

	private final Launch launch;

	private final Generator generator;

	private final Probe probe;

	private final List<RunningServer> servers = new ArrayList<>();

	private final List<Sample> samples = new ArrayList<>();

	private final List<StartRow> startRows = new ArrayList<>();

	private final List<IdleRow> idleRows = new ArrayList<>();

	private final Map<String, String> absent = Collections.synchronizedMap(new LinkedHashMap<>());

	Comparison(Options options, Cores cores, Launch launch, Generator generator, Probe probe) {
		this.options = options;
		this.cores = cores;
		this.launch = launch;
		this.generator = generator;
		this.probe = probe;
	}

	List<StartRow> startRows() {
		return this.startRows;
	}

	List<IdleRow> idleRows() {
		return this.idleRows;
	}

	List<Sample> samples() {
		return this.samples;
	}

	/**
	 * Returns who does not take part, and why.
	 * @return reasons by name
	 */
	Map<String, String> absent() {
		return this.absent;
	}

	/**
	 * Measures starts, while nothing else runs.
	 * @param contestants who takes part
	 */
	void start(List<Contestant> contestants) throws IOException {
		this.startRows.addAll(new StartMeasurement(this.options.rounds(), this.launch.on(this.cores.both()), this.probe)
			.run(contestants));
	}

	/**
	 * Measures all modes in which servers are loaded.
	 * @param contestants who takes part
	 */
	void run(List<Contestant> contestants) throws IOException {
		List<Mode> modes = this.options.modes().stream().filter(Mode::isLoad).toList();
		if (modes.isEmpty()) {
			return;
		}
		startAll(contestants);
		warmUp(modes);
		for (int round = 1; round <= this.options.rounds(); round++) {
			for (Mode mode : modes) {
				for (RunningServer server : this.servers) {
					if (server.contestant().supports(mode)) {
						measure(server, mode, round);
					}
				}
			}
		}
	}

	/**
	 * Measures idle connections: one server at a time, which has just been started with a
	 * heap that is large enough.
	 * @param contestants who takes part
	 */
	void idle(List<Contestant> contestants) throws IOException {
		close();
		for (Contestant contestant : contestants) {
			if (contestant.missing().isEmpty() && !this.absent.containsKey(contestant.id())) {
				try (RunningServer server = contestant.start(this.launch.withJvmOptions("-Xmx3g"))) {
					IdleRow row = new IdleMeasurement(this.options, this.generator, server).run();
					this.idleRows.add(row);
					say("idle", contestant, String.format("%.1f kB RSS, %.1f kB heap %s", row.residentKilobytes(),
							row.heapKilobytes(), row.problem()));
				}
			}
		}
	}

	@Override
	public void close() {
		this.servers.forEach(RunningServer::close);
		this.servers.clear();
	}

	private void startAll(List<Contestant> contestants) {
		// At once only where nothing is judged
		Stream<Contestant> starting = this.options.smoke() ? contestants.parallelStream() : contestants.stream();
		this.servers.addAll(starting.map(this::start).flatMap(Optional::stream).toList());
	}

	private void warmUp(List<Mode> modes) throws IOException {
		if (this.options.warmUpMillis() == 0) {
			return;
		}
		for (RunningServer server : this.servers) {
			List<Long> pids = ProcessCpu
				.tree(Stream.concat(server.pids().stream(), server.backendPids().stream()).toList());
			this.cores.lend(pids);
			for (Mode mode : modes) {
				if (server.contestant().supports(mode)) {
					warmUp(server, mode);
				}
			}
			this.cores.takeBack(pids);
			say("warmed up", server.contestant(), "");
		}
	}

	// Until there were enough of them for JIT compilers and an operation does not become
	// much cheaper any more
	private void warmUp(RunningServer server, Mode mode) throws IOException {
		int missing = server.contestant().isJvm() ? mode.warmUp() : 0;
		double before = Double.MAX_VALUE;
		for (int slice = 0; slice < MOST_WARM_UPS; slice++) {
			LoadResult load = load(server, mode, this.options.warmUpMillis());
			double cost = sample(server, mode, 0, load, "").cpuMicros();
			missing -= (int) load.operations();
			if (missing <= 0 && cost > 0.95 * before) {
				return;
			}
			before = cost;
		}
	}

	private Optional<RunningServer> start(Contestant contestant) {
		if (contestant.missing().isPresent()) {
			return leaveOut(contestant, contestant.missing().get());
		}
		try {
			RunningServer server = contestant.start(this.launch);
			String problem = contestant.speaksTls() ? this.probe.judge(server) : "";
			if (problem.isEmpty()) {
				say("started", contestant, "on port " + server.port());
				return Optional.of(server);
			}
			server.close();
			return leaveOut(contestant, problem);
		}
		catch (IOException ex) {
			return leaveOut(contestant, String.valueOf(ex.getMessage()));
		}
	}

	private void measure(RunningServer server, Mode mode, int round) throws IOException {
		Sample sample = (mode == Mode.ROTATION) ? rotate(server, mode, round)
				: sample(server, mode, round, load(server, mode, this.options.millis()), "");
		this.samples.add(sample);
		say("round " + round, server.contestant(), String.format("%-10s %8.1f µs CPU %9.0f/s %s", mode.id(),
				sample.cpuMicros(), sample.operationsPerSecond(), sample.problem()));
	}

	private Sample rotate(RunningServer server, Mode mode, int round) throws IOException {
		try (Rotator rotator = new Rotator(server, this.launch.material(), this.probe)) {
			LoadResult load = load(server, mode, this.options.millis());
			return sample(server, mode, round, load, rotator.finish());
		}
	}

	private static Sample sample(RunningServer server, Mode mode, int round, LoadResult load, String problem) {
		long memory = ProcessCpu.residentBytes(ProcessCpu.tree(server.pids()));
		return new Sample(server.contestant().id(), mode, round, load, memory,
				problem.isEmpty() ? Sample.problem(load, mode) : problem);
	}

	private LoadResult load(RunningServer server, Mode mode, long millis) throws IOException {
		Protocol protocol = server.contestant().speaksTls() ? mode.protocol() : Protocol.PLAIN;
		return this.generator.perform(new LoadOrder(protocol, mode.resumes(), mode.keepsAlive(), server.port(),
				this.options.connections(), this.options.rampMillis(), millis, server.pids(), server.backendPids()));
	}

	private Optional<RunningServer> leaveOut(Contestant contestant, String why) {
		this.absent.put(contestant.id(), why);
		say("left out", contestant, why);
		return Optional.empty();
	}

	static void say(String what, Contestant contestant, String more) {
		System.err.printf("%-10s %-24s %s%n", what, contestant.id(), more);
	}

}
