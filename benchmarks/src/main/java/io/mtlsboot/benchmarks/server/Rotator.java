package io.mtlsboot.benchmarks.server;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import io.mtlsboot.benchmarks.process.ChildProcess;
import io.mtlsboot.benchmarks.process.Material;

/**
 * Gives a server a new certificate every second, and sees that it takes them.
 */
final class Rotator implements AutoCloseable {

	private static final int PATIENCE_SECONDS = 10;

	private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

	private final AtomicReference<X509Certificate> newest;

	private final ScheduledFuture<?> rotations;

	private final Probe probe;

	private final int port;

	Rotator(RunningServer server, Material material, Probe probe) throws IOException {
		this.probe = probe;
		this.port = server.port();
		this.newest = new AtomicReference<>(probe.presented(this.port));
		this.rotations = this.clock.scheduleAtFixedRate(() -> this.newest.set(material.renew(server.material())), 0, 1,
				TimeUnit.SECONDS);
	}

	/**
	 * Ends and waits for the last certificate to be in use.
	 * @return what is wrong, or empty
	 */
	String finish() throws IOException {
		close();
		long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
		while (System.nanoTime() - limit < 0) {
			if (this.probe.presented(this.port).equals(this.newest.get())) {
				return "";
			}
			ChildProcess.pause();
		}
		return "presents an old certificate " + PATIENCE_SECONDS + " s after the last rotation";
	}

	@Override
	public void close() {
		this.rotations.cancel(false);
		this.clock.shutdown();
		try {
			if (!this.clock.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
				throw new IllegalStateException("Unable to end the rotations");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
