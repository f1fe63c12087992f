package io.mtlsboot.x509;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

import io.mtlsboot.asn1.DerReader;
import org.jspecify.annotations.Nullable;

/**
 * The name space in which a CA may vouch for names. It counts for trust anchors as well,
 * which the JDK's path validation leaves out. Immutable.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.10">RFC 5280
 * §4.2.1.10</a>
 */
public final class NameConstraints {

	/**
	 * How many subtrees of one kind there may be.
	 */
	public static final int MAX_SUBTREES = 1000;

	// 2.5.29.30
	private static final String NAME_CONSTRAINTS = "551d1e";

	private static final int PERMITTED = DerReader.CONTEXT | DerReader.CONSTRUCTED;

	private static final int EXCLUDED = DerReader.CONTEXT | DerReader.CONSTRUCTED | 1;

	private final List<Subtree> permitted;

	private final List<Subtree> excluded;

	private NameConstraints(List<Subtree> permitted, List<Subtree> excluded) {
		this.permitted = permitted;
		this.excluded = excluded;
	}

	/**
	 * Reads the name constraints of a CA.
	 * @param certificate the certificate of the CA
	 * @return its name constraints; empty if it has no such extension
	 * @throws CertificateParsingException if they are malformed, empty, or more than
	 * {@value #MAX_SUBTREES} of a kind
	 */
	public static Optional<NameConstraints> read(X509Certificate certificate) throws CertificateParsingException {
		DerReader extension = TbsCertificate.of(certificate).extension(NAME_CONSTRAINTS);
		if (extension == null) {
			return Optional.empty();
		}
		DerReader subtrees = extension.only(DerReader.SEQUENCE).reader();
		List<Subtree> permitted = subtrees.nextIs(PERMITTED)
				? SubtreeReader.read(subtrees.next().reader(), MAX_SUBTREES) : List.of();
		List<Subtree> excluded = subtrees.nextIs(EXCLUDED) ? SubtreeReader.read(subtrees.next().reader(), MAX_SUBTREES)
				: List.of();
		subtrees.end();
		if (permitted.isEmpty() && excluded.isEmpty()) {
			throw new CertificateParsingException("Unable to read name constraints: expected at least one subtree");
		}
		return Optional.of(new NameConstraints(permitted, excluded));
	}

	/**
	 * How many comparisons a name needs.
	 * @return the number of subtrees
	 */
	public int size() {
		return this.permitted.size() + this.excluded.size();
	}

	/**
	 * What speaks against the names of a certificate that this CA vouches for, directly
	 * or not.
	 * @param names the names
	 * @return a phrase for evidence, or {@code null} if all are within the name space
	 */
	public @Nullable String objection(CertificateNames names) {
		for (CertificateNames.Entry entry : names.entries()) {
			if (any(this.excluded, entry, true)) {
				return "excluded: " + entry;
			}
			if (any(this.permitted, entry.name().tag()) && !any(this.permitted, entry, false)) {
				return "not permitted: " + entry;
			}
		}
		return null;
	}

	private static boolean any(List<Subtree> subtrees, int tag) {
		return subtrees.stream().anyMatch((subtree) -> subtree.tag() == tag);
	}

	private static boolean any(List<Subtree> subtrees, CertificateNames.Entry entry, boolean touched) {
		ConstrainedName name = entry.name();
		for (Subtree subtree : subtrees) {
			if (subtree.tag() == name.tag() && (touched ? subtree.touches(name) : subtree.contains(name))) {
				return true;
			}
		}
		return false;
	}

}
