package io.mtlsboot.x509;

import java.security.cert.CertificateParsingException;
import java.util.LinkedHashMap;
import java.util.Map;

import io.mtlsboot.asn1.DerElement;
import io.mtlsboot.asn1.DerReader;

/**
 * Requires that the extensions which say what a certificate is for can be read. The JDK
 * reports one that it cannot parse, and that is not critical, as if it were absent: then
 * what it forbids would be allowed.
 */
final class ExtensionSyntax {

	private static final Map<String, Form> FORMS = new LinkedHashMap<>();

	static {
		FORMS.put("551d0e", new Form("subject key identifier", (value) -> value.only(DerReader.OCTET_STRING)));
		FORMS.put("551d0f", new Form("key usage", ExtensionSyntax::bits));
		FORMS.put("551d13", new Form("basic constraints", ExtensionSyntax::basicConstraints));
		FORMS.put("551d1f", new Form("CRL distribution points", (value) -> sequences(value, DerReader.SEQUENCE)));
		FORMS.put("551d20", new Form("certificate policies", (value) -> sequences(value, DerReader.SEQUENCE)));
		FORMS.put("551d23", new Form("authority key identifier", ExtensionSyntax::elements));
		FORMS.put("551d25", new Form("extended key usage", (value) -> sequences(value, DerReader.OBJECT_IDENTIFIER)));
		// 1.3.6.1.5.5.7.1.1
		FORMS.put("2b06010505070101",
				new Form("authority information access", (value) -> sequences(value, DerReader.SEQUENCE)));
	}

	private ExtensionSyntax() {
	}

	static void require(TbsCertificate certificate) throws CertificateParsingException {
		for (Map.Entry<String, Form> form : FORMS.entrySet()) {
			DerReader value = certificate.extension(form.getKey());
			if (value != null) {
				form.getValue().require(value);
			}
		}
	}

	private static void bits(DerReader value) throws CertificateParsingException {
		DerElement bits = value.only(DerReader.BIT_STRING);
		// The first octet says how many bits of the last one are unused
		if (bits.length() < 2 || bits.octet(0) > 7) {
			throw new CertificateParsingException("expected at least one bit");
		}
	}

	private static void basicConstraints(DerReader value) throws CertificateParsingException {
		DerReader content = value.only(DerReader.SEQUENCE).reader();
		if (content.nextIs(DerReader.BOOLEAN) && content.next().length() != 1) {
			throw new CertificateParsingException("expected a boolean");
		}
		if (content.hasNext()) {
			content.only(DerReader.INTEGER);
		}
	}

	private static void elements(DerReader value) throws CertificateParsingException {
		DerReader content = value.only(DerReader.SEQUENCE).reader();
		while (content.hasNext()) {
			content.next();
		}
	}

	private static void sequences(DerReader value, int tag) throws CertificateParsingException {
		DerReader content = value.only(DerReader.SEQUENCE).reader();
		do {
			// RFC 5280: a sequence of at least one
			DerElement element = content.next(tag);
			if (tag == DerReader.SEQUENCE) {
				inside(element.reader());
			}
		}
		while (content.hasNext());
	}

	private static void inside(DerReader content) throws CertificateParsingException {
		while (content.hasNext()) {
			content.next();
		}
	}

	/**
	 * The form of an extension.
	 *
	 * @param name what it is called
	 * @param check requires the form
	 */
	private record Form(String name, Check check) {

		void require(DerReader value) throws CertificateParsingException {
			try {
				this.check.check(value);
			}
			catch (CertificateParsingException ex) {
				throw new CertificateParsingException("Unable to read the " + this.name + ": " + ex.getMessage(), ex);
			}
		}

	}

	@FunctionalInterface
	private interface Check {

		void check(DerReader value) throws CertificateParsingException;

	}

}
