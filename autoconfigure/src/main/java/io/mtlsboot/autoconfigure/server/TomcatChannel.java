package io.mtlsboot.autoconfigure.server;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import javax.net.ssl.SSLSession;

import io.mtlsboot.handshake.HandshakeConnection;
import io.mtlsboot.jsse.LocatableEngine;
import io.mtlsboot.jsse.NativeResources;
import io.mtlsboot.trust.RejectionReason;
import io.mtlsboot.x509.PrintableText;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SSLSupport;
import org.apache.tomcat.util.net.SecureNioChannel;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.jspecify.annotations.Nullable;

/**
 * A connection that says why its handshake failed, also if there was none: whoever speaks
 * plain HTTP or does not finish never gets as far as an engine. Once for each connection.
 * <p>
 * Tomcat uses it again for another connection. It is used under the lock of its
 * connection.
 */
class TomcatChannel extends SecureNioChannel {

	/** RFC 8446 §5.1: what a connection with TLS begins with. */
	private static final byte HANDSHAKE_RECORD = 22;

	/** Enough for the method of a request, and not for what comes after it. */
	private static final int SHOWN_BYTES = 8;

	final LiveTrust trust;

	private long acceptedAt;

	private @Nullable RejectionReason failure;

	private @Nullable SSLSession session;

	private @Nullable SSLSupport tls;

	TomcatChannel(SocketBufferHandler buffer, NioEndpoint endpoint, LiveTrust trust) {
		super(buffer, endpoint);
		this.trust = trust;
	}

	@Override
	@SuppressWarnings("NullAway") // Tomcat resets it to nothing before it keeps it
	public void reset(@Nullable SocketChannel channel, NioEndpoint.@Nullable NioSocketWrapper wrapper)
			throws IOException {
		super.reset(channel, wrapper);
		this.acceptedAt = System.nanoTime();
		this.failure = null;
		this.session = null;
		this.tls = null;
	}

	/**
	 * What is known of the TLS of the connection: the same as long as the session is the
	 * same.
	 */
	@Override
	@SuppressWarnings("ReferenceEquality")
	public @Nullable SSLSupport getSSLSupport() {
		if (this.sslEngine == null || !this.handshakeComplete) {
			return super.getSSLSupport();
		}
		SSLSession current = this.sslEngine.getSession();
		SSLSupport known = this.tls;
		if (known == null || current != this.session) {
			known = tls(current);
			this.session = current;
			this.tls = known;
		}
		return known;
	}

	SSLSupport tls(SSLSession session) {
		return super.getSSLSupport();
	}

	@Override
	protected int processSNI() throws IOException {
		int result;
		try {
			result = super.processSNI();
		}
		catch (IOException ex) {
			refuseUnread();
			throw ex;
		}
		if (result == 0) {
			locate();
		}
		else if (result < 0) {
			refuseUnread();
		}
		return result;
	}

	private void locate() {
		if (this.sslEngine instanceof LocatableEngine engine) {
			engine.locate(connection());
		}
	}

	// Whether the connection is served although it has no TLS
	boolean isPlain() {
		return false;
	}

	HandshakeConnection connection() {
		String serverName = this.socketWrapper.getSniHostName();
		return HandshakeConnection
			.with(this.socketWrapper.getLocalPort(), this.socketWrapper.getRemoteAddr(),
					this.socketWrapper.getRemotePort())
			.withServerName((serverName != null) ? PrintableText.of(serverName) : null);
	}

	// It ended before there was an engine. Without a byte it is a probe, and no failure
	private void refuseUnread() {
		if (this.sslEngine != null || this.netInBuffer.position() == 0) {
			return;
		}
		if (isPlaintext()) {
			refuse(RejectionReason.PLAINTEXT, "the first bytes are not a TLS record: '" + firstBytes() + "'");
		}
		else {
			refuse(RejectionReason.CONNECTION_CLOSED,
					"the connection was closed after " + this.netInBuffer.position() + " bytes of the first message");
		}
	}

	final boolean isPlaintext() {
		return this.netInBuffer.position() > 0 && this.netInBuffer.get(0) != HANDSHAKE_RECORD;
	}

	private String firstBytes() {
		ByteBuffer read = this.netInBuffer.duplicate().flip();
		byte[] first = new byte[Math.min(read.remaining(), SHOWN_BYTES)];
		read.get(first);
		String text = new String(first, StandardCharsets.ISO_8859_1);
		int space = text.indexOf(' ');
		return PrintableText.of((space >= 0) ? text.substring(0, space + 1) : text);
	}

	private void refuse(RejectionReason reason, String detail) {
		if (this.failure == null) {
			this.failure = reason;
			this.trust.tellOfHandshake(reason, detail, connection(),
					Duration.ofNanos(System.nanoTime() - this.acceptedAt));
		}
	}

	/**
	 * Why the handshake failed, once Tomcat has given up on it.
	 * @return the reason, or {@code null} if it did not fail
	 */
	@Nullable RejectionReason failure() {
		giveUp();
		return (this.sslEngine instanceof LocatableEngine engine) ? engine.failure() : this.failure;
	}

	// Tomcat leaves the reason with the connection and asks nobody to end the handshake
	private void giveUp() {
		if (this.handshakeComplete || this.socketWrapper == null
				|| !(this.socketWrapper.getError() instanceof SocketTimeoutException)) {
			return;
		}
		if (this.sslEngine instanceof LocatableEngine engine) {
			engine.fail(RejectionReason.HANDSHAKE_TIMEOUT, "the handshake was not complete" + inTime());
		}
		else if (isPlaintext()) {
			refuseUnread();
		}
		else {
			refuse(RejectionReason.HANDSHAKE_TIMEOUT,
					"the first message was not complete" + inTime() + ": " + this.netInBuffer.position() + " bytes");
		}
	}

	private String inTime() {
		return " within " + this.socketWrapper.getReadTimeout() + " ms";
	}

	@Override
	public void close() throws IOException {
		// The engine would only know that it is closed
		giveUp();
		try {
			super.close();
		}
		finally {
			if (this.sslEngine instanceof NativeResources held) {
				held.release();
			}
		}
	}

}
