package io.mtlsboot.benchmarks.server;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.mtlsboot.benchmarks.load.LoadOrder;
import io.mtlsboot.benchmarks.load.LoadResult;
import io.mtlsboot.benchmarks.load.ProcessCpu;
import io.mtlsboot.benchmarks.load.Protocol;

/**
 * Starts servers, and loads one after the other, round by round.
 */
final class Comparison implements AutoCloseable {

	private final Options options;

	private final Launch launch;

	private final Generator generator;

	private final Probe probe;

	private final List<RunningServer> servers = new ArrayList<>();

	private final List<Sample> samples = new ArrayList<>();

	private final Map<String, String> absent = new LinkedHashMap<>();

	Comparison(Options options, Launch launch, Generator generator, Probe probe) {
		this.options = options;
		this.launch = launch;
		this.generator = generator;
		this.probe = probe;
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

	void start(Contestant contestant) {
		if (contestant.missing().isPresent()) {
			leaveOut(contestant, contestant.missing().get());
			return;
		}
		try {
			RunningServer server = contestant.start(this.launch);
			String problem = contestant.speaksTls() ? this.probe.judge(server) : "";
			if (problem.isEmpty()) {
				this.servers.add(server);
				say("started", contestant, "on port " + server.port());
			}
			else {
				server.close();
				leaveOut(contestant, problem);
			}
		}
		catch (IOException ex) {
			leaveOut(contestant, String.valueOf(ex.getMessage()));
		}
	}

	void run() throws IOException {
		List<Mode> modes = this.options.modes().stream().filter((mode) -> mode != Mode.IDLE).toList();
		for (RunningServer server : this.servers) {
			for (Mode mode : modes) {
				if (server.contestant().supports(mode)) {
					load(server, mode, this.options.warmUpMillis());
				}
			}
			say("warmed up", server.contestant(), "");
		}
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

	@Override
	public void close() {
		this.servers.forEach(RunningServer::close);
	}

	private void measure(RunningServer server, Mode mode, int round) throws IOException {
		LoadResult load = load(server, mode, this.options.millis());
		long memory = ProcessCpu.residentBytes(ProcessCpu.tree(server.pids()));
		Sample sample = new Sample(server.contestant().id(), mode, round, load, memory, problem(load, mode));
		this.samples.add(sample);
		say("round " + round, server.contestant(), String.format("%-10s %8.1f µs CPU %9.0f/s %s", mode.id(),
				sample.cpuMicros(), sample.operationsPerSecond(), sample.problem()));
	}

	private LoadResult load(RunningServer server, Mode mode, long millis) throws IOException {
		Protocol protocol = server.contestant().speaksTls() ? mode.protocol() : Protocol.PLAIN;
		return this.generator.perform(new LoadOrder(protocol, mode.resumes(), mode.keepsAlive(), server.port(),
				this.options.connections(), this.options.rampMillis(), millis, server.pids(), server.backendPids()));
	}

	private static String problem(LoadResult load, Mode mode) {
		if (load.errors() > 0) {
			return load.errors() + " errors: " + load.firstError();
		}
		if (load.operations() == 0) {
			return "no answer";
		}
		if (load.resumed() > 0 && !mode.resumes()) {
			return load.resumed() + " handshakes were resumed";
		}
		return "";
	}

	private void leaveOut(Contestant contestant, String why) {
		this.absent.put(contestant.id(), why);
		say("left out", contestant, why);
	}

	private static void say(String what, Contestant contestant, String more) {
		System.err.printf("%-10s %-24s %s%n", what, contestant.id(), more);
	}

}
