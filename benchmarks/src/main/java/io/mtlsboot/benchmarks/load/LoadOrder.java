package io.mtlsboot.benchmarks.load;

import java.util.List;

import io.mtlsboot.benchmarks.process.Fields;

/**
 * What the load generator is to do.
 *
 * @param protocol what connections speak
 * @param resume whether a connection goes on with the session of the one before
 * @param keepAlive whether a connection has many requests, and not one
 * @param port where the server listens, on 127.0.0.1
 * @param connections how many are open at the same time
 * @param rampMillis how long the load lasts before it counts
 * @param millis how long it counts: at least so long, and until the server has had nearly
 * as much CPU time, but not longer than {@link #PATIENCE} times it; 0 for connections
 * that are opened, asked once and then kept open until the next order
 * @param pids the processes of the server; those that they started count with them
 * @param backendPids the processes that the server forwards to
 */
public record LoadOrder(Protocol protocol, boolean resume, boolean keepAlive, int port, int connections,
		long rampMillis, long millis, List<Long> pids, List<Long> backendPids) {

	/**
	 * How much longer a turn may be on a core that the server has to share.
	 */
	static final int PATIENCE = 6;

	static LoadOrder parse(String line) {
		Fields fields = Fields.parse(line);
		return new LoadOrder(Protocol.valueOf(fields.text("protocol")), Boolean.parseBoolean(fields.text("resume")),
				Boolean.parseBoolean(fields.text("keepAlive")), (int) fields.number("port"),
				(int) fields.number("connections"), fields.number("rampMillis"), fields.number("millis"),
				fields.numbers("pids"), fields.numbers("backendPids"));
	}

	/**
	 * Writes it down.
	 * @return one line, without its end
	 */
	public String line() {
		return Fields.empty()
			.with("protocol", this.protocol)
			.with("resume", this.resume)
			.with("keepAlive", this.keepAlive)
			.with("port", this.port)
			.with("connections", this.connections)
			.with("rampMillis", this.rampMillis)
			.with("millis", this.millis)
			.withAll("pids", this.pids)
			.withAll("backendPids", this.backendPids)
			.line();
	}

}
