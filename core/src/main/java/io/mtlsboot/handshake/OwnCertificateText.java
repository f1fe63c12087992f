package io.mtlsboot.handshake;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

import javax.security.auth.x500.X500Principal;

import io.mtlsboot.trust.PresentedPurposes;
import org.jspecify.annotations.Nullable;

/**
 * What a peer that does not want us has seen of us, as a sentence.
 */
final class OwnCertificateText {

	private OwnCertificateText() {
	}

	static String of(HandshakeFailure failure, String peer) {
		OwnCertificate own = failure.own();
		if (own == null) {
			return notAsked(failure.connection().resumed(), peer);
		}
		return own.sent() ? sent(failure, own) : notSent(own, peer);
	}

	private static String notAsked(@Nullable Boolean resumed, String peer) {
		return Boolean.TRUE.equals(resumed)
				? " A session was resumed: the " + peer + " knows our certificate from an earlier connection."
				: " We presented no certificate: the " + peer + " did not ask for one.";
	}

	private static String notSent(OwnCertificate own, String peer) {
		String types = own.acceptedKeyTypes().isEmpty() ? "keys that we do not have"
				: "keys of the types " + CertificateText.list(own.acceptedKeyTypes());
		return " We presented no certificate: the " + peer + " asked for " + types + ", and ours is "
				+ CertificateText.quoted(own.leaf().getPublicKey().getAlgorithm()) + ".";
	}

	private static String sent(HandshakeFailure failure, OwnCertificate own) {
		X509Certificate leaf = own.leaf();
		String issuers = (failure.side() == HandshakeSide.CLIENT) ? issuers(own) : "";
		return " We presented " + CertificateText.quoted(leaf.getSubjectX500Principal()) + ", "
				+ CertificateText.validity(leaf, failure.time()) + ", for the purposes '" + PresentedPurposes.of(leaf)
				+ "', issued by " + CertificateText.quoted(leaf.getIssuerX500Principal()) + issuers + ".";
	}

	private static String issuers(OwnCertificate own) {
		List<X500Principal> accepted = own.acceptedIssuers();
		if (accepted.isEmpty()) {
			return "; the callee did not say which CAs it accepts";
		}
		Optional<X500Principal> ours = own.issuers().stream().filter(accepted::contains).findFirst();
		if (ours.isEmpty()) {
			return "; the callee says that it accepts "
					+ CertificateText
						.list(accepted.stream().map((name) -> name.getName(X500Principal.RFC2253)).toList())
					+ ", but none of ours";
		}
		return "; the callee says that it accepts " + (ours.get().equals(own.leaf().getIssuerX500Principal())
				? "this CA" : CertificateText.quoted(ours.get()) + ", which is above it");
	}

}
