package io.mtlsboot.benchmarks.call;

import java.util.stream.IntStream;

import org.springframework.web.client.RestClient;

/**
 * Calls with a {@link RestClient}: a thread for each caller.
 *
 * @param client what is measured
 */
record BlockingCalls(RestClient client) implements Calls {

	@Override
	public void perform(CallOrder order, CallTally tally) {
		var callers = IntStream.range(0, order.callers())
			.mapToObj((number) -> new Thread(() -> call(order.uri(), tally), "caller-" + number))
			.toList();
		callers.forEach(Thread::start);
		try {
			for (Thread caller : callers) {
				caller.join();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void call(String uri, CallTally tally) {
		while (tally.begin()) {
			long start = System.nanoTime();
			try {
				tally.answered(start, this.client.get().uri(uri).retrieve().body(String.class));
			}
			catch (RuntimeException ex) {
				tally.failed(ex);
			}
		}
	}

}
