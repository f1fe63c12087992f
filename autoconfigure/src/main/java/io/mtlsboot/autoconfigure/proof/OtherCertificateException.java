package io.mtlsboot.autoconfigure.proof;

import java.security.cert.CertificateException;

/**
 * A port has another certificate than it must.
 */
final class OtherCertificateException extends CertificateException {

	private static final long serialVersionUID = 1L;

}
