package io.mtlsboot.revocation.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks the system. A look-up knows no time-out and cannot be interrupted, so that it has
 * a thread of its own: one of a few, which end when they have nothing to do.
 */
final class SystemResolver implements HostResolver {

	static final int MAX_LOOKUPS = 16;

	private static final int IDLE_SECONDS = 5;

	private final ThreadPoolExecutor lookups = new ThreadPoolExecutor(0, MAX_LOOKUPS, IDLE_SECONDS, TimeUnit.SECONDS,
			new SynchronousQueue<>(), SystemResolver::thread);

	private final Lookup lookup;

	SystemResolver() {
		this(InetAddress::getAllByName);
	}

	SystemResolver(Lookup lookup) {
		this.lookup = lookup;
	}

	private static Thread thread(Runnable task) {
		Thread thread = new Thread(task, "mtls-lookup");
		thread.setDaemon(true);
		return thread;
	}

	@Override
	public List<InetAddress> resolve(String host, Deadline deadline) throws IOException {
		Future<List<InetAddress>> lookup = lookup(host);
		try {
			return lookup.get(deadline.remainingMillis(), TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException ex) {
			throw new IOException("expected a host with an address, found none of '" + host + "'", ex.getCause());
		}
		catch (TimeoutException ex) {
			throw deadline.passed();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new InterruptedIOException("interrupted");
		}
		finally {
			lookup.cancel(true);
		}
	}

	private Future<List<InetAddress>> lookup(String host) throws IOException {
		try {
			return this.lookups.submit(() -> List.of(this.lookup.find(host)));
		}
		catch (RejectedExecutionException ex) {
			throw new IOException("expected at most " + MAX_LOOKUPS + " hosts to be looked up at a time", ex);
		}
	}

	/**
	 * Asks for the addresses of a host, for as long as it takes.
	 */
	@FunctionalInterface
	interface Lookup {

		InetAddress[] find(String host) throws IOException;

	}

}
