package io.mtlsboot.trust;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.KeyAlgorithm;
import io.mtlsboot.devca.LeafSpec;
import io.mtlsboot.devca.Purpose;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyUsage;

/**
 * A caller that has to be refused, and what is to be said of it: whatever the development
 * CA can make wrong.
 *
 * @param name what is wrong
 * @param reason the word for it
 * @param check the check that fails
 * @param presented what the caller presents
 * @param fault which of them is at fault, or an anchor
 */
record BadPeer(String name, RejectionReason reason, Check check, List<X509Certificate> presented,
		X509Certificate fault) {

	static final String WEB = "spiffe://shop.example/web";

	static final DevCa CA = DevCa.create("shop.example");

	static final DevCa RSA_CA = DevCa.create("rsa.example", KeyAlgorithm.RSA_2048);

	static final DevCa PARTNER = DevCa.create("partner.example");

	static final DevCa STRANGER = DevCa.create("stranger.example");

	static final Consumer<LeafSpec> PLAIN = (leaf) -> {
	};

	static final BigInteger REVOKED = BigInteger.valueOf(666);

	static final IssuedCertificate EXPIRED_ROOT = Hierarchy.root((spec) -> spec.subject("CN=expired root")
		.notBefore(Instant.now().minus(Duration.ofDays(2)))
		.validFor(Duration.ofDays(1)));

	static List<BadPeer> all() {
		List<BadPeer> all = new ArrayList<>();
		unreadable(all);
		withoutPath(all);
		withBadCertificates(all);
		withBadIssuers(all);
		beyondThePath(all);
		return all;
	}

	private static void unreadable(List<BadPeer> all) {
		List<X509Certificate> many = new ArrayList<>(web(CA, PLAIN).chain());
		many.addAll(Collections.nCopies(PresentedBounds.MAX_CERTIFICATES, CA.rootCertificate()));
		all.add(new BadPeer("many certificates", RejectionReason.MALFORMED_CERTIFICATE, Check.NAMES, many,
				CA.rootCertificate()));
		all.add(of("huge", RejectionReason.MALFORMED_CERTIFICATE, Check.NAMES,
				(leaf) -> leaf.extension("1.2.3.4", false, new byte[PresentedBounds.MAX_ENCODED_LENGTH])));
		all.add(of("NUL in a name", RejectionReason.MALFORMED_CERTIFICATE, Check.NAMES, BadPeer::withUnreadableName));
		all.add(of("many names", RejectionReason.MALFORMED_CERTIFICATE, Check.NAMES,
				(leaf) -> IntStream.rangeClosed(0, ReadableNames.MAX_NAMES).forEach((i) -> leaf.dns("web" + i))));
		all.add(of("CA", RejectionReason.LEAF_IS_CA, Check.LEAF, (leaf) -> leaf.ca(true)));
	}

	private static void withoutPath(List<BadPeer> all) {
		IssuedCertificate other = web(STRANGER, PLAIN);
		all.add(new BadPeer("other CA", RejectionReason.ISSUER_UNKNOWN, Check.PATH, other.chain(),
				STRANGER.clientIssuer().certificate()));
		all.add(of("self-signed", RejectionReason.ISSUER_UNKNOWN, Check.PATH, LeafSpec::selfSigned));
		IssuedCertificate alone = web(CA, PLAIN).withoutIntermediates();
		all.add(new BadPeer("no intermediate", RejectionReason.ISSUER_UNKNOWN, Check.PATH, alone.chain(),
				alone.certificate()));
		DevCa impostor = CA.impostor();
		all.add(new BadPeer("impostor", RejectionReason.ANCHOR_KEY_MISMATCH, Check.PATH, web(impostor, PLAIN).chain(),
				impostor.clientIssuer().certificate()));
		List<X509Certificate> tampered = new ArrayList<>(web(CA, PLAIN).chain());
		tampered.set(0, tampered(tampered.get(0)));
		all.add(new BadPeer("tampered", RejectionReason.SIGNATURE_INVALID, Check.PATH, tampered, tampered.get(0)));
	}

	private static void withBadCertificates(List<BadPeer> all) {
		all.add(of("unreadable extension", RejectionReason.MALFORMED_CERTIFICATE, Check.FORM,
				BadPeer::withUnreadableExtension));
		all.add(of("expired", RejectionReason.EXPIRED, Check.VALIDITY, BadPeer::expired));
		all.add(of("not yet valid", RejectionReason.NOT_YET_VALID, Check.VALIDITY,
				(leaf) -> leaf.notBefore(Instant.now().plusSeconds(3600))));
		all.add(of("small key", RejectionReason.ALGORITHM_NOT_ALLOWED, Check.KEY_STRENGTH,
				(leaf) -> leaf.keyAlgorithm(KeyAlgorithm.RSA_1024)));
		all.add(of("SHA-1", RejectionReason.ALGORITHM_NOT_ALLOWED, Check.SIGNATURE_ALGORITHM,
				(leaf) -> leaf.signatureAlgorithm("SHA1withECDSA")));
		IssuedCertificate md5 = web(RSA_CA, (leaf) -> leaf.signatureAlgorithm("MD5withRSA"));
		all.add(new BadPeer("MD5", RejectionReason.ALGORITHM_NOT_ALLOWED, Check.SIGNATURE_ALGORITHM, md5.chain(),
				md5.certificate()));
		all.add(of("for servers", RejectionReason.PURPOSE_NOT_ALLOWED, Check.PURPOSE,
				(leaf) -> leaf.purposes(Purpose.SERVER_AUTH).issuer(CA.clientIssuer())));
		all.add(of("key usage", RejectionReason.PURPOSE_NOT_ALLOWED, Check.PURPOSE,
				(leaf) -> leaf.keyUsage(KeyUsage.keyEncipherment)));
		all.add(of("critical extension", RejectionReason.PATH_NOT_ALLOWED, Check.PATH_VALIDATION,
				BadPeer::withCriticalExtension));
	}

	private static void withBadIssuers(List<BadPeer> all) {
		IssuedCertificate expired = Hierarchy.ca(CA.root(), BadPeer::expired);
		all.add(below(expired, "expired CA", RejectionReason.EXPIRED, Check.VALIDITY, expired));
		all.add(below(EXPIRED_ROOT, "expired anchor", RejectionReason.ANCHOR_EXPIRED, Check.VALIDITY, EXPIRED_ROOT));
		IssuedCertificate noCa = web(CA, PLAIN);
		all.add(below(noCa, "issued by a leaf", RejectionReason.PATH_NOT_ALLOWED, Check.ISSUER_RIGHTS, noCa));
		IssuedCertificate ca = Hierarchy.ca(CA.root(), (spec) -> spec.pathLength(0));
		IssuedCertificate tooDeep = Hierarchy.ca(ca, (spec) -> spec.subject("CN=too deep"));
		all.add(below(tooDeep, "path length", RejectionReason.PATH_NOT_ALLOWED, Check.ISSUER_RIGHTS, tooDeep));
		IssuedCertificate mayNotSign = Hierarchy.ca(CA.root(), (spec) -> spec.keyUsage(KeyUsage.cRLSign));
		all.add(below(mayNotSign, "no keyCertSign", RejectionReason.PATH_NOT_ALLOWED, Check.ISSUER_RIGHTS, mayNotSign));
		all.add(below(Hierarchy.ca(CA.root(), constraints()), "name constraints", RejectionReason.PATH_NOT_ALLOWED,
				Check.NAME_CONSTRAINTS, null));
		all.add(below(CA.serverIssuer(), "CA for servers", RejectionReason.PURPOSE_NOT_ALLOWED, Check.PURPOSE,
				CA.serverIssuer()));
		all.add(below(Hierarchy.ca(CA.root(), (spec) -> spec.subject("CN=without CRL")), "no CRL",
				RejectionReason.REVOCATION_UNKNOWN, Check.REVOCATION, null));
	}

	private static void beyondThePath(List<BadPeer> all) {
		all.add(of("name of a partner", RejectionReason.ANCHOR_NOT_ALLOWED, Check.ANCHOR, BadPeer::ofPartner));
		all.add(of("revoked", RejectionReason.REVOKED, Check.REVOCATION, (leaf) -> leaf.serial(REVOKED)));
		IssuedCertificate other = CA
			.issue((leaf) -> leaf.subject("CN=other").spiffeId(WEB + "/other").purposes(Purpose.CLIENT_AUTH));
		all.add(new BadPeer("not admitted", RejectionReason.IDENTITY_NOT_ADMITTED, Check.ADMISSION, other.chain(),
				other.certificate()));
	}

	private static BadPeer of(String name, RejectionReason reason, Check check, Consumer<LeafSpec> oddity) {
		IssuedCertificate leaf = web(CA, oddity);
		return new BadPeer(name, reason, check, leaf.chain(), leaf.certificate());
	}

	private static BadPeer below(IssuedCertificate issuer, String name, RejectionReason reason, Check check,
			IssuedCertificate fault) {
		IssuedCertificate leaf = web(CA, (spec) -> spec.issuer(issuer));
		return new BadPeer(name, reason, check, leaf.chain(), ((fault != null) ? fault : leaf).certificate());
	}

	static IssuedCertificate web(DevCa ca, Consumer<LeafSpec> oddity) {
		return ca.issue((leaf) -> oddity.accept(leaf.subject("CN=web").spiffeId(WEB).purposes(Purpose.CLIENT_AUTH)));
	}

	static Consumer<LeafSpec> constraints() {
		return Hierarchy.excluding(new GeneralName(GeneralName.uniformResourceIdentifier, "shop.example"));
	}

	static void withUnreadableName(LeafSpec leaf) {
		leaf.san(2, new byte[] { 'w', 0, 'b' });
	}

	static void withUnreadableExtension(LeafSpec leaf) {
		leaf.extension("2.5.29.31", false, new byte[] { 0x30, 0 });
	}

	static void withCriticalExtension(LeafSpec leaf) {
		leaf.extension("1.2.3.4", true, new byte[] { 5, 0 });
	}

	static void expired(LeafSpec spec) {
		spec.notBefore(Instant.now().minus(Duration.ofDays(2))).validFor(Duration.ofDays(1));
	}

	static void ofPartner(LeafSpec leaf) {
		leaf.spiffeId("spiffe://partner.example/web");
	}

	private static X509Certificate tampered(X509Certificate certificate) {
		try {
			byte[] der = certificate.getEncoded();
			der[der.length - 1] ^= 1;
			return (X509Certificate) CertificateFactory.getInstance("X.509")
				.generateCertificate(new ByteArrayInputStream(der));
		}
		catch (CertificateException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public String toString() {
		return this.name;
	}

}
