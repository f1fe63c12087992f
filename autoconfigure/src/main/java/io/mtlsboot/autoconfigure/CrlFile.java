package io.mtlsboot.autoconfigure;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import io.mtlsboot.material.MaterialException;
import io.mtlsboot.material.MaterialProblem;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * A file with CRLs: PEM with one or more, or DER with one. What is cut short or has
 * something behind it is refused, since what is missing are revocations.
 *
 * @param file the file
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7468#section-6">RFC 7468 §6</a>
 */
record CrlFile(MaterialFile file) {

	/**
	 * A million entries and more.
	 */
	static final int MAX_BYTES = 64 * 1024 * 1024;

	private static final String BEGIN = "-----BEGIN X509 CRL-----";

	private static final String END = "-----END X509 CRL-----";

	private static final byte SEQUENCE = 0x30;

	List<X509CRL> read() {
		byte[] content = this.file.read(MAX_BYTES);
		return (content[0] == SEQUENCE) ? List.of(crl(content)) : pem(new String(content, StandardCharsets.ISO_8859_1));
	}

	private List<X509CRL> pem(String text) {
		int begins = StringUtils.countOccurrencesOf(text, "-----BEGIN ");
		if (begins == 0) {
			throw this.file.failure(MaterialProblem.WRONG_KIND, "it is neither a PEM file nor a CRL in DER", null);
		}
		if (begins != StringUtils.countOccurrencesOf(text, "-----END ")) {
			throw truncated();
		}
		List<X509CRL> crls = new ArrayList<>();
		for (int begin = text.indexOf(BEGIN); begin >= 0; begin = text.indexOf(BEGIN, begin + 1)) {
			crls.add(crl(decode(body(text, begin + BEGIN.length()))));
		}
		if (crls.isEmpty()) {
			throw this.file.failure(MaterialProblem.WRONG_KIND,
					"expected an X509 CRL, but it has only blocks of other kinds; is it swapped with another file?",
					null);
		}
		return crls;
	}

	private String body(String text, int start) {
		int end = text.indexOf("-----", start);
		if (end < 0 || !text.startsWith(END, end)) {
			throw truncated();
		}
		return text.substring(start, end);
	}

	private byte[] decode(String body) {
		try {
			return Base64.getDecoder().decode(StringUtils.trimAllWhitespace(body));
		}
		catch (IllegalArgumentException ex) {
			throw damaged(ex);
		}
	}

	private X509CRL crl(byte[] der) {
		ByteArrayInputStream content = new ByteArrayInputStream(der);
		X509CRL crl = parse(content);
		if (content.available() > 0) {
			throw this.file.failure(MaterialProblem.MALFORMED,
					"there is something behind the end of a CRL; only PEM can have several", null);
		}
		return crl;
	}

	private X509CRL parse(ByteArrayInputStream der) {
		try {
			return (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(der);
		}
		catch (CertificateException | CRLException | RuntimeException ex) {
			// Some CRLs make the JDK's parser throw what it does not declare
			throw damaged(ex);
		}
	}

	private MaterialException truncated() {
		return this.file.failure(MaterialProblem.MALFORMED,
				"it is truncated or damaged: a '-----BEGIN' line has no matching '-----END' line", null);
	}

	private MaterialException damaged(@Nullable Exception cause) {
		return this.file.failure(MaterialProblem.MALFORMED, "a CRL in it is damaged or of a kind that cannot be read",
				cause);
	}

}
