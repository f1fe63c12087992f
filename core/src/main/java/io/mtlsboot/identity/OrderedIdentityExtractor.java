package io.mtlsboot.identity;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

import io.mtlsboot.x509.CommonNames;
import io.mtlsboot.x509.SigningRights;
import io.mtlsboot.x509.SubjectAlternativeName;

/**
 * Takes the first type of name that a certificate has.
 *
 * @param types the types in the order in which they are looked for
 */
record OrderedIdentityExtractor(List<IdentityType> types) implements IdentityExtractor {

	OrderedIdentityExtractor {
		types = List.copyOf(types);
		if (types.isEmpty()) {
			throw new IllegalArgumentException("Unable to extract identities without a type: expected at least one of "
					+ List.of(IdentityType.values()));
		}
	}

	@Override
	public Optional<WorkloadIdentity> extract(X509Certificate leaf) {
		try {
			// Read before any type is looked for: behind a malformed extension nothing in
			// the certificate can be believed
			List<SubjectAlternativeName> names = SubjectAlternativeName.read(leaf);
			for (IdentityType type : this.types) {
				List<String> candidates = candidates(type, names, leaf);
				if (!candidates.isEmpty()) {
					return (candidates.size() == 1) ? Optional.of(identity(type, candidates.get(0))) : Optional.empty();
				}
			}
			return Optional.empty();
		}
		catch (CertificateParsingException | RuntimeException ex) {
			// A malformed name, or a certificate class that fails: nobody we know
			return Optional.empty();
		}
	}

	private static List<String> candidates(IdentityType type, List<SubjectAlternativeName> names, X509Certificate leaf)
			throws CertificateParsingException {
		return switch (type) {
			case SPIFFE_ID -> spiffeIds(values(names, SubjectAlternativeName.Uri.class), leaf);
			case DNS -> values(names, SubjectAlternativeName.Dns.class);
			case URI -> values(names, SubjectAlternativeName.Uri.class);
			case EMAIL -> values(names, SubjectAlternativeName.Email.class);
			case COMMON_NAME -> CommonNames.read(leaf);
		};
	}

	private static List<String> spiffeIds(List<String> uris, X509Certificate leaf) throws CertificateParsingException {
		if (uris.stream().noneMatch(SpiffePath::isSpiffe)) {
			return List.of();
		}
		// X.509-SVID 4.1 and 4.3: the ID of a signing certificate is not that of a
		// workload
		if (SigningRights.areClaimedBy(leaf)) {
			throw new CertificateParsingException("Unable to use the SPIFFE ID of a certificate that may sign others");
		}
		// X.509-SVID 2: exactly one URI, so any other makes the ID ambiguous
		return uris;
	}

	private static List<String> values(List<SubjectAlternativeName> names,
			Class<? extends SubjectAlternativeName> type) {
		return names.stream().filter(type::isInstance).map(SubjectAlternativeName::value).toList();
	}

	private static WorkloadIdentity identity(IdentityType type, String value) {
		return switch (type) {
			case SPIFFE_ID -> new SpiffeId(value);
			case DNS -> new DnsIdentity(value);
			case URI -> new UriIdentity(value);
			case EMAIL -> new EmailIdentity(value);
			case COMMON_NAME -> new CommonNameIdentity(value);
		};
	}

}
