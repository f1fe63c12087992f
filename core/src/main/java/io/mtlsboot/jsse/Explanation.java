package io.mtlsboot.jsse;

import java.io.IOException;

import javax.net.ssl.SSLException;

import io.mtlsboot.handshake.HandshakeFailure;
import io.mtlsboot.handshake.MtlsHandshakeException;

/**
 * Makes what an engine or socket threw say what we know. A library tells by the type
 * whether to try again: only what is about TLS becomes another type, and anything else
 * gets a cause.
 */
final class Explanation {

	private Explanation() {
	}

	static SSLException of(HandshakeFailure failure, SSLException thrown) {
		return MtlsHandshakeException.in(thrown).isPresent() ? thrown : new MtlsHandshakeException(failure, thrown);
	}

	static IOException of(HandshakeFailure failure, IOException thrown) {
		if (thrown instanceof SSLException tls) {
			return of(failure, tls);
		}
		if (thrown.getCause() == null) {
			try {
				thrown.initCause(new MtlsHandshakeException(failure, null));
			}
			catch (IllegalStateException ex) {
				// It was made to have no cause, and says less
				return thrown;
			}
		}
		return thrown;
	}

}
