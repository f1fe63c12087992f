package io.mtlsboot.trust;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.mtlsboot.identity.CommonNameIdentity;
import io.mtlsboot.identity.DnsIdentity;
import io.mtlsboot.identity.EmailIdentity;
import io.mtlsboot.identity.IdentityExtractor;
import io.mtlsboot.identity.IdentityPattern;
import io.mtlsboot.identity.SpiffeId;
import io.mtlsboot.identity.UriIdentity;
import io.mtlsboot.identity.WorkloadIdentity;
import io.mtlsboot.x509.CommonNames;
import io.mtlsboot.x509.PrintableText;
import io.mtlsboot.x509.SubjectAlternativeName;

/**
 * A name of a leaf for which somebody has to vouch.
 */
sealed interface PresentedName {

	/**
	 * All names of a leaf: each subject alternative name, the identity, and the common
	 * name where it may be taken for one because the certificate has neither a host name
	 * nor a URI nor a mail address.
	 * @param leaf the certificate
	 * @param identities how the identity is found
	 * @return at least one name; that of a certificate without any belongs to nobody
	 * @throws PeerRejectedException if the subject alternative names cannot be read
	 */
	static List<PresentedName> of(X509Certificate leaf, IdentityExtractor identities) throws PeerRejectedException {
		List<SubjectAlternativeName> alternatives = ReadableNames.read(leaf);
		List<PresentedName> names = new ArrayList<>();
		alternatives.forEach((name) -> names.add(of(name)));
		Optional<WorkloadIdentity> identity = identities.extract(leaf);
		identity.ifPresent((name) -> names.add(new One(name)));
		if (alternatives.stream().noneMatch(PresentedName::mayIdentify)) {
			names.addAll(commonNames(leaf));
		}
		return names.isEmpty() ? List.of(new Unknown("no name")) : List.copyOf(names);
	}

	private static boolean mayIdentify(SubjectAlternativeName name) {
		return !(name instanceof SubjectAlternativeName.IpAddress) && !(name instanceof SubjectAlternativeName.Other);
	}

	private static PresentedName of(SubjectAlternativeName name) {
		try {
			if (name instanceof SubjectAlternativeName.Dns dns) {
				return host(dns.value());
			}
			if (name instanceof SubjectAlternativeName.Uri uri) {
				return new One(uri(uri.value()));
			}
			if (name instanceof SubjectAlternativeName.Email email) {
				return new One(new EmailIdentity(email.value()));
			}
			return (name instanceof SubjectAlternativeName.IpAddress address) ? new Address(address)
					: new Unknown("a name of a type that cannot be bound");
		}
		catch (IllegalArgumentException ex) {
			return new Malformed(name.value());
		}
	}

	private static PresentedName host(String value) {
		// No certificate may bring a wildcard that only patterns have
		return value.startsWith("*.") ? new Wildcard(IdentityPattern.parse("dns:" + value))
				: new One(new DnsIdentity(value));
	}

	private static WorkloadIdentity uri(String value) {
		// As in the extraction, where a scheme in capital letters is no way around
		return value.regionMatches(true, 0, "spiffe:", 0, "spiffe:".length()) ? new SpiffeId(value)
				: new UriIdentity(value);
	}

	private static List<PresentedName> commonNames(X509Certificate leaf) {
		try {
			return CommonNames.read(leaf).stream().map(PresentedName::commonName).toList();
		}
		catch (CertificateParsingException ex) {
			return List.of(new Malformed(leaf.getSubjectX500Principal().getName()));
		}
	}

	private static PresentedName commonName(String value) {
		try {
			return new One(new CommonNameIdentity(value));
		}
		catch (IllegalArgumentException ex) {
			return new Malformed(value);
		}
	}

	/**
	 * A name.
	 *
	 * @param identity the name with its type
	 */
	record One(WorkloadIdentity identity) implements PresentedName {

		@Override
		public String toString() {
			return PrintableText.of(this.identity.toString());
		}

	}

	/**
	 * A host name with a wildcard.
	 *
	 * @param pattern the names that it stands for
	 */
	record Wildcard(IdentityPattern pattern) implements PresentedName {

		@Override
		public String toString() {
			return PrintableText.of(this.pattern.toString());
		}

	}

	/**
	 * An IP address.
	 *
	 * @param address the address
	 */
	record Address(SubjectAlternativeName.IpAddress address) implements PresentedName {

		@Override
		public String toString() {
			return "ip:" + this.address.value();
		}

	}

	/**
	 * A name that no pattern can have, so that it belongs to no bundle.
	 *
	 * @param description what it is
	 */
	record Unknown(String description) implements PresentedName {

		@Override
		public String toString() {
			return this.description;
		}

	}

	/**
	 * A name of which nobody can say what it stands for, so that nobody may vouch for it.
	 *
	 * @param text the name
	 */
	record Malformed(String text) implements PresentedName {

		@Override
		public String toString() {
			return "malformed name " + PrintableText.of(this.text);
		}

	}

}
