package io.mtlsboot.revocation.ocsp;

import java.security.PublicKey;
import java.security.cert.CertificateParsingException;
import java.util.ArrayList;
import java.util.List;

import io.mtlsboot.asn1.DerElement;
import io.mtlsboot.asn1.DerReader;
import org.jspecify.annotations.Nullable;

/**
 * A signed answer. Nothing of it is to be believed before it is known who signed it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6960#section-4.2.1">RFC 6960 §4.2.1</a>
 */
final class BasicResponse {

	/** Responders sign answers for some certificates at once at most. */
	static final int MAX_RESPONSES = 64;

	/** The certificate of the responder, perhaps with its chain. */
	static final int MAX_CERTIFICATES = 8;

	private static final int EXPLICIT_0 = DerReader.CONTEXT | DerReader.CONSTRUCTED;

	private static final int EXPLICIT_1 = DerReader.CONTEXT | DerReader.CONSTRUCTED | 1;

	private final byte[] signed;

	private final AlgorithmIdentifier algorithm;

	private final byte[] signature;

	private final List<DerElement> certificates;

	private final ResponderId responder;

	private final List<SingleResponse> responses;

	private final @Nullable Nonce nonce;

	private BasicResponse(DerElement tbs, AlgorithmIdentifier algorithm, byte[] signature,
			List<DerElement> certificates) throws CertificateParsingException {
		this.signed = tbs.encoded();
		this.algorithm = algorithm;
		this.signature = signature;
		this.certificates = certificates;
		DerReader data = tbs.reader();
		if (data.nextIs(EXPLICIT_0)) {
			requireVersion1(data.next());
		}
		this.responder = ResponderId.read(data.next());
		// When it was signed matters to nobody, but it must be there
		GeneralizedTime.next(data);
		this.responses = responses(data.next(DerReader.SEQUENCE).reader());
		DerElement value = data.hasNext() ? OcspExtensions.read(data.only(EXPLICIT_1), Nonce.OID) : null;
		this.nonce = (value != null) ? Nonce.read(value) : null;
	}

	static BasicResponse read(DerElement octets) throws CertificateParsingException {
		DerReader response = octets.reader().only(DerReader.SEQUENCE).reader();
		DerElement tbs = response.next(DerReader.SEQUENCE);
		AlgorithmIdentifier algorithm = AlgorithmIdentifier.read(response.next(DerReader.SEQUENCE));
		byte[] signature = BitString.octets(response.next(DerReader.BIT_STRING));
		List<DerElement> certificates = response.hasNext()
				? certificates(response.only(EXPLICIT_0).reader().only(DerReader.SEQUENCE).reader()) : List.of();
		return new BasicResponse(tbs, algorithm, signature, certificates);
	}

	private static void requireVersion1(DerElement version) throws CertificateParsingException {
		if (version.reader().only(DerReader.INTEGER).integer().signum() != 0) {
			throw new CertificateParsingException("Unable to read an OCSP answer of another version: expected v1");
		}
	}

	private static List<DerElement> certificates(DerReader reader) throws CertificateParsingException {
		List<DerElement> certificates = new ArrayList<>();
		while (reader.hasNext()) {
			certificates.add(reader.next(DerReader.SEQUENCE));
			requireAtMost(MAX_CERTIFICATES, certificates.size(), "certificates");
		}
		return certificates;
	}

	private static List<SingleResponse> responses(DerReader reader) throws CertificateParsingException {
		List<SingleResponse> responses = new ArrayList<>();
		while (reader.hasNext()) {
			requireAtMost(MAX_RESPONSES, responses.size() + 1, "single answers");
			responses.add(SingleResponse.read(reader.next(DerReader.SEQUENCE).reader()));
		}
		return responses;
	}

	private static void requireAtMost(int max, int number, String what) throws CertificateParsingException {
		if (number > max) {
			throw new CertificateParsingException(
					"Unable to read an OCSP answer with many " + what + ": expected at most " + max);
		}
	}

	AlgorithmIdentifier algorithm() {
		return this.algorithm;
	}

	boolean isSignedBy(PublicKey key) {
		return this.algorithm.verifies(this.signature, this.signed, key);
	}

	/**
	 * The certificates that came along, which may be anybody's.
	 * @return their encodings
	 */
	List<DerElement> certificates() {
		return this.certificates;
	}

	ResponderId responder() {
		return this.responder;
	}

	List<SingleResponse> responses() {
		return this.responses;
	}

	@Nullable Nonce nonce() {
		return this.nonce;
	}

}
