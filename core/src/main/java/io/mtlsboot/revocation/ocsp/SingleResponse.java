package io.mtlsboot.revocation.ocsp;

import java.security.cert.CertificateParsingException;
import java.time.Instant;

import io.mtlsboot.asn1.DerReader;
import org.jspecify.annotations.Nullable;

/**
 * What an answer says of one certificate.
 *
 * @param id the certificate
 * @param status its status
 * @param thisUpdate from when this holds
 * @param nextUpdate when there will be something newer, or {@code null}
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6960#section-4.2.1">RFC 6960 §4.2.1</a>
 */
record SingleResponse(CertId id, CertStatus status, Instant thisUpdate, @Nullable Instant nextUpdate) {

	private static final int NEXT_UPDATE = DerReader.CONTEXT | DerReader.CONSTRUCTED;

	private static final int EXTENSIONS = DerReader.CONTEXT | DerReader.CONSTRUCTED | 1;

	static SingleResponse read(DerReader response) throws CertificateParsingException {
		CertId id = CertId.read(response.next(DerReader.SEQUENCE));
		CertStatus status = CertStatus.read(response.next());
		Instant thisUpdate = GeneralizedTime.next(response);
		Instant nextUpdate = response.nextIs(NEXT_UPDATE) ? GeneralizedTime.only(response.next().reader()) : null;
		if (response.hasNext()) {
			OcspExtensions.read(response.only(EXTENSIONS), "");
		}
		return new SingleResponse(id, status, thisUpdate, nextUpdate);
	}

}
