package io.mtlsboot.revocation.ocsp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;

import io.mtlsboot.revocation.Fetcher;
import io.mtlsboot.revocation.ocsp.OcspSettings.NoncePolicy;
import io.mtlsboot.x509.PrintableText;
import org.jspecify.annotations.Nullable;

/**
 * Asks a responder about a certificate, and waits for what it says.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6960#appendix-A">RFC 6960 Appendix
 * A</a>
 */
final class Exchange {

	private final OcspSettings settings;

	private final Fetcher fetcher;

	private final Clock clock;

	private final AnswerVerifier verifier;

	Exchange(OcspSettings settings, Fetcher fetcher, Clock clock, AnswerVerifier verifier) {
		this.settings = settings;
		this.fetcher = fetcher;
		this.clock = clock;
		this.verifier = verifier;
	}

	Answer ask(Target target, Responder responder) throws UnusableAnswerException {
		Nonce nonce = (this.settings.nonce() != NoncePolicy.OMIT) ? Nonce.random() : null;
		byte[] request = new OcspRequest(target.id(), nonce).encoded();
		byte[] response = octets(post(responder, ByteBuffer.wrap(request).asReadOnlyBuffer()));
		return this.verifier.verify(response, target, this.clock.instant(), nonce, responder.toString());
	}

	private @Nullable ByteBuffer post(Responder responder, ByteBuffer request) throws UnusableAnswerException {
		try {
			return this.fetcher
				.fetch(new Fetcher.Request(responder.uri(), responder.trusted(), request, OcspRequest.MEDIA_TYPE, null,
						OcspResponse.MAX_LENGTH, this.settings.timeout()))
				.body();
		}
		catch (IOException ex) {
			throw new UnusableAnswerException("could not be asked: "
					+ PrintableText.of((ex.getMessage() != null) ? ex.getMessage() : ex.getClass().getSimpleName()),
					true);
		}
	}

	private static byte[] octets(@Nullable ByteBuffer body) throws UnusableAnswerException {
		if (body == null || body.remaining() > OcspResponse.MAX_LENGTH) {
			throw new UnusableAnswerException(
					"sent nothing, or too much (expected up to " + OcspResponse.MAX_LENGTH + " octets)");
		}
		byte[] octets = new byte[body.remaining()];
		body.duplicate().get(octets);
		return octets;
	}

}
