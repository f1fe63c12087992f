package io.mtlsboot.benchmarks.client;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.mtlsboot.benchmarks.call.CallOrder;
import io.mtlsboot.benchmarks.call.CallResult;
import io.mtlsboot.benchmarks.process.ChildProcess;

/**
 * A client that takes orders.
 *
 * @param contestant what it is
 * @param process where it runs
 * @param orders how many it was given
 */
record RunningClient(ClientContestant contestant, ChildProcess process, AtomicInteger orders) implements AutoCloseable {

	// After the last call has begun
	private static final Duration PATIENCE = Duration.ofSeconds(60);

	RunningClient(ClientContestant contestant, ChildProcess process) {
		this(contestant, process, new AtomicInteger());
	}

	/**
	 * Lets it call the callee.
	 * @param callee whom it calls
	 * @param calls how many times
	 * @param callers how many calls are under way at the same time
	 * @param limit after how long it begins no further one
	 * @return what that cost
	 * @throws IOException if it does not say so
	 */
	CallResult call(Callee callee, int calls, int callers, Duration limit) throws IOException {
		return perform(new CallOrder(this.orders.incrementAndGet(), "/", Callee.GREETING, calls, limit.toMillis(),
				callers, callee.pids()));
	}

	/**
	 * Lets it ask somebody else once.
	 * @param url of whom
	 * @return what came of it
	 * @throws IOException if it does not say so
	 */
	CallResult ask(String url) throws IOException {
		return perform(new CallOrder(this.orders.incrementAndGet(), url, "", 1, PATIENCE.toMillis(), 1, List.of()));
	}

	private CallResult perform(CallOrder order) throws IOException {
		this.process.tell(order.line());
		return CallResult.parse(
				this.process.await("RESULT " + order.number() + " ", PATIENCE.plus(Duration.ofMillis(order.millis()))));
	}

	@Override
	public void close() {
		this.process.close();
	}

}
