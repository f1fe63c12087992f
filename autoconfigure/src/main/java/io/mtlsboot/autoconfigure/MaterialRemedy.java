package io.mtlsboot.autoconfigure;

import io.mtlsboot.material.MaterialProblem;

/**
 * What to do about material that cannot be used.
 */
public final class MaterialRemedy {

	private MaterialRemedy() {
	}

	/**
	 * The remedy of a problem.
	 * @param problem what is wrong
	 * @return one or several sentences
	 */
	public static String of(MaterialProblem problem) {
		return switch (problem) {
			case NOT_FOUND -> "Correct the property, or have the file mounted or written, or the bundle declared in "
					+ "'spring.ssl.bundle', before the service starts.";
			case NOT_READABLE -> "Give the user that runs the service the right to read it.";
			case EMPTY -> "Find out why whoever writes the file left it empty; it may still be at work.";
			case MALFORMED ->
				"Write the file again from its origin, or look at it with 'openssl x509 -text -in <file>', "
						+ "'openssl pkey -in <file>' or 'openssl crl -text -in <file>'.";
			case WRONG_KIND ->
				"Look at the '-----BEGIN' lines of the file: a chain has CERTIFICATE blocks, leaf first, "
						+ "a key file has one PRIVATE KEY, a CRL file has X509 CRL blocks. Certificate and key may be swapped.";
			case WRONG_PASSWORD ->
				"Set the password property beside it to the password with which the key or the key store was encrypted. "
						+ "If it is right for a PEM key, encrypt the key anew with AES: "
						+ "'openssl pkcs8 -topk8 -v2 aes-256-cbc -in <file> -out <new file>'.";
			case NO_SUCH_ENTRY -> "Set the alias to one of the entries, which 'keytool -list -keystore <file>' shows.";
			case KEY_NOT_SUPPORTED -> "Use an RSA key of 2048 bits or more, an EC key on P-256, P-384 or P-521, or, "
					+ "unless 'mtls.tls.engine' is 'boringssl', an Ed25519 key, in PKCS#8, PKCS#1 or SEC1 form.";
			case KEY_MISMATCH -> "Deploy the private key together with the certificate that was issued for it.";
			case CHAIN_BROKEN ->
				"Leave one chain in the file: the leaf, then the intermediate that issued it, and so on.";
			case INTERMEDIATE_MISSING ->
				"Append the missing intermediate to the certificate file. If this service is to "
						+ "present a certificate of a CA that it does not believe itself, set 'allow-foreign-issuer: true' "
						+ "beside the certificate.";
			case EXPIRED -> "Issue a new certificate; if it is fresh, correct the clock of this machine.";
			case NOT_YET_VALID -> "Correct the clock of this machine, or wait until the certificate becomes valid.";
			case PURPOSE_MISSING -> "Issue a certificate with the extended key usage that is required; a service that "
					+ "accepts calls needs serverAuth, one that calls others clientAuth.";
			case LEAF_IS_CA ->
				"Issue a leaf certificate for the service; the certificate of a CA identifies no workload.";
			case NO_ANCHORS ->
				"Name at least one CA certificate to believe, most simply in a PEM file. The public CAs of the "
						+ "JVM are never used.";
			case ANCHOR_NOT_CA -> "Name the certificate of the CA instead of one that it issued.";
			case IDENTITY_CHANGED ->
				"Issue a certificate with all names of the current one; if this service is to become "
						+ "another, set 'mtls.rotation.allow-identity-change: true' or restart it.";
			case PURPOSE_LOST ->
				"Issue a certificate with the extended key usages of the current one; if it is to have "
						+ "less, set 'mtls.rotation.allow-identity-change: true' or restart the service.";
			case ANCHORS_DISOWN_US -> "Keep the CA that issued our own certificate among the anchors until that is "
					+ "replaced, too; if it is to go, set 'mtls.rotation.allow-identity-change: true' or restart the service.";
			case CRL_NOT_SUPPORTED ->
				"Have the CA write complete CRLs instead of delta CRLs, and none with a critical extension that RFC 5280 "
						+ "does not define.";
			case CRL_FORGED ->
				"Fetch the CRL again from the CA whose certificate is the trust anchor; another CA of the "
						+ "same name, such as its predecessor or that of another environment, may have signed this one.";
			case NOT_PROVEN -> "Look for what changes the TLS of this port: a customizer, an agent, another listener "
					+ "on the same address. Deploy other material, or restart the service to have it proven again.";
		};
	}

}
