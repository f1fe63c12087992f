package io.mtlsboot.benchmarks.server;

import java.io.IOException;
import java.util.stream.DoubleStream;

import io.mtlsboot.benchmarks.load.LoadOrder;
import io.mtlsboot.benchmarks.load.LoadResult;
import io.mtlsboot.benchmarks.load.Protocol;
import io.mtlsboot.benchmarks.process.ChildProcess;
import io.mtlsboot.benchmarks.process.ProcessCpu;

/**
 * Opens many connections to one server that was just started, and leaves them alone.
 */
final class IdleMeasurement {

	private static final int IDLE_WINDOWS = 3;

	private final Options options;

	private final Generator generator;

	private final RunningServer server;

	IdleMeasurement(Options options, Generator generator, RunningServer server) {
		this.options = options;
		this.generator = generator;
		this.server = server;
	}

	IdleRow run() throws IOException {
		this.generator.perform(order(true, this.options.connections(), this.options.warmUpMillis()));
		State before = State.of(this.server);
		LoadResult opened = this.generator.perform(order(false, this.options.idleConnections(), 0));
		State after = State.of(this.server);
		double connections = Math.max(1, opened.operations());
		return new IdleRow(this.server.contestant().id(), this.server.contestant().title(), opened.operations(),
				(after.residentBytes() - before.residentBytes()) / 1024.0 / connections,
				(after.heapBytes() - before.heapBytes()) / 1024.0 / connections, opened.serverMicros() / connections,
				idleMillisPerSecond(), problem(opened));
	}

	private LoadOrder order(boolean busy, int connections, long millis) {
		Protocol protocol = this.server.contestant().speaksTls() ? Mode.IDLE.protocol() : Protocol.PLAIN;
		return new LoadOrder(protocol, false, busy, this.server.port(), connections, this.options.rampMillis(), millis,
				this.server.pids(), this.server.backendPids());
	}

	// A JVM goes on compiling for a while what it was asked before: the lowest counts
	private double idleMillisPerSecond() {
		return DoubleStream.generate(this::millisPerSecond).limit(IDLE_WINDOWS).min().orElseThrow();
	}

	private double millisPerSecond() {
		long before = ProcessCpu.micros(ProcessCpu.tree(this.server.pids()));
		long start = System.nanoTime();
		ChildProcess.pause(this.options.millis());
		long micros = ProcessCpu.micros(ProcessCpu.tree(this.server.pids())) - before;
		return micros * 1e6 / (System.nanoTime() - start);
	}

	private String problem(LoadResult opened) {
		if (opened.errors() > 0) {
			return opened.errors() + " errors: " + opened.firstError();
		}
		return (opened.operations() < this.options.idleConnections())
				? "only " + opened.operations() + " of " + this.options.idleConnections() + " connections" : "";
	}

	/**
	 * How much memory a server has.
	 *
	 * @param residentBytes in RAM
	 * @param heapBytes alive in the heap, NaN without one
	 */
	private record State(double residentBytes, double heapBytes) {

		static State of(RunningServer server) throws IOException {
			double heap = server.collectGarbage();
			return new State(ProcessCpu.residentBytes(ProcessCpu.tree(server.pids())), heap);
		}

	}

}
