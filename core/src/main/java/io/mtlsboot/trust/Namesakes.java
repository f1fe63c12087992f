package io.mtlsboot.trust;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.mtlsboot.x509.Fingerprint;
import io.mtlsboot.x509.KeyIdentifier;
import io.mtlsboot.x509.PrintableText;

/**
 * Issuers that have the name that a certificate asks for, and have not signed it. If it
 * says itself that another key did, an anchor was replaced or has a namesake. If it names
 * their key, or none, its signature is wrong.
 *
 * @param deadEnd the certificate
 * @param anchors the anchors of that name
 * @param others the certificates of that name that were presented
 */
record Namesakes(DeadEnd deadEnd, List<X509Certificate> anchors, List<X509Certificate> others) {

	private static final int MAX_KEYS = 3;

	PeerRejectedException refusal() {
		Optional<KeyIdentifier> key = KeyIdentifier.ofIssuer(certificate());
		if (this.anchors.isEmpty()) {
			return signatureInvalid(key, this.others);
		}
		if (key.isPresent()) {
			return isOfAnotherKey(key.get())
					? anchorKeyMismatch("a signature of " + this.deadEnd.issuer(), Namesakes::key, text(key.get()))
					: signatureInvalid(key, this.anchors);
		}
		return isSelfSigned()
				? anchorKeyMismatch(this.deadEnd.issuer(), Namesakes::fingerprint, fingerprint(certificate()))
				: signatureInvalid(key, this.anchors);
	}

	private boolean isOfAnotherKey(KeyIdentifier key) {
		return this.anchors.stream()
			.map(KeyIdentifier::of)
			.allMatch((anchor) -> anchor.isPresent() && !anchor.get().equals(key))
				&& this.others.stream().noneMatch((other) -> KeyIdentifier.of(other).equals(Optional.of(key)));
	}

	private boolean isSelfSigned() {
		return CandidatePath.isSelfIssued(certificate())
				&& this.deadEnd.issuers().signatures().isIssuedBy(certificate(), certificate());
	}

	private PeerRejectedException anchorKeyMismatch(String what, Function<X509Certificate, String> key,
			String presented) {
		return this.deadEnd.refusal(RejectionReason.ANCHOR_KEY_MISMATCH,
				"required: " + what + " with " + list(this.anchors, key) + " from '"
						+ this.deadEnd.issuers().anchors().location() + "', presented: one with " + presented);
	}

	private PeerRejectedException signatureInvalid(Optional<KeyIdentifier> key, List<X509Certificate> issuers) {
		String required = "required: a signature of " + this.deadEnd.issuer();
		return this.deadEnd.refusal(RejectionReason.SIGNATURE_INVALID,
				key.map((named) -> required + " with " + list(issuers, Namesakes::key) + ", presented: one for "
						+ text(named) + " that does not verify")
					.orElse(required + " as it is known here, presented: one of another key"));
	}

	private X509Certificate certificate() {
		return this.deadEnd.certificate();
	}

	private static String list(List<X509Certificate> issuers, Function<X509Certificate, String> key) {
		return issuers.stream().limit(MAX_KEYS).map(key).distinct().collect(Collectors.joining(" or "));
	}

	private static String key(X509Certificate certificate) {
		return KeyIdentifier.of(certificate).map(Namesakes::text).orElseGet(() -> fingerprint(certificate));
	}

	private static String text(KeyIdentifier key) {
		return "key identifier " + PrintableText.of(key.hex());
	}

	private static String fingerprint(X509Certificate certificate) {
		return "fingerprint " + Fingerprint.of(certificate);
	}

}
