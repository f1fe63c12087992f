package io.mtlsboot.benchmarks.server;

import java.nio.file.Path;
import java.util.List;

/**
 * A server that listens.
 *
 * @param contestant what it is
 * @param port where it listens
 * @param processes what it consists of
 * @param backends what it forwards to
 * @param material the directory of its certificate
 */
record RunningServer(Contestant contestant, int port, List<ServerProcess> processes, List<ServerProcess> backends,
		Path material) implements AutoCloseable {

	List<Long> pids() {
		return this.processes.stream().map(ServerProcess::pid).toList();
	}

	List<Long> backendPids() {
		return this.backends.stream().map(ServerProcess::pid).toList();
	}

	@Override
	public void close() {
		this.processes.forEach(ServerProcess::close);
		this.backends.forEach(ServerProcess::close);
	}

}
