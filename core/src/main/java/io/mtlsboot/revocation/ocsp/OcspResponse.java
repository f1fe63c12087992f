package io.mtlsboot.revocation.ocsp;

import java.security.cert.CertificateParsingException;

import io.mtlsboot.asn1.DerElement;
import io.mtlsboot.asn1.DerReader;
import org.jspecify.annotations.Nullable;

/**
 * What a responder sends: an answer, or an error that nobody signs.
 *
 * @param status whether there is an answer, and else why not
 * @param basic the answer if the status is successful, else {@code null}
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6960#section-4.2.1">RFC 6960 §4.2.1</a>
 */
record OcspResponse(Status status, @Nullable BasicResponse basic) {

	static final int MAX_LENGTH = 64 * 1024;

	private static final int ENUMERATED = 0x0A;

	private static final int RESPONSE_BYTES = DerReader.CONTEXT | DerReader.CONSTRUCTED;

	// 1.3.6.1.5.5.7.48.1.1
	private static final String BASIC = "2b0601050507300101";

	static OcspResponse read(byte[] der) throws CertificateParsingException {
		if (der.length > MAX_LENGTH) {
			throw malformed(der.length + " octets", "at most " + MAX_LENGTH);
		}
		DerReader response = DerReader.of(der).only(DerReader.SEQUENCE).reader();
		Status status = Status.read(response.next(ENUMERATED));
		if (status != Status.SUCCESSFUL) {
			response.end();
			return new OcspResponse(status, null);
		}
		DerReader bytes = response.only(RESPONSE_BYTES).reader().only(DerReader.SEQUENCE).reader();
		String type = bytes.next(DerReader.OBJECT_IDENTIFIER).hex();
		if (!type.equals(BASIC)) {
			throw malformed("another type", "a basic answer");
		}
		return new OcspResponse(status, BasicResponse.read(bytes.only(DerReader.OCTET_STRING)));
	}

	private static CertificateParsingException malformed(String found, String expected) {
		return new CertificateParsingException("Unable to read an OCSP answer of " + found + ": expected " + expected);
	}

	/**
	 * Whether there is an answer.
	 */
	enum Status {

		SUCCESSFUL(0, "successful"),

		MALFORMED_REQUEST(1, "malformedRequest"),

		INTERNAL_ERROR(2, "internalError"),

		TRY_LATER(3, "tryLater"),

		SIG_REQUIRED(5, "sigRequired"),

		UNAUTHORIZED(6, "unauthorized");

		private final int number;

		private final String label;

		Status(int number, String label) {
			this.number = number;
			this.label = label;
		}

		private static Status read(DerElement element) throws CertificateParsingException {
			for (Status status : values()) {
				if (element.length() == 1 && element.octet(0) == status.number) {
					return status;
				}
			}
			throw malformed("another status", "one of RFC 6960 §4.2.1");
		}

		/**
		 * Whether the responder is not able to answer anybody at the moment.
		 * @return {@code true} if others need not ask it either
		 */
		boolean isOutage() {
			return this == INTERNAL_ERROR || this == TRY_LATER;
		}

		@Override
		public String toString() {
			return this.label;
		}

	}

}
