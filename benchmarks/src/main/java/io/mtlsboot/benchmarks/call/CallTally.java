package io.mtlsboot.benchmarks.call;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.mtlsboot.benchmarks.process.ProcessCpu;
import org.jspecify.annotations.Nullable;

/**
 * Says how long there are calls to begin, and counts what becomes of them.
 */
final class CallTally {

	private static final int TOO_MANY_ERRORS = 100;

	private static final int MOST_CAUSES = 6;

	private final CallOrder order;

	private final List<Long> callee;

	private final List<Long> own = List.of(ProcessHandle.current().pid());

	private final AtomicInteger begun = new AtomicInteger();

	private final AtomicInteger answered = new AtomicInteger();

	private final AtomicInteger errors = new AtomicInteger();

	// Of each answer in its turn
	private final long[] latencies;

	private final long end;

	private volatile String firstError = "";

	CallTally(CallOrder order) {
		this.order = order;
		this.callee = ProcessCpu.tree(order.calleePids());
		this.latencies = new long[order.calls()];
		this.end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(order.millis());
	}

	/**
	 * Lets a client do what it was told.
	 * @param calls the client
	 * @return what it cost
	 */
	CallResult measure(Calls calls) {
		long clientMicros = ProcessCpu.micros(this.own);
		long calleeMicros = ProcessCpu.micros(this.callee);
		long start = System.nanoTime();
		calls.perform(this.order, this);
		long nanos = System.nanoTime() - start;
		clientMicros = ProcessCpu.micros(this.own) - clientMicros;
		calleeMicros = ProcessCpu.micros(this.callee) - calleeMicros;
		return new CallResult(this.answered.get(), this.errors.get(), this.firstError, nanos, clientMicros,
				calleeMicros, quantile(0.5), quantile(0.99));
	}

	/**
	 * Returns whether there is one more to begin.
	 * @return false at the end, and after too many errors
	 */
	boolean begin() {
		return this.errors.get() < TOO_MANY_ERRORS && System.nanoTime() - this.end < 0
				&& this.begun.getAndIncrement() < this.order.calls();
	}

	void answered(long start, @Nullable String answer) {
		if (!this.order.expected().equals(answer)) {
			failed("answers '" + answer + "'");
			return;
		}
		this.latencies[this.answered.getAndIncrement()] = System.nanoTime() - start;
	}

	// By the types first: they are what the runner looks for
	void failed(Throwable cause) {
		failed(Stream.iterate(cause, (ex) -> ex != null, Throwable::getCause)
			.limit(MOST_CAUSES)
			.map((ex) -> ex.getClass().getSimpleName())
			.collect(Collectors.joining(" < ", "", ": ")) + cause.getMessage());
	}

	private synchronized void failed(String what) {
		this.errors.incrementAndGet();
		if (this.firstError.isEmpty()) {
			this.firstError = what;
		}
	}

	private long quantile(double share) {
		int count = this.answered.get();
		if (count == 0) {
			return 0;
		}
		Arrays.sort(this.latencies, 0, count);
		return this.latencies[(int) Math.ceil(count * share) - 1] / 1000;
	}

}
