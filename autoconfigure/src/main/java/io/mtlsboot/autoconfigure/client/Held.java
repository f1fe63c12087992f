package io.mtlsboot.autoconfigure.client;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import io.mtlsboot.jsse.MtlsContext;

/**
 * The transport over one context and the number of requests that are using it. After it
 * was retired, the end of the last of them closes it.
 *
 * @param <T> a request factory or a connector
 */
final class Held<T> {

	// a lock and not a monitor, which would pin virtual threads on JDK 21
	private final ReentrantLock lock = new ReentrantLock();

	private final MtlsContext context;

	private final Transport<T> transport;

	private final Consumer<Held<T>> onClose;

	private int users;

	private boolean retired;

	private boolean closed;

	Held(MtlsContext context, Transport<T> transport, Consumer<Held<T>> onClose) {
		this.context = context;
		this.transport = transport;
		this.onClose = onClose;
	}

	MtlsContext context() {
		return this.context;
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
		closeIfUnused(() -> this.users--);
	}

	/**
	 * Admits no more requests.
	 */
	void retire() {
		closeIfUnused(() -> this.retired = true);
	}

	/**
	 * Closes the transport, whoever uses it.
	 */
	void close() {
		closeIfUnused(() -> {
			this.retired = true;
			this.users = 0;
		});
	}

	private void closeIfUnused(Runnable change) {
		if (isLast(change)) {
			this.onClose.accept(this);
			this.transport.close().run();
		}
	}

	private boolean isLast(Runnable change) {
		this.lock.lock();
		try {
			change.run();
			boolean last = this.retired && this.users <= 0 && !this.closed;
			this.closed |= last;
			return last;
		}
		finally {
			this.lock.unlock();
		}
	}

}
