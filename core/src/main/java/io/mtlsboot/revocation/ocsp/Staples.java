package io.mtlsboot.revocation.ocsp;

import java.security.cert.CertificateParsingException;
import java.util.StringJoiner;
import java.util.function.Consumer;

import io.mtlsboot.revocation.RevocationQuery;
import io.mtlsboot.x509.PrintableText;

/**
 * The answers that a peer sends along with its certificates.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8446#section-4.4.2.1">RFC 8446
 * §4.4.2.1</a>
 */
final class Staples {

	/** One for each certificate of a chain. */
	static final int MAX_STAPLES = 16;

	private static final int MAX_OBJECTIONS = 2;

	private static final String SOURCE = "the peer, which it sent along,";

	private final AnswerVerifier verifier;

	Staples(AnswerVerifier verifier) {
		this.verifier = verifier;
	}

	/**
	 * Takes what there is about a certificate.
	 * @param query the certificate and the staples
	 * @param target the certificate
	 * @param known what is known of it
	 * @param accept takes answers that may be believed
	 * @return phrases for evidence about those that may not; each ends with a comma
	 */
	String read(RevocationQuery query, Target target, KnownCertificate known, Consumer<Answer> accept) {
		StringJoiner objections = new StringJoiner("");
		int bad = 0;
		for (byte[] staple : query.staples().subList(0, Math.min(query.staples().size(), MAX_STAPLES))) {
			// A certificate without a staple has an empty one
			if (staple.length == 0 || known.isKnownStaple(staple)) {
				continue;
			}
			try {
				OcspResponse response = OcspResponse.read(staple);
				if (isForAnother(response, target)) {
					continue;
				}
				accept.accept(this.verifier.verify(response, target, query.now(), null, SOURCE));
				known.acceptedStaple(staple.clone());
			}
			catch (CertificateParsingException | UnusableAnswerException | RuntimeException | StackOverflowError ex) {
				// Whatever a peer sends must not keep the responder from being asked
				if (++bad <= MAX_OBJECTIONS) {
					objections.add("the peer " + phrase(ex) + ", ");
				}
			}
		}
		return objections.toString();
	}

	private static boolean isForAnother(OcspResponse response, Target target) {
		BasicResponse basic = response.basic();
		return basic != null && basic.responses().stream().noneMatch((single) -> target.ids().contains(single.id()));
	}

	private static String phrase(Throwable ex) {
		return (ex instanceof UnusableAnswerException unusable) ? unusable.phrase()
				: "sent no valid OCSP answer: " + PrintableText.of(String.valueOf(ex.getMessage()));
	}

}
