package io.mtlsboot.x509;

import java.security.cert.CertificateParsingException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

import javax.security.auth.x500.X500Principal;

import io.mtlsboot.asn1.DerElement;
import io.mtlsboot.asn1.DerReader;
import io.mtlsboot.asn1.DerWriter;

/**
 * A name that a CA may be allowed or forbidden to vouch for. Names that cannot be
 * understood are an error: nobody could say whether they are within a name space.
 */
sealed interface ConstrainedName {

	/**
	 * The number of the type of the name in RFC 5280's {@code GeneralName}.
	 * @return its tag
	 */
	int tag();

	/**
	 * The name in a subject alternative name extension.
	 * @param name the name
	 * @return the name as it is compared with constraints
	 * @throws CertificateParsingException if it cannot be compared
	 */
	static ConstrainedName of(SubjectAlternativeName name) throws CertificateParsingException {
		if (name instanceof SubjectAlternativeName.Dns dns) {
			return Dns.of(dns.value());
		}
		if (name instanceof SubjectAlternativeName.Email email) {
			return Email.of(email.value());
		}
		if (name instanceof SubjectAlternativeName.Uri uri) {
			return Uri.of(uri.value());
		}
		if (name instanceof SubjectAlternativeName.IpAddress address) {
			return new Address(IpAddresses.octets(address.value()));
		}
		SubjectAlternativeName.Other other = (SubjectAlternativeName.Other) name;
		return (other.tag() == 4)
				? Directory.of(DerReader.of(HexFormat.of().parseHex(other.value())).only(DerReader.SEQUENCE).reader())
				: new Other(other.tag());
	}

	private static CertificateParsingException malformed(String found, String expected) {
		return new CertificateParsingException("Unable to compare the name '" + PrintableText.of(found)
				+ "' with name constraints: expected " + expected);
	}

	/**
	 * A host name, maybe with a wildcard as its first label.
	 *
	 * @param labels the labels in lower case, the rightmost first
	 */
	record Dns(List<String> labels) implements ConstrainedName {

		static Dns of(String name) throws CertificateParsingException {
			String hosts = name.startsWith("*.") ? name.substring(2) : name;
			if (!DnsName.isDnsName(hosts)) {
				throw malformed(name, "a host name");
			}
			return new Dns(labels(name));
		}

		static List<String> labels(String name) {
			List<String> labels = new ArrayList<>(List.of(name.toLowerCase(Locale.ROOT).split("\\.", -1)));
			Collections.reverse(labels);
			return List.copyOf(labels);
		}

		@Override
		public int tag() {
			return 2;
		}

	}

	/**
	 * A mail address.
	 *
	 * @param local what stands before the at sign; no character of it is special
	 * @param host the labels of the host in lower case, the rightmost first
	 */
	record Email(String local, List<String> host) implements ConstrainedName {

		static Email of(String address) throws CertificateParsingException {
			int at = address.indexOf('@');
			if (at <= 0 || !DnsName.isDnsName(address.substring(at + 1))) {
				throw malformed(address, "a mail address");
			}
			return new Email(address.substring(0, at), Dns.labels(address.substring(at + 1)));
		}

		@Override
		public int tag() {
			return 1;
		}

	}

	/**
	 * A URI.
	 *
	 * @param host the labels of its host name, the rightmost first; none if it has no
	 * host, or an address
	 */
	record Uri(List<String> host) implements ConstrainedName {

		static Uri of(String uri) {
			int authority = uri.indexOf("://");
			// What has another colon before that is opaque: "urn:x://host" has no host
			boolean hierarchical = authority > 0 && uri.indexOf(':') == authority;
			String behind = hierarchical ? uri.substring(authority + 3).split("[/?#\\\\]", 2)[0] : "";
			String host = behind.substring(behind.lastIndexOf('@') + 1).replaceFirst(":[0-9]*$", "");
			return new Uri(DnsName.isDnsName(host) ? Dns.labels(host) : List.of());
		}

		@Override
		public int tag() {
			return 6;
		}

	}

	/**
	 * An address.
	 *
	 * @param octets 4 or 16 octets
	 */
	record Address(List<Integer> octets) implements ConstrainedName {

		@Override
		public int tag() {
			return 7;
		}

	}

	/**
	 * A distinguished name.
	 *
	 * @param rdns its relative distinguished names, each as a name of its own, since
	 * principals compare as RFC 5280 §7.1 asks
	 * @param texts the same, where it does not matter how a text is encoded and written
	 */
	record Directory(List<X500Principal> rdns, List<String> texts) implements ConstrainedName {

		static Directory of(DerReader rdns) throws CertificateParsingException {
			List<X500Principal> names = new ArrayList<>();
			while (rdns.hasNext()) {
				names.add(name(rdns.next(DerReader.SET)));
			}
			return new Directory(List.copyOf(names), names.stream().map(Directory::text).toList());
		}

		// Without what depends on the encoding, on case, blanks and how it is quoted
		private static String text(X500Principal rdn) {
			return Normalizer.normalize(rdn.toString(), Normalizer.Form.NFKC)
				.toLowerCase(Locale.ROOT)
				.replaceAll("[\\s\"\\\\]", "");
		}

		private static X500Principal name(DerElement rdn) throws CertificateParsingException {
			// RFC 5280 §4.1.2.4: a set of at least one attribute
			if (rdn.length() == 0) {
				throw new CertificateParsingException(
						"Unable to read a distinguished name: expected attributes, found an empty set");
			}
			try {
				return new X500Principal(DerWriter.sequence(rdn.encoded()));
			}
			catch (IllegalArgumentException ex) {
				throw new CertificateParsingException(
						"Unable to read a distinguished name: expected attributes that can be compared", ex);
			}
		}

		@Override
		public int tag() {
			return 4;
		}

	}

	/**
	 * A name of a type whose constraints are not understood here.
	 *
	 * @param tag the number of the type
	 */
	record Other(int tag) implements ConstrainedName {
	}

}
