package io.mtlsboot.autoconfigure.client;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

import io.mtlsboot.jsse.MtlsContext;
import org.jspecify.annotations.Nullable;

/**
 * The transport over the current generation of a client's material.
 * <p>
 * The first is built for the first request. When the generation has changed, the next
 * request builds a new one, with a fresh context and a fresh pool, so that neither a
 * session nor a connection of the old material is used again; the old one is closed when
 * its last request has ended. Safe for use by many threads.
 *
 * @param <T> a request factory or a connector
 */
final class Rotating<T> {

	private final ReentrantLock lock = new ReentrantLock();

	private final Set<Held<T>> open = ConcurrentHashMap.newKeySet();

	private final ClientTls tls;

	private final Function<MtlsContext, Transport<T>> transports;

	private volatile @Nullable Held<T> current;

	private boolean closed;

	Rotating(ClientTls tls, Function<MtlsContext, Transport<T>> transports) {
		this.tls = tls;
		this.transports = transports;
	}

	/**
	 * Begins a request.
	 * @return the transport to use; to be released when the request has ended
	 */
	Held<T> acquire() {
		while (true) {
			Held<T> held = upToDate();
			if (held.acquire()) {
				return held;
			}
		}
	}

	/**
	 * Whether {@link #acquire()} returns without reading files or building anything.
	 * @return whether the current transport is there and up to date
	 */
	boolean isReady() {
		Held<T> held = this.current;
		return held != null && this.tls.isLoaded() && held.generation() >= this.tls.generation();
	}

	/**
	 * Closes every transport that is open. No more requests are sent.
	 */
	void close() {
		this.lock.lock();
		try {
			this.closed = true;
			this.current = null;
			this.open.forEach(Held::close);
		}
		finally {
			this.lock.unlock();
		}
	}

	private Held<T> upToDate() {
		Held<T> held = this.current;
		return (held != null && held.generation() >= this.tls.generation()) ? held : rotate();
	}

	private Held<T> rotate() {
		this.lock.lock();
		try {
			if (this.closed) {
				throw new IllegalStateException("The client was closed with its application context");
			}
			Held<T> old = this.current;
			MtlsContext context = this.tls.context();
			long generation = context.generation().number();
			if (old != null && old.generation() >= generation) {
				return old;
			}
			Held<T> next = new Held<>(generation, this.transports.apply(context), this.open::remove);
			this.open.add(next);
			this.current = next;
			if (old != null) {
				old.retire();
			}
			return next;
		}
		finally {
			this.lock.unlock();
		}
	}

}
