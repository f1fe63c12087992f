package io.mtlsboot.trust;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.LeafSpec;
import io.mtlsboot.material.TrustMaterial;
import io.mtlsboot.x509.KeyPurpose;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Mints CAs and what they issue, each of them as odd as a test needs it.
 */
final class Hierarchy {

	static final String NAME_CONSTRAINTS = "2.5.29.30";

	static final String EXTENDED_KEY_USAGE = "2.5.29.37";

	private static final DevCa MINT = DevCa.create("shop.example");

	private Hierarchy() {
	}

	static IssuedCertificate root(Consumer<LeafSpec> oddity) {
		return MINT.issue((spec) -> oddity
			.accept(spec.subject("CN=root").ca(true).withoutExtension(EXTENDED_KEY_USAGE).selfSigned()));
	}

	static IssuedCertificate ca(IssuedCertificate issuer, Consumer<LeafSpec> oddity) {
		return MINT.issue((spec) -> oddity
			.accept(spec.subject("CN=Issuing CA").ca(true).withoutExtension(EXTENDED_KEY_USAGE).issuer(issuer)));
	}

	static IssuedCertificate leaf(IssuedCertificate issuer, Consumer<LeafSpec> oddity) {
		return MINT.issue((spec) -> oddity.accept(spec.subject("OU=web").issuer(issuer)));
	}

	static Consumer<LeafSpec> permitting(GeneralName... names) {
		return (spec) -> spec.extension(NAME_CONSTRAINTS, true, encoded(new NameConstraints(subtrees(names), null)));
	}

	static Consumer<LeafSpec> excluding(GeneralName... names) {
		return (spec) -> spec.extension(NAME_CONSTRAINTS, true, encoded(new NameConstraints(null, subtrees(names))));
	}

	private static GeneralSubtree[] subtrees(GeneralName... names) {
		return List.of(names).stream().map(GeneralSubtree::new).toArray(GeneralSubtree[]::new);
	}

	private static byte[] encoded(NameConstraints constraints) {
		try {
			return constraints.getEncoded("DER");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static VerifiedPeer verify(List<X509Certificate> anchors, VerificationPolicy policy,
			List<X509Certificate> presented) throws PeerRejectedException {
		return PeerVerifier.pkix(TrustMaterial.of(anchors, "test anchors"), policy, Clock.systemUTC())
			.verify(presented, KeyPurpose.CLIENT_AUTH);
	}

	static void assertAccepted(IssuedCertificate anchor, IssuedCertificate leaf) throws PeerRejectedException {
		assertThat(verify(List.of(anchor.certificate()), VerificationPolicy.DEFAULT, leaf.chain()).leaf())
			.isEqualTo(leaf.certificate());
	}

	static PeerRejectedException rejection(IssuedCertificate anchor, IssuedCertificate leaf) {
		return rejection(VerificationPolicy.DEFAULT, anchor, leaf.chain());
	}

	static PeerRejectedException rejection(VerificationPolicy policy, IssuedCertificate anchor,
			List<X509Certificate> presented) {
		return catchThrowableOfType(PeerRejectedException.class,
				() -> verify(List.of(anchor.certificate()), policy, presented));
	}

}
