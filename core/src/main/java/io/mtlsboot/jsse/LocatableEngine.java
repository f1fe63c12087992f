package io.mtlsboot.jsse;

import io.mtlsboot.handshake.HandshakeConnection;
import io.mtlsboot.trust.RejectionReason;
import org.jspecify.annotations.Nullable;

/**
 * An engine of one of our contexts that can be told what it does not see: it is given
 * bytes, and neither addresses nor time. Safe for use by many threads.
 */
public interface LocatableEngine {

	/**
	 * Tells the engine where it is, before the handshake is over. What it has found out
	 * by itself, such as the TLS version, it keeps.
	 * @param connection the addresses, and the name that the caller asked for if it is
	 * known
	 */
	void locate(HandshakeConnection connection);

	/**
	 * Tells the listeners that the handshake failed outside of the engine, such as
	 * because it took too long. Does nothing if they have heard of its outcome already,
	 * and does not close the engine.
	 * @param reason the word for it
	 * @param detail what happened; printable
	 */
	void fail(RejectionReason reason, String detail);

	/**
	 * Why the handshake failed, as the listeners were told.
	 * @return the reason, or {@code null} if it has not failed
	 */
	@Nullable RejectionReason failure();

}
