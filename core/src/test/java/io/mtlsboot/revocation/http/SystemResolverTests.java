package io.mtlsboot.revocation.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class SystemResolverTests {

	private static final Duration LONG = Duration.ofSeconds(20);

	@Test
	void resolveWhenLiteralThenItsAddress() throws Exception {
		assertThat(new SystemResolver().resolve("127.0.0.1", within(LONG)))
			.containsExactly(InetAddress.getByName("127.0.0.1"));
		assertThat(new SystemResolver().resolve("[::1]", within(LONG))).containsExactly(InetAddress.getByName("::1"));
	}

	@Test
	void resolveWhenHostIsUnknownThenSaysSo() {
		SystemResolver resolver = new SystemResolver((host) -> {
			throw new UnknownHostException(host);
		});
		assertThatIOException().isThrownBy(() -> resolver.resolve("web.example", within(LONG)))
			.withMessage("expected a host with an address, found none of 'web.example'");
	}

	@Test
	void resolveWhenNobodyAnswersThenEndsAtTheDeadline() {
		CountDownLatch never = new CountDownLatch(1);
		SystemResolver resolver = new SystemResolver((host) -> await(never));
		assertThatIOException().isThrownBy(() -> resolver.resolve("web.example", within(Duration.ofMillis(20))))
			.withMessageContaining("PT0.02S");
		never.countDown();
	}

	@Test
	void resolveWhenManyAreStuckThenOneMoreIsRefused() throws Exception {
		CountDownLatch never = new CountDownLatch(1);
		CountDownLatch stuck = new CountDownLatch(SystemResolver.MAX_LOOKUPS);
		SystemResolver resolver = new SystemResolver((host) -> {
			stuck.countDown();
			return await(never);
		});
		ExecutorService callers = Executors.newCachedThreadPool();
		for (int i = 0; i < SystemResolver.MAX_LOOKUPS; i++) {
			callers.submit(() -> resolver.resolve("stuck", within(LONG)));
		}
		assertThat(stuck.await(20, TimeUnit.SECONDS)).isTrue();
		assertThatIOException().isThrownBy(() -> resolver.resolve("web.example", within(LONG)))
			.withMessageContaining("expected at most 16 hosts");
		never.countDown();
		callers.shutdownNow();
	}

	private static InetAddress[] await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			// As deaf as the system
		}
		return new InetAddress[0];
	}

	private static Deadline within(Duration timeout) {
		return new Deadline(timeout, System::nanoTime);
	}

}
