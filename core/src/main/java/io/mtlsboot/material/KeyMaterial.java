package io.mtlsboot.material;

import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;

import io.mtlsboot.x509.CertificateChain;
import io.mtlsboot.x509.KeyPurpose;
import org.jspecify.annotations.Nullable;

/**
 * A private key with the certificate chain that goes with it.
 * <p>
 * Key material that exists is proven: the key signs what the leaf's public key verifies,
 * the chain is in order and linked, and algorithm and size of the key are supported (RSA
 * from 2048 bits, EC on P-256, P-384 or P-521, Ed25519). Whether it is valid now and for
 * a certain role is asked by {@link #requireValidAt(Instant)} and
 * {@link #requirePurpose(KeyPurpose)}. Immutable.
 * <p>
 * Equal key material has the same chain and therefore, being proven, the same key; where
 * it comes from makes no difference.
 */
public final class KeyMaterial {

	private final PrivateKey privateKey;

	private final CertificateChain chain;

	private final String location;

	private KeyMaterial(PrivateKey privateKey, CertificateChain chain, String location) {
		this.privateKey = privateKey;
		this.chain = chain;
		this.location = location;
	}

	/**
	 * Proves that a key and certificates belong together.
	 * @param privateKey the private key
	 * @param certificates the leaf and its intermediates in any order
	 * @param location where they come from, for messages
	 * @return the proven material
	 * @throws MaterialException if they do not belong together or are not supported
	 */
	public static KeyMaterial of(PrivateKey privateKey, Collection<X509Certificate> certificates, String location) {
		if (certificates.isEmpty()) {
			throw problem(MaterialProblem.EMPTY, location,
					"there is no certificate; expected the certificate of the workload, then its issuers", null);
		}
		CertificateChain chain = chainOf(certificates, location);
		if (CertificateUsage.isCa(chain.leaf())) {
			throw problem(MaterialProblem.LEAF_IS_CA, location,
					"the certificate " + CertificateLabel.of(chain.leaf())
							+ " belongs to a CA; expected the certificate of the workload itself, issued by a CA"
							+ " without basicConstraints CA:TRUE",
					null);
		}
		new KeyProof(privateKey, location).requireKeyOf(chain);
		return new KeyMaterial(privateKey, chain, location);
	}

	private static CertificateChain chainOf(Collection<X509Certificate> certificates, String location) {
		try {
			return CertificateChain.of(certificates);
		}
		catch (CertificateException ex) {
			throw problem(new UnlinkedChain(certificates).problem(), location,
					"the certificates do not form one chain. " + ex.getMessage(), ex);
		}
	}

	/**
	 * Requires that every certificate of the chain is valid at a moment.
	 * @param moment the moment
	 * @return this
	 * @throws MaterialException if one is expired or not yet valid
	 */
	public KeyMaterial requireValidAt(Instant moment) {
		for (X509Certificate certificate : this.chain.certificates()) {
			Instant notBefore = certificate.getNotBefore().toInstant();
			Instant notAfter = certificate.getNotAfter().toInstant();
			if (moment.isBefore(notBefore)) {
				throw problem(MaterialProblem.NOT_YET_VALID, this.location,
						"certificate " + CertificateLabel.of(certificate) + " is not valid yet (notBefore " + notBefore
								+ ", now " + moment + "); check the clock of this machine, or wait until then",
						null);
			}
			if (moment.isAfter(notAfter)) {
				throw problem(MaterialProblem.EXPIRED, this.location,
						"certificate " + CertificateLabel.of(certificate) + " is expired (notAfter " + notAfter
								+ ", now " + moment + "); expected one that is valid: renew it",
						null);
			}
		}
		return this;
	}

	/**
	 * The first moment at which every certificate of the chain is valid.
	 * @return the latest {@code notBefore} of the chain
	 */
	public Instant validFrom() {
		return this.chain.certificates()
			.stream()
			.map((certificate) -> certificate.getNotBefore().toInstant())
			.reduce(Instant.MIN, (one, other) -> one.isAfter(other) ? one : other);
	}

	/**
	 * Requires that the leaf may be used for a role.
	 * @param purpose the role
	 * @return this
	 * @throws MaterialException if it may not
	 */
	public KeyMaterial requirePurpose(KeyPurpose purpose) {
		if (!purpose.isAllowedBy(leaf())) {
			throw missing(purpose.toString(), CertificateUsage.purposes(leaf()), "extended key usage");
		}
		// RFC 8446 §4.4.2.2; and of TLS 1.2 only ephemeral key exchanges are offered
		if (!CertificateUsage.allowsSigningHandshakes(leaf())) {
			throw missing("digitalSignature", CertificateUsage.keyUsages(leaf()), "key usage");
		}
		return this;
	}

	private MaterialException missing(String required, String presented, String extension) {
		return problem(MaterialProblem.PURPOSE_MISSING, this.location,
				"certificate " + CertificateLabel.of(leaf()) + " is not meant for its role (required: " + required
						+ ", presented: " + presented + "); have one issued with '" + required + "' in its "
						+ extension,
				null);
	}

	/**
	 * The private key.
	 * @return the key; never to be printed
	 */
	public PrivateKey privateKey() {
		return this.privateKey;
	}

	/**
	 * The certificate chain.
	 * @return the chain, leaf first
	 */
	public CertificateChain chain() {
		return this.chain;
	}

	/**
	 * The certificate of the workload.
	 * @return the leaf of the chain
	 */
	public X509Certificate leaf() {
		return this.chain.leaf();
	}

	/**
	 * Where the material comes from.
	 * @return a file, a key store or the name of a bundle
	 */
	public String location() {
		return this.location;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		// No look at the private key: it is proven to be that of the leaf
		return (other instanceof KeyMaterial that) && this.chain.certificates().equals(that.chain.certificates());
	}

	@Override
	public int hashCode() {
		return this.chain.certificates().hashCode();
	}

	@Override
	public String toString() {
		return "key material of " + CertificateLabel.of(leaf()) + " from '" + this.location + "'";
	}

	private static MaterialException problem(MaterialProblem problem, String location, String detail,
			@Nullable Exception cause) {
		return new MaterialException(problem, location,
				"Unable to load key material from '" + location + "': " + detail, cause);
	}

}
