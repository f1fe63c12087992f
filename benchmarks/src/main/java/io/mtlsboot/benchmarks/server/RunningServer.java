package io.mtlsboot.benchmarks.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.mtlsboot.benchmarks.process.ChildProcess;

/**
 * A server that listens.
 *
 * @param contestant what it is
 * @param port where it listens
 * @param processes what it consists of
 * @param backends what it forwards to
 * @param material the directory of its certificate
 * @param questions how many it was asked
 */
record RunningServer(Contestant contestant, int port, List<ChildProcess> processes, List<ChildProcess> backends,
		Path material, AtomicInteger questions) implements AutoCloseable {

	RunningServer(Contestant contestant, int port, List<ChildProcess> processes, List<ChildProcess> backends,
			Path material) {
		this(contestant, port, processes, backends, material, new AtomicInteger());
	}

	List<Long> pids() {
		return this.processes.stream().map(ChildProcess::pid).toList();
	}

	List<Long> backendPids() {
		return this.backends.stream().map(ChildProcess::pid).toList();
	}

	/**
	 * Lets a JVM collect its garbage.
	 * @return what is left in its heap, in bytes; NaN if it is no JVM
	 */
	double collectGarbage() throws IOException {
		if (!(this.contestant instanceof BootContestant)) {
			return Double.NaN;
		}
		String question = "gc" + this.questions.incrementAndGet();
		ChildProcess process = this.processes.get(0);
		process.tell(question);
		return Double.parseDouble(process.await("HEAP " + question + " "));
	}

	/**
	 * Lets the server end by itself.
	 */
	void finish() throws IOException {
		for (ChildProcess process : this.processes) {
			process.finish();
		}
	}

	@Override
	public void close() {
		this.processes.forEach(ChildProcess::close);
		this.backends.forEach(ChildProcess::close);
	}

}
