package io.mtlsboot.autoconfigure.client;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The transport of one generation and the number of requests that are using it. After it
 * was retired, the end of the last of them closes it.
 *
 * @param <T> a request factory or a connector
 */
final class Held<T> {

	// a lock and not a monitor, which would pin virtual threads on JDK 21
	private final ReentrantLock lock = new ReentrantLock();

	private final long generation;

	private final Transport<T> transport;

	private final Consumer<Held<T>> onClose;

	private int users;

	private boolean retired;

	private boolean closed;

	Held(long generation, Transport<T> transport, Consumer<Held<T>> onClose) {
		this.generation = generation;
		this.transport = transport;
		this.onClose = onClose;
	}

	long generation() {
		return this.generation;
	}

	T value() {
		return this.transport.value();
	}

	/**
	 * Begins a request.
	 * @return whether the transport may be used; if so, {@link #release()} must follow
	 */
	boolean acquire() {
		this.lock.lock();
		try {
			if (this.retired) {
				return false;
			}
			this.users++;
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Ends a request.
	 */
	void release() {
		this.lock.lock();
		try {
			this.users--;
			closeIfUnused();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Admits no more requests.
	 */
	void retire() {
		this.lock.lock();
		try {
			this.retired = true;
			closeIfUnused();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Closes the transport, whoever uses it.
	 */
	void close() {
		this.lock.lock();
		try {
			this.retired = true;
			this.users = 0;
			closeIfUnused();
		}
		finally {
			this.lock.unlock();
		}
	}

	private void closeIfUnused() {
		if (this.retired && this.users <= 0 && !this.closed) {
			this.closed = true;
			this.onClose.accept(this);
			this.transport.close().run();
		}
	}

}
