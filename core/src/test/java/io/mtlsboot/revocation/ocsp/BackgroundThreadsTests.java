package io.mtlsboot.revocation.ocsp;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BackgroundThreadsTests {

	@Test
	void executeWhenThereIsTooMuchToDoThenRefusesAndHasFewThreads() {
		CountDownLatch end = new CountDownLatch(1);
		try (BackgroundThreads background = new BackgroundThreads()) {
			int accepted = 0;
			while (accepted < 10_000 && background.execute(() -> await(end))) {
				accepted++;
			}
			assertThat(accepted).isBetween(256, 256 + BackgroundThreads.MAX_THREADS);
			assertThat(background.size()).isEqualTo(BackgroundThreads.MAX_THREADS);
		}
		finally {
			end.countDown();
		}
	}

	@Test
	void executeThenRunsInADaemonWithoutTheContextOfTheCaller() {
		CountDownLatch ran = new CountDownLatch(2);
		AtomicBoolean daemon = new AtomicBoolean();
		try (BackgroundThreads background = new BackgroundThreads()) {
			assertThat(background.execute(() -> {
				daemon.set(Thread.currentThread().isDaemon()
						&& Thread.currentThread().getContextClassLoader() == BackgroundThreads.class.getClassLoader());
				ran.countDown();
			})).isTrue();
			background.schedule(ran::countDown, Duration.ZERO);
			await(ran);
		}
		assertThat(ran.getCount()).isZero();
		assertThat(daemon).isTrue();
	}

	@Test
	void executeWhenClosedThenRefuses() {
		BackgroundThreads background = new BackgroundThreads();
		background.close();
		assertThat(background.execute(() -> {
		})).isFalse();
		background.schedule(() -> {
		}, Duration.ZERO).run();
	}

	private static void await(CountDownLatch latch) {
		try {
			if (!latch.await(1, TimeUnit.MINUTES)) {
				throw new IllegalStateException("expected an end within a minute");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
