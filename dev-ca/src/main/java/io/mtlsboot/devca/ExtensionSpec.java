package io.mtlsboot.devca;

import java.io.IOException;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;

/**
 * The extensions of a certificate to be: sensible ones by default, each of which can be
 * replaced or left out.
 */
final class ExtensionSpec {

	private final SubjectAlternativeNames names = new SubjectAlternativeNames();

	private final Set<Purpose> purposes = EnumSet.noneOf(Purpose.class);

	private final Map<ASN1ObjectIdentifier, Extension> raw = new LinkedHashMap<>();

	private final Set<ASN1ObjectIdentifier> left = new HashSet<>();

	private OptionalInt keyUsage = OptionalInt.empty();

	private OptionalInt pathLength = OptionalInt.empty();

	private boolean ca;

	SubjectAlternativeNames names() {
		return this.names;
	}

	Set<Purpose> purposes() {
		return this.purposes.isEmpty() ? EnumSet.allOf(Purpose.class) : this.purposes;
	}

	void purposes(Purpose... purposes) {
		this.purposes.clear();
		this.purposes.addAll(Set.of(purposes));
	}

	void keyUsage(int bits) {
		this.keyUsage = OptionalInt.of(bits);
	}

	void ca(boolean ca) {
		this.ca = ca;
	}

	void pathLength(int length) {
		this.pathLength = OptionalInt.of(length);
	}

	void raw(String oid, boolean critical, byte[] der) {
		ASN1ObjectIdentifier id = identifier(oid);
		this.left.remove(id);
		this.raw.put(id, new Extension(id, critical, new DEROctetString(der)));
	}

	void leaveOut(String oid) {
		ASN1ObjectIdentifier id = identifier(oid);
		this.raw.remove(id);
		this.left.add(id);
	}

	Map<ASN1ObjectIdentifier, Extension> build(boolean emptySubject, PublicKey subjectKey, PublicKey issuerKey)
			throws IOException, NoSuchAlgorithmException {
		Map<ASN1ObjectIdentifier, Extension> extensions = new LinkedHashMap<>();
		add(extensions, Extension.basicConstraints, true, basicConstraints());
		add(extensions, Extension.keyUsage, true, new KeyUsage(this.keyUsage.orElse(defaultKeyUsage())));
		add(extensions, Extension.extendedKeyUsage, false,
				new ExtendedKeyUsage(purposes().stream().map(Purpose::id).toArray(KeyPurposeId[]::new)));
		JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
		add(extensions, Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(subjectKey));
		add(extensions, Extension.authorityKeyIdentifier, false, identifiers.createAuthorityKeyIdentifier(issuerKey));
		if (!this.names.isEmpty()) {
			// RFC 5280 4.2.1.6: critical if it is all there is of a name
			extensions.put(Extension.subjectAlternativeName, new Extension(Extension.subjectAlternativeName,
					emptySubject, new DEROctetString(this.names.toDer())));
		}
		extensions.keySet().removeAll(this.left);
		extensions.putAll(this.raw);
		return extensions;
	}

	private BasicConstraints basicConstraints() {
		return (this.ca && this.pathLength.isPresent()) ? new BasicConstraints(this.pathLength.getAsInt())
				: new BasicConstraints(this.ca);
	}

	private int defaultKeyUsage() {
		return this.ca ? KeyUsage.digitalSignature | KeyUsage.keyCertSign | KeyUsage.cRLSign
				: KeyUsage.digitalSignature;
	}

	private static void add(Map<ASN1ObjectIdentifier, Extension> extensions, ASN1ObjectIdentifier id, boolean critical,
			ASN1Encodable value) throws IOException {
		byte[] der = value.toASN1Primitive().getEncoded(ASN1Encoding.DER);
		extensions.put(id, new Extension(id, critical, new DEROctetString(der)));
	}

	private static ASN1ObjectIdentifier identifier(String oid) {
		try {
			return new ASN1ObjectIdentifier(oid);
		}
		catch (IllegalArgumentException ex) {
			throw new DevCaException("Unable to use the extension '" + Text.escape(oid)
					+ "': expected an object identifier like '2.5.29.37'", ex);
		}
	}

}
