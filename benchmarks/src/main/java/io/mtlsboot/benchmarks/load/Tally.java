package io.mtlsboot.benchmarks.load;

import java.util.List;

import io.mtlsboot.benchmarks.process.ProcessCpu;

/**
 * Counts while it is told to, and errors always.
 */
final class Tally {

	private final Latencies latencies = new Latencies();

	private final List<Long> server;

	private final List<Long> backend;

	private final List<Long> own = List.of(ProcessHandle.current().pid());

	private boolean counting;

	private long operations;

	private long handshakes;

	private long resumed;

	private long errors;

	private String firstError = "";

	private long nanos;

	private long serverMicros;

	private long backendMicros;

	private long ownMicros;

	Tally(LoadOrder order) {
		this.server = ProcessCpu.tree(order.pids());
		this.backend = ProcessCpu.tree(order.backendPids());
	}

	void start() {
		read(-1);
		this.counting = true;
	}

	void stop() {
		this.counting = false;
		read(1);
	}

	void answered(Connection connection, boolean first) {
		if (!this.counting) {
			return;
		}
		this.operations++;
		this.latencies.add(System.nanoTime() - connection.startedAt());
		if (first) {
			this.handshakes++;
			this.resumed += connection.isResumed() ? 1 : 0;
		}
	}

	void failed(Exception cause) {
		this.errors++;
		if (this.firstError.isEmpty()) {
			this.firstError = String.valueOf(cause.getMessage());
		}
	}

	/**
	 * Returns the CPU time of the server so far.
	 * @return microseconds since the start
	 */
	long serverMicros() {
		return this.serverMicros + ProcessCpu.micros(this.server);
	}

	long errors() {
		return this.errors;
	}

	LoadResult result() {
		return new LoadResult(this.operations, this.errors, this.firstError, this.handshakes, this.resumed, this.nanos,
				this.serverMicros, this.backendMicros, this.ownMicros, this.latencies.quantile(0.5),
				this.latencies.quantile(0.99));
	}

	// What was read at the start is taken away from what is read at the end
	private void read(int sign) {
		this.serverMicros += sign * ProcessCpu.micros(this.server);
		this.backendMicros += sign * ProcessCpu.micros(this.backend);
		this.ownMicros += sign * ProcessCpu.micros(this.own);
		this.nanos += sign * System.nanoTime();
	}

}
