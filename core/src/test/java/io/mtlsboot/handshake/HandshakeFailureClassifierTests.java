package io.mtlsboot.handshake;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

import io.mtlsboot.trust.Check;
import io.mtlsboot.trust.PeerRejectedException;
import io.mtlsboot.trust.RejectionReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class HandshakeFailureClassifierTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					(certificate_required) Empty client certificate chain                 | NO_CERTIFICATE
					Empty client certificate chain                                        | NO_CERTIFICATE
					Unsupported or unrecognized SSL message                               | PLAINTEXT
					Unrecognized SSL message, plaintext connection?                       | PLAINTEXT
					not an SSL/TLS record: 485454502f312e3120                             | PLAINTEXT
					The client supported protocol versions[TLSv1.1] are not accepted by server preferences [] | NO_SHARED_PROTOCOL
					No appropriate protocol (protocol is disabled or cipher suites are inappropriate) | NO_SHARED_PROTOCOL
					(handshake_failure) no cipher suites in common                        | NO_SHARED_CIPHER
					No available authentication scheme                                    | NO_SHARED_CIPHER
					Unexpected plaintext alert received: Level: warning; Alert: close_notify | CONNECTION_CLOSED
					Received fatal alert: close_notify                                    | CONNECTION_CLOSED
					Received fatal alert: user_canceled                                   | CONNECTION_CLOSED
					Received close_notify during handshake                                | CONNECTION_CLOSED
					Remote host terminated the handshake                                  | CONNECTION_CLOSED
					closing inbound before receiving peer's close_notify                  | CONNECTION_CLOSED
					Invalid CertificateVerify message: invalid signature                  | SIGNATURE_INVALID
					Something that no release says                                        | HANDSHAKE_FAILED
					""",
			quoteCharacter = '"')
	void classifyWhenMessageIsKnownThenFindsTheWord(String message, RejectionReason reason) {
		FailureCause classification = HandshakeFailureClassifier.classify(new SSLHandshakeException(message),
				HandshakeSide.SERVER, Check.TLS);
		assertThat(classification.reason()).isEqualTo(reason);
		assertThat(classification.detail()).isEqualTo(message);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					Received fatal alert: bad_certificate                                | the caller refused our certificate: bad_certificate
					(certificate_unknown) Received fatal alert: certificate_unknown      | the caller refused our certificate: certificate_unknown
					Unexpected plaintext alert received: Level: fatal; Alert: unknown_ca | the caller refused our certificate: unknown_ca
					Received fatal alert: protocol_version                               | the caller refused us: protocol_version
					Insufficient buffer remaining for AEAD cipher fragment (2). X        | the caller refused us by an alert that is not encrypted (Insufficient buffer remaining for AEAD cipher fragment (2). X)
					""")
	void classifyWhenPeerSentAnAlertThenSaysThatItRefusedUsAndKeepsTheName(String message, String detail) {
		FailureCause classification = HandshakeFailureClassifier.classify(new SSLHandshakeException(message),
				HandshakeSide.SERVER, Check.TLS);
		assertThat(classification.reason()).isEqualTo(RejectionReason.REFUSED_BY_PEER);
		assertThat(classification.detail()).isEqualTo(detail);
		assertThat(
				HandshakeFailureClassifier.classify(new SSLHandshakeException(message), HandshakeSide.CLIENT, Check.TLS)
					.detail())
			.startsWith("the callee refused ");
	}

	@Test
	void classifyWhenAPeerWasRejectedThenItsReasonDecides() {
		PeerRejectedException rejection = new PeerRejectedException(RejectionReason.EXPIRED, "notAfter then", null);
		SSLException failure = new SSLHandshakeException("Received fatal alert: bad_certificate");
		failure.initCause(new IOException(rejection));
		assertThat(HandshakeFailureClassifier.classify(failure, HandshakeSide.CLIENT, Check.TLS))
			.isEqualTo(FailureCause.of(rejection));
	}

	@Test
	void classifyWhenConnectionBreaksThenSaysClosed() {
		assertThat(HandshakeFailureClassifier.classify(new EOFException(), HandshakeSide.CLIENT, Check.TLS).reason())
			.isEqualTo(RejectionReason.CONNECTION_CLOSED);
		assertThat(HandshakeFailureClassifier
			.classify(new SocketTimeoutException("Read timed out"), HandshakeSide.CLIENT, Check.TLS)
			.reason()).isEqualTo(RejectionReason.HANDSHAKE_TIMEOUT);
		assertThat(HandshakeFailureClassifier.classify(new SocketException("reset"), HandshakeSide.CLIENT, Check.TLS)
			.reason()).isEqualTo(RejectionReason.CONNECTION_CLOSED);
	}

	@Test
	void classifyWhenMessageHasControlCharactersThenTheyAreEscaped() {
		assertThat(
				HandshakeFailureClassifier.classify(new SSLException("a\nb"), HandshakeSide.CLIENT, Check.TLS).detail())
			.isEqualTo("a\\u000Ab");
	}

	@Test
	void classifyWhenCausesFormACircleThenEnds() {
		IOException first = new IOException();
		IOException second = new IOException(first);
		first.initCause(second);
		assertThat(HandshakeFailureClassifier.classify(first, HandshakeSide.CLIENT, Check.TLS).detail())
			.isEqualTo("IOException");
	}

}
