package io.mtlsboot.handshake;

import java.util.List;
import java.util.function.Consumer;

/**
 * Tells several listeners, each even if another one throws.
 *
 * @param listeners the listeners
 */
record HandshakeListeners(List<HandshakeListener> listeners) implements HandshakeListener {

	HandshakeListeners {
		listeners = List.copyOf(listeners);
	}

	@Override
	public void onSuccess(HandshakeSuccess success) {
		tell((listener) -> listener.onSuccess(success));
	}

	@Override
	public void onFailure(HandshakeFailure failure) {
		tell((listener) -> listener.onFailure(failure));
	}

	@Override
	public void onDistrusted(HandshakeFailure failure) {
		tell((listener) -> listener.onDistrusted(failure));
	}

	private void tell(Consumer<HandshakeListener> event) {
		for (HandshakeListener listener : this.listeners) {
			try {
				event.accept(listener);
			}
			catch (Exception ex) {
				// Whoever only watches must not break a connection
			}
		}
	}

}
