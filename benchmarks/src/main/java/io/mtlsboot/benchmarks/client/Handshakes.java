package io.mtlsboot.benchmarks.client;

/**
 * What a callee has counted.
 *
 * @param connections those that had a handshake and a request
 * @param full how many handshakes were not resumed
 */
record Handshakes(long connections, long full) {

	Handshakes since(Handshakes before) {
		return new Handshakes(this.connections - before.connections, this.full - before.full);
	}

	double perTenThousand(long calls) {
		return 10_000.0 * this.connections / Math.max(1, calls);
	}

	double resumedPercent() {
		return 100.0 * Math.max(0, this.connections - this.full) / Math.max(1, this.connections);
	}

}
