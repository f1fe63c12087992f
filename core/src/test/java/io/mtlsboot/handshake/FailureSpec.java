package io.mtlsboot.handshake;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.mtlsboot.trust.Check;
import io.mtlsboot.trust.RejectionReason;
import org.jspecify.annotations.Nullable;

/**
 * A failure that nobody made.
 *
 * @param side which side we are on
 * @param cause why
 * @param connection who with whom
 * @param presented what the peer presented
 * @param own our own certificate
 */
record FailureSpec(HandshakeSide side, FailureCause cause, HandshakeConnection connection,
		List<X509Certificate> presented, @Nullable OwnCertificate own) {

	static FailureSpec of(RejectionReason reason) {
		return of(reason, "detail");
	}

	static FailureSpec of(RejectionReason reason, String detail) {
		return new FailureSpec(HandshakeSide.SERVER, FailureCause.of(reason, detail, reason.check()),
				HandshakeConnection.with(8443, "192.0.2.1", 50000), List.of(), null);
	}

	FailureSpec side(HandshakeSide changed) {
		return new FailureSpec(changed, this.cause, this.connection, this.presented, this.own);
	}

	FailureSpec atFault(@Nullable X509Certificate certificate) {
		return new FailureSpec(this.side,
				new FailureCause(this.cause.reason(), this.cause.detail(), this.cause.checks(), certificate),
				this.connection, this.presented, this.own);
	}

	FailureSpec failing(Check check) {
		return new FailureSpec(this.side,
				new FailureCause(this.cause.reason(), this.cause.detail(), check.results(), this.cause.certificate()),
				this.connection, this.presented, this.own);
	}

	FailureSpec from(@Nullable String address) {
		return connection(HandshakeConnection.with(8443, address, 50000));
	}

	FailureSpec connection(HandshakeConnection changed) {
		return new FailureSpec(this.side, this.cause, changed, this.presented, this.own);
	}

	FailureSpec presented(X509Certificate... changed) {
		return new FailureSpec(this.side, this.cause, this.connection, List.of(changed), this.own);
	}

	FailureSpec own(@Nullable OwnCertificate changed) {
		return new FailureSpec(this.side, this.cause, this.connection, this.presented, changed);
	}

	HandshakeFailure at(Instant time) {
		return new HandshakeFailure(time, this.side, this.connection, this.cause, this.presented, this.own,
				Duration.ofMillis(3));
	}

}
