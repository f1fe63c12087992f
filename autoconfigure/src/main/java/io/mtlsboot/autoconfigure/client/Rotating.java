package io.mtlsboot.autoconfigure.client;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;

import io.mtlsboot.jsse.MtlsContext;
import io.mtlsboot.rotation.RotationEvent;
import io.mtlsboot.rotation.RotationListener;
import org.jspecify.annotations.Nullable;

/**
 * The transport over the current context of a client.
 * <p>
 * The first is built for the first request. When the generation of material has changed,
 * or the certificate of a callee has expired, the next request builds a new one, with a
 * fresh context and a fresh pool, so that neither a session nor a connection of the old
 * one is used again. The old one is closed when its last request has ended: after a
 * rotation at once, whether or not there is another request. Safe for use by many
 * threads.
 *
 * @param <T> a request factory or a connector
 */
final class Rotating<T> {

	private final ReentrantLock lock = new ReentrantLock();

	private final Set<Held<T>> open = ConcurrentHashMap.newKeySet();

	private final ClientTls tls;

	private final Function<MtlsContext, Transport<T>> transports;

	private volatile @Nullable Held<T> current;

	private final RotationListener listener = this::onRotation;

	private boolean listening;

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
			Held<T> held = this.current;
			if (held == null || !this.tls.isCurrent(held.context())) {
				held = rotate();
			}
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
		return held != null && this.tls.isCurrent(held.context());
	}

	/**
	 * Whether a request that failed would be sent with newer material now. May read the
	 * source again.
	 * @param used what the request was sent over
	 * @return whether there is a newer generation
	 */
	boolean isRenewedSince(Held<T> used) {
		if (!this.tls.isReplaced(used.context())) {
			this.tls.store().refreshIfOutdated();
		}
		return this.tls.isReplaced(used.context());
	}

	/**
	 * Closes every transport that is open, whoever uses it. No more requests are sent.
	 */
	void close() {
		close(Held::close);
	}

	/**
	 * Closes every transport when its last request has ended. No more requests are sent.
	 */
	void retire() {
		close(Held::retire);
	}

	private void close(Consumer<Held<T>> how) {
		this.lock.lock();
		try {
			this.closed = true;
			this.current = null;
			if (this.listening) {
				this.tls.store().removeListener(this.listener);
			}
			this.open.forEach(how);
		}
		finally {
			this.lock.unlock();
		}
	}

	// The next request, which would retire it too, may never come
	private void onRotation(RotationEvent event) {
		if (event instanceof RotationEvent.Rotated) {
			this.lock.lock();
			try {
				Held<T> held = this.current;
				if (held != null && !this.tls.isCurrent(held.context())) {
					this.current = null;
					held.retire();
				}
			}
			finally {
				this.lock.unlock();
			}
		}
	}

	private Held<T> rotate() {
		this.lock.lock();
		try {
			if (this.closed) {
				throw new IllegalStateException("The client was closed with its application context");
			}
			listen();
			Held<T> old = this.current;
			MtlsContext context = this.tls.context();
			if (old != null && old.context() == context) {
				return old;
			}
			Held<T> next = new Held<>(context, this.transports.apply(context), this.open::remove);
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

	// Before the first context is taken, so that no rotation is missed
	private void listen() {
		if (!this.listening) {
			this.listening = true;
			this.tls.store().addListener(this.listener);
		}
	}

}
