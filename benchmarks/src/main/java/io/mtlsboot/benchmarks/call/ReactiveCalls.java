package io.mtlsboot.benchmarks.call;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;

import org.springframework.web.reactive.function.client.WebClient;

/**
 * Calls with a {@link WebClient}, and no thread of its own.
 *
 * @param client what is measured
 */
record ReactiveCalls(WebClient client) implements Calls {

	@Override
	public void perform(CallOrder order, CallTally tally) {
		Flux.generate((SynchronousSink<CallTally> calls) -> next(calls, tally))
			.flatMap((next) -> call(order.uri(), next), order.callers(), 1)
			.blockLast();
	}

	private static void next(SynchronousSink<CallTally> calls, CallTally tally) {
		if (tally.begin()) {
			calls.next(tally);
		}
		else {
			calls.complete();
		}
	}

	private Mono<String> call(String uri, CallTally tally) {
		return Mono.defer(() -> {
			long start = System.nanoTime();
			return this.client.get()
				.uri(uri)
				.retrieve()
				.bodyToMono(String.class)
				.doOnNext((answer) -> tally.answered(start, answer));
		}).onErrorResume((ex) -> {
			tally.failed(ex);
			return Mono.empty();
		});
	}

}
