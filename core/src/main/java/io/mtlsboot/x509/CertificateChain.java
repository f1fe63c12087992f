package io.mtlsboot.x509;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;

/**
 * Certificates that belong together, leaf first, each issued by the next one.
 * <p>
 * A chain that exists is in order and linked: the issuer name of every certificate is the
 * subject name of the next, whose key verifies the signature. It says nothing about
 * trust. Immutable.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-6.1">RFC 5280 §6.1</a>
 */
public final class CertificateChain {

	private final List<X509Certificate> certificates;

	private CertificateChain(List<X509Certificate> certificates) {
		this.certificates = certificates;
	}

	/**
	 * Puts certificates in order, whatever order they come in.
	 * @param certificates the certificates of one chain; duplicates are dropped
	 * @return the chain, leaf first
	 * @throws CertificateException if there is none, if one of them does not belong to
	 * the chain, or if a certificate between two others is missing
	 */
	public static CertificateChain of(Collection<X509Certificate> certificates) throws CertificateException {
		return new CertificateChain(ChainOrder.leafFirst(certificates));
	}

	/**
	 * The certificate of the workload itself.
	 * @return the first certificate
	 */
	public X509Certificate leaf() {
		return this.certificates.get(0);
	}

	/**
	 * The certificate nearest to the trust anchor.
	 * @return the last certificate; the leaf if it is the only one
	 */
	public X509Certificate top() {
		return this.certificates.get(this.certificates.size() - 1);
	}

	/**
	 * The certificates, leaf first.
	 * @return an unmodifiable list with at least one element
	 */
	public List<X509Certificate> certificates() {
		return this.certificates;
	}

	@Override
	public String toString() {
		return PrintableText.of(leaf().getSubjectX500Principal()) + " and " + (this.certificates.size() - 1)
				+ " issuer(s)";
	}

}
