package io.mtlsboot.autoconfigure.server;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

import io.mtlsboot.autoconfigure.ConnectionCaller;
import io.mtlsboot.autoconfigure.MtlsProperties;
import io.mtlsboot.autoconfigure.ObservedCall;
import io.mtlsboot.autoconfigure.ObservedCallListener;
import io.mtlsboot.autoconfigure.RefusedRequestListener;
import io.mtlsboot.handshake.FailureCause;
import io.mtlsboot.handshake.HandshakeConnection;
import io.mtlsboot.handshake.HandshakeFailure;
import io.mtlsboot.handshake.HandshakeListener;
import io.mtlsboot.handshake.HandshakeSide;
import io.mtlsboot.jsse.PeerVerdicts;
import io.mtlsboot.trust.Check;
import io.mtlsboot.trust.RejectionReason;

/**
 * What we think of the peers of live connections, and who is told if it is nothing good.
 *
 * @param verdicts judges
 * @param connections is told of connections
 * @param requests are told of requests
 * @param calls are told of requests to a port that only observes
 * @param mode which callers get a connection
 * @param limits how long connections last
 * @param clock what time it is
 */
record LiveTrust(PeerVerdicts verdicts, HandshakeListener connections, List<RefusedRequestListener> requests,
		List<ObservedCallListener> calls, MtlsProperties.Mode mode, ConnectionLimits limits, Clock clock) {

	/** Whether nobody is refused for what it presents. */
	boolean observes() {
		return this.mode == MtlsProperties.Mode.OBSERVE;
	}

	/** Another number as soon as something new is known. */
	long knowledge() {
		return this.verdicts.knowledge();
	}

	ConnectionCaller follow(List<X509Certificate> presented) {
		return new ConnectionCaller(this.verdicts.follow(presented));
	}

	void tellOfRequest(RejectionReason reason) {
		for (RefusedRequestListener listener : this.requests) {
			try {
				listener.onRefusedRequest(reason);
			}
			catch (RuntimeException ex) {
				// Whoever only watches must not change what is answered
			}
		}
	}

	void tellOfCall(ObservedCall call) {
		for (ObservedCallListener listener : this.calls) {
			try {
				listener.onCall(call);
			}
			catch (RuntimeException ex) {
				// Whoever only watches must not change what is answered
			}
		}
	}

	// A handshake that failed before there was an engine for it
	void tellOfHandshake(RejectionReason reason, String detail, HandshakeConnection connection, Duration duration) {
		this.connections.onFailure(new HandshakeFailure(this.clock.instant(), HandshakeSide.SERVER, connection,
				FailureCause.of(reason, detail, Check.TLS), List.of(), null, duration));
	}

	void tellOfConnection(FailureCause cause, List<X509Certificate> presented, HandshakeConnection connection) {
		this.connections.onDistrusted(new HandshakeFailure(this.clock.instant(), HandshakeSide.SERVER, connection,
				cause, presented, null, Duration.ZERO));
	}

}
