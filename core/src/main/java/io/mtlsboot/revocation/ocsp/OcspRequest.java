package io.mtlsboot.revocation.ocsp;

import io.mtlsboot.asn1.DerReader;
import io.mtlsboot.asn1.DerWriter;
import org.jspecify.annotations.Nullable;

/**
 * A question about one certificate, not signed.
 *
 * @param id the certificate
 * @param nonce what the answer is to repeat, or {@code null}
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6960#section-4.1.1">RFC 6960 §4.1.1</a>
 */
record OcspRequest(CertId id, @Nullable Nonce nonce) {

	static final String MEDIA_TYPE = "application/ocsp-request";

	private static final int EXTENSIONS = DerReader.CONTEXT | DerReader.CONSTRUCTED | 2;

	byte[] encoded() {
		byte[] requests = DerWriter.sequence(DerWriter.sequence(this.id.encoded()));
		byte[] extensions = (this.nonce != null)
				? DerWriter.element(EXTENSIONS, DerWriter.sequence(this.nonce.extension())) : new byte[0];
		return DerWriter.sequence(DerWriter.sequence(requests, extensions));
	}

}
