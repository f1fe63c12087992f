package io.mtlsboot.benchmarks.client;

import io.mtlsboot.benchmarks.call.CallResult;

/**
 * One turn of a client.
 *
 * @param client its name
 * @param round from 1
 * @param wanted how many calls there should be
 * @param result what the client counted
 * @param handshakes what the callee counted
 */
record ClientSample(String client, int round, int wanted, CallResult result, Handshakes handshakes) {

	/**
	 * Returns why it says nothing.
	 * @return what is wrong, or empty
	 */
	String problem() {
		if (this.result.errors() > 0) {
			return this.result.errors() + " errors: " + this.result.firstError();
		}
		if (this.result.calls() < this.wanted) {
			return "only " + this.result.calls() + " of " + this.wanted + " calls";
		}
		return "";
	}

	double cpuMicros() {
		return perCall(this.result.clientMicros());
	}

	double calleeMicros() {
		return perCall(this.result.calleeMicros());
	}

	double callsPerSecond() {
		return this.result.calls() * 1e9 / Math.max(1, this.result.nanos());
	}

	double handshakesPerTenThousand() {
		return this.handshakes.perTenThousand(this.result.calls());
	}

	private double perCall(long micros) {
		return (double) micros / Math.max(1, this.result.calls());
	}

}
