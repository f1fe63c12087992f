package io.mtlsboot.revocation;

import java.security.cert.CRLException;

/**
 * A CRL is well-formed, but says things that are not understood here: what its entries
 * mean is not known then, and it is not used.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-5.2">RFC 5280 §5.2</a>
 */
public final class UnsupportedCrlException extends CRLException {

	private static final long serialVersionUID = 1L;

	UnsupportedCrlException(String message) {
		super(message);
	}

}
