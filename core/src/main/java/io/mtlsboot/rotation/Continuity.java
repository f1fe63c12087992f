package io.mtlsboot.rotation;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import javax.security.auth.x500.X500Principal;

import io.mtlsboot.identity.IdentityExtractor;
import io.mtlsboot.identity.IdentityType;
import io.mtlsboot.identity.WorkloadIdentity;
import io.mtlsboot.material.KeyMaterial;
import io.mtlsboot.material.MaterialException;
import io.mtlsboot.material.MaterialProblem;
import io.mtlsboot.material.TlsMaterial;
import io.mtlsboot.x509.KeyPurpose;
import io.mtlsboot.x509.PrintableText;
import io.mtlsboot.x509.SubjectAlternativeName;

/**
 * Whether we stay who we are from one generation to the next: a certificate that was
 * issued for somebody else, or anchors of somebody else, are proven like ours and are
 * still a mistake.
 *
 * @param current what is in use
 * @param next what is to replace it
 */
record Continuity(TlsMaterial current, TlsMaterial next) {

	private static final IdentityExtractor SPIFFE_ID = IdentityExtractor.inOrder(List.of(IdentityType.SPIFFE_ID));

	void require() {
		requireNames();
		requireSpiffeId();
		requireSubject();
		requirePurposes();
		requireVouching();
	}

	private void requireNames() {
		List<SubjectAlternativeName> presented = names(this.next.key());
		List<String> lost = names(this.current.key()).stream()
			.filter((name) -> !presented.contains(name))
			.map((name) -> "'" + PrintableText.of(name.value()) + "'")
			.toList();
		if (!lost.isEmpty()) {
			throw changed("lacks " + String.join(", ", lost) + " of the current one");
		}
	}

	// A second SPIFFE ID loses no name, but leaves us without an identity
	private void requireSpiffeId() {
		Optional<WorkloadIdentity> before = SPIFFE_ID.extract(this.current.key().leaf());
		Optional<WorkloadIdentity> after = SPIFFE_ID.extract(this.next.key().leaf());
		if (before.isPresent() && !before.equals(after)) {
			throw changed("does not have the SPIFFE ID '" + PrintableText.of(before.get().toString())
					+ "' of the current one as its only one");
		}
	}

	private void requireSubject() {
		X500Principal before = this.current.key().leaf().getSubjectX500Principal();
		X500Principal after = this.next.key().leaf().getSubjectX500Principal();
		if (!before.getName().isEmpty() && !before.equals(after)) {
			throw changed("has the subject '" + PrintableText.of(after) + "', the current one '"
					+ PrintableText.of(before) + "'");
		}
	}

	private void requirePurposes() {
		X509Certificate before = this.current.key().leaf();
		X509Certificate after = this.next.key().leaf();
		List<KeyPurpose> lost = Arrays.stream(KeyPurpose.values())
			.filter((purpose) -> purpose.isAllowedBy(before) && !purpose.isAllowedBy(after))
			.toList();
		if (!lost.isEmpty()) {
			throw new MaterialException(MaterialProblem.PURPOSE_LOST, this.next.key().location(), "Unable to rotate to "
					+ this.next.key() + ": it may no longer be used for " + lost + ", as the current one may");
		}
	}

	private void requireVouching() {
		if (this.current.isVouchedFor() && !this.next.isVouchedFor()) {
			throw new MaterialException(MaterialProblem.ANCHORS_DISOWN_US, this.next.trust().location(),
					"Unable to rotate to " + this.next.trust() + ": none of them vouches for our own " + this.next.key()
							+ ", as the current ones do");
		}
	}

	private MaterialException changed(String difference) {
		return new MaterialException(MaterialProblem.IDENTITY_CHANGED, this.next.key().location(),
				"Unable to rotate to " + this.next.key() + ": it " + difference
						+ "; expected a certificate of the same workload");
	}

	private static List<SubjectAlternativeName> names(KeyMaterial key) {
		try {
			return SubjectAlternativeName.read(key.leaf());
		}
		catch (CertificateParsingException ex) {
			throw new MaterialException(MaterialProblem.MALFORMED, key.location(),
					"Unable to compare the names of " + key + ": they cannot be read", ex);
		}
	}

}
