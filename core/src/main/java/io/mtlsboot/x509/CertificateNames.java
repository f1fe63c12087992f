package io.mtlsboot.x509;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

import io.mtlsboot.asn1.DerElement;
import io.mtlsboot.asn1.DerReader;

/**
 * All names in a certificate that name constraints are about: its subject, its subject
 * alternative names and, if it has no alternative mail address, those in its subject. The
 * common name of a leaf without an alternative host name counts as one if it looks like
 * one: somebody may take it for that.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.10">RFC 5280
 * §4.2.1.10</a>
 */
public final class CertificateNames {

	// 1.2.840.113549.1.9.1
	private static final byte[] EMAIL_ADDRESS = { 0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 0x01, 0x09,
			0x01 };

	private final List<Entry> entries;

	private CertificateNames(List<Entry> entries) {
		this.entries = entries;
	}

	/**
	 * Reads the names of a certificate.
	 * @param certificate the certificate
	 * @param leaf whether it is that of a workload, not of a CA
	 * @param max how many alternative names it may have
	 * @return its names
	 * @throws CertificateParsingException if one of them is malformed, or if there are
	 * more
	 */
	public static CertificateNames read(X509Certificate certificate, boolean leaf, int max)
			throws CertificateParsingException {
		List<SubjectAlternativeName> alternatives = SubjectAlternativeName.read(certificate);
		if (alternatives.size() > max) {
			throw new CertificateParsingException(
					"Unable to compare " + alternatives.size() + " names: expected at most " + max);
		}
		List<Entry> entries = new ArrayList<>();
		for (SubjectAlternativeName alternative : alternatives) {
			entries.add(new Entry(ConstrainedName.of(alternative), alternative.value()));
		}
		TbsCertificate tbs = TbsCertificate.of(certificate);
		if (tbs.subject().hasNext()) {
			entries.add(new Entry(ConstrainedName.Directory.of(tbs.subject()), "the subject"));
		}
		if (entries.stream().noneMatch((entry) -> entry.name() instanceof ConstrainedName.Email)) {
			addMailAddresses(tbs.subject(), entries);
		}
		if (leaf && entries.stream().noneMatch((entry) -> entry.name() instanceof ConstrainedName.Dns)) {
			for (String name : CommonNames.read(certificate)) {
				if (DnsName.isDnsName(name)) {
					entries.add(new Entry(ConstrainedName.Dns.of(name), name));
				}
			}
		}
		return new CertificateNames(List.copyOf(entries));
	}

	private static void addMailAddresses(DerReader subject, List<Entry> entries) throws CertificateParsingException {
		while (subject.hasNext()) {
			DerReader attributes = subject.next(DerReader.SET).reader();
			while (attributes.hasNext()) {
				DerReader attribute = attributes.next(DerReader.SEQUENCE).reader();
				boolean mail = attribute.next(DerReader.OBJECT_IDENTIFIER).contains(EMAIL_ADDRESS);
				DerElement value = attribute.next();
				if (mail) {
					String address = value.ascii(' ');
					entries.add(new Entry(ConstrainedName.Email.of(address), address));
				}
			}
		}
	}

	/**
	 * How many names there are.
	 * @return the number of names
	 */
	public int size() {
		return this.entries.size();
	}

	List<Entry> entries() {
		return this.entries;
	}

	/**
	 * A name and how it is shown.
	 *
	 * @param name the name
	 * @param text the name as the certificate has it
	 */
	record Entry(ConstrainedName name, String text) {

		@Override
		public String toString() {
			return "'" + PrintableText.of(this.text) + "'";
		}

	}

}
