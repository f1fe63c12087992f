package io.mtlsboot.revocation.ocsp;

import java.security.cert.CertificateParsingException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;

import io.mtlsboot.revocation.ocsp.OcspSettings.NoncePolicy;
import io.mtlsboot.x509.PrintableText;
import org.jspecify.annotations.Nullable;

/**
 * Decides what of an answer may be believed.
 * <p>
 * That a certificate is revoked for good is believed of whoever may say so, even if the
 * answer is not current or is one to another request.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6960#section-3.2">RFC 6960 §3.2</a>
 */
final class AnswerVerifier {

	private static final Comparator<SingleResponse> WORST = Comparator
		.comparing((single) -> (single.status() instanceof CertStatus.Revoked) ? 2
				: (single.status() instanceof CertStatus.Unknown) ? 1 : 0);

	private final Duration maxAge;

	private final boolean nonceRequired;

	AnswerVerifier(OcspSettings settings) {
		this.maxAge = settings.maxAge();
		this.nonceRequired = settings.nonce() == NoncePolicy.REQUIRE;
	}

	/**
	 * Verifies an answer.
	 * @param response what was sent
	 * @param target the certificate that it must be about
	 * @param now the moment
	 * @param sent the nonce of the request, or {@code null} if it had none
	 * @param source who sent it, printable
	 * @return that the certificate is good or revoked
	 * @throws UnusableAnswerException if it does not say so, or may not be believed
	 */
	Answer verify(OcspResponse response, Target target, Instant now, @Nullable Nonce sent, String source)
			throws UnusableAnswerException {
		if (response.status() != OcspResponse.Status.SUCCESSFUL) {
			throw new UnusableAnswerException("answered '" + response.status() + "' (expected 'successful')",
					response.status().isOutage());
		}
		BasicResponse basic = Objects.requireNonNull(response.basic());
		SingleResponse single = single(basic, target);
		new AnswerSigner(target.issuer(), now, target.skew()).check(basic);
		Instant nextUpdate = single.nextUpdate();
		Answer answer = new Answer(single.status(), single.thisUpdate(),
				(nextUpdate != null) ? nextUpdate : single.thisUpdate().plus(this.maxAge), source);
		if (!answer.isFinal()) {
			requireCurrent(answer, now, target.skew());
			requireNonce(basic.nonce(), sent);
		}
		if (answer.status() instanceof CertStatus.Unknown) {
			throw new UnusableAnswerException("does not know the certificate (answered 'unknown', expected 'good')");
		}
		return answer;
	}

	/**
	 * Reads and verifies an answer.
	 * @param der what was sent
	 * @param target the certificate that it must be about
	 * @param now the moment
	 * @param sent the nonce of the request, or {@code null} if it had none
	 * @param source who sent it, printable
	 * @return that the certificate is good or revoked
	 * @throws UnusableAnswerException if it does not say so, or may not be believed
	 */
	Answer verify(byte[] der, Target target, Instant now, @Nullable Nonce sent, String source)
			throws UnusableAnswerException {
		try {
			return verify(OcspResponse.read(der), target, now, sent, source);
		}
		catch (CertificateParsingException ex) {
			throw new UnusableAnswerException(
					"sent no valid OCSP answer: " + PrintableText.of(String.valueOf(ex.getMessage())));
		}
	}

	private static SingleResponse single(BasicResponse basic, Target target) throws UnusableAnswerException {
		return basic.responses()
			.stream()
			.filter((single) -> target.ids().contains(single.id()))
			.max(WORST)
			.orElseThrow(() -> new UnusableAnswerException(
					"answered for another certificate (expected an answer for that serial number of that issuer)"));
	}

	private static void requireCurrent(Answer answer, Instant now, Duration skew) throws UnusableAnswerException {
		if (now.plus(skew).isBefore(answer.thisUpdate())) {
			throw new UnusableAnswerException("sent an answer that holds from " + answer.thisUpdate());
		}
		if (!answer.isCurrent(now, skew)) {
			throw new UnusableAnswerException("sent an answer that is stale since " + answer.end());
		}
	}

	private void requireNonce(@Nullable Nonce received, @Nullable Nonce sent) throws UnusableAnswerException {
		if (sent != null && received != null && !sent.equals(received)) {
			throw new UnusableAnswerException("sent an answer with another nonce (expected that of the request)");
		}
		if (this.nonceRequired && (sent == null || received == null)) {
			throw new UnusableAnswerException("sent an answer without a nonce (expected that of the request)");
		}
	}

}
