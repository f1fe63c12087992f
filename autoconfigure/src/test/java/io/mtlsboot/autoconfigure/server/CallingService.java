package io.mtlsboot.autoconfigure.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import io.mtlsboot.devca.IssuedCertificate;

/**
 * A service that calls another one all the time, one call after the other: in plain HTTP
 * until it gets a certificate. It never repeats a call.
 */
final class CallingService implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final int MAX_FAILURES = 20;

	private final String name;

	private final Thread thread;

	private final List<String> failures = new CopyOnWriteArrayList<>();

	private final AtomicLong calls = new AtomicLong();

	private volatile Way way;

	private volatile int port;

	private volatile int lastPort;

	private volatile boolean stopped;

	private CallingService(String name, int port) {
		this.name = name;
		this.way = new Way("http", HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
		this.port = port;
		this.thread = new Thread(this::callUntilStopped, name);
	}

	static CallingService start(String name, int port) {
		CallingService service = new CallingService(name, port);
		service.thread.setDaemon(true);
		service.thread.start();
		return service;
	}

	void callWith(IssuedCertificate certificate) {
		this.way = new Way("https",
				HttpClient.newBuilder()
					.version(HttpClient.Version.HTTP_1_1)
					.sslContext(TestPki.callerContext(certificate))
					.build());
	}

	void callAt(int next) {
		this.port = next;
	}

	int lastCalledAt() {
		return this.lastPort;
	}

	long calls() {
		return this.calls.get();
	}

	List<String> failures() {
		return List.copyOf(this.failures);
	}

	/**
	 * Calls another instance as this service calls now, once. It does not count.
	 * @param other the port of the instance
	 * @return whether it answers
	 */
	boolean wouldBeServedBy(int other) {
		try {
			return call(this.way, other) == 200;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private void callUntilStopped() {
		while (!this.stopped) {
			int called = this.port;
			try {
				int status = call(this.way, called);
				if (status != 200) {
					fail("status " + status);
				}
			}
			catch (IOException | RuntimeException ex) {
				fail(ex.toString());
			}
			this.lastPort = called;
			this.calls.incrementAndGet();
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
		}
	}

	private void fail(String how) {
		if (!this.stopped && this.failures.size() < MAX_FAILURES) {
			this.failures.add("call " + this.calls + ": " + how);
		}
	}

	private int call(Way how, int to) throws IOException {
		HttpRequest request = HttpRequest.newBuilder(URI.create(how.scheme() + "://localhost:" + to + "/hello"))
			.header("User-Agent", this.name)
			.timeout(PATIENCE)
			.build();
		try {
			return how.client().send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.stopped = true;
		try {
			this.thread.join(PATIENCE.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * How it calls.
	 *
	 * @param scheme {@code http} or {@code https}
	 * @param client with a certificate or without
	 */
	private record Way(String scheme, HttpClient client) {
	}

}
