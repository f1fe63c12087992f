package io.mtlsboot.handshake;

import org.jspecify.annotations.Nullable;

/**
 * What is known of the connection of a handshake.
 *
 * @param localPort our port, or 0 if it is not known
 * @param remoteAddress the address of the peer, or the host name that we called;
 * printable once escaped, {@code null} if it is not known
 * @param remotePort the port of the peer, or 0 if it is not known
 * @param serverName the host name that the caller asked for (SNI, RFC 6066 §3), or
 * {@code null} if it asked for none or it is not known
 * @param protocol the TLS version, such as {@code TLSv1.3}, or {@code null} before it is
 * negotiated
 * @param resumed whether an earlier session was resumed, so that the peer presented
 * nothing; {@code null} if it is not known
 */
public record HandshakeConnection(int localPort, @Nullable String remoteAddress, int remotePort,
		@Nullable String serverName, @Nullable String protocol, @Nullable Boolean resumed) {

	/**
	 * A connection of which nothing is known.
	 */
	public static final HandshakeConnection UNKNOWN = new HandshakeConnection(0, null, 0, null, null, null);

	/**
	 * A connection with a peer, before a handshake.
	 * @param localPort our port, or 0 if it is not known
	 * @param remoteAddress the address of the peer, or the host name that we called
	 * @param remotePort the port of the peer, or 0 if it is not known
	 * @return the connection
	 */
	public static HandshakeConnection with(int localPort, @Nullable String remoteAddress, int remotePort) {
		return new HandshakeConnection(localPort, remoteAddress, remotePort, null, null, null);
	}

	/**
	 * The same connection once the caller has asked for a host.
	 * @param serverName the host name, or {@code null} if it asked for none
	 * @return the connection
	 */
	public HandshakeConnection withServerName(@Nullable String serverName) {
		return new HandshakeConnection(this.localPort, this.remoteAddress, this.remotePort, serverName, this.protocol,
				this.resumed);
	}

	/**
	 * The same connection once its session is negotiated.
	 * @param protocol the TLS version, or {@code null} if there is none yet
	 * @param resumed whether an earlier session was resumed, or {@code null}
	 * @return the connection
	 */
	public HandshakeConnection withSession(@Nullable String protocol, @Nullable Boolean resumed) {
		return new HandshakeConnection(this.localPort, this.remoteAddress, this.remotePort, this.serverName, protocol,
				resumed);
	}

}
