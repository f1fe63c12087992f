package io.mtlsboot.x509;

import java.io.Serializable;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * One name of a certificate's subject, read from the DER encoding of the extension.
 * <p>
 * The JDK's own accessor reports no names at all when one of them cannot be parsed, and
 * its list can be changed by path validation; this one reports an error instead and reads
 * the bytes as they were signed.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.6">RFC 5280
 * §4.2.1.6</a>
 */
public sealed interface SubjectAlternativeName extends Serializable {

	/**
	 * Reads the subject alternative names of a certificate.
	 * @param certificate the certificate
	 * @return the names in the order of the certificate; empty if it has no such
	 * extension
	 * @throws CertificateParsingException if the extension is not valid DER or a name has
	 * characters that its type does not allow
	 */
	static List<SubjectAlternativeName> read(X509Certificate certificate) throws CertificateParsingException {
		return SubjectAlternativeNameReader.read(certificate);
	}

	/**
	 * The name as text.
	 * @return the name without its type
	 */
	String value();

	/**
	 * A host name.
	 *
	 * @param value the name as the certificate has it
	 */
	record Dns(String value) implements SubjectAlternativeName {
	}

	/**
	 * A uniform resource identifier; a SPIFFE ID is one.
	 *
	 * @param value the URI as the certificate has it
	 */
	record Uri(String value) implements SubjectAlternativeName {
	}

	/**
	 * A mail address.
	 *
	 * @param value the address as the certificate has it
	 */
	record Email(String value) implements SubjectAlternativeName {
	}

	/**
	 * An IP address.
	 *
	 * @param value the textual form, such as {@code 127.0.0.1} or {@code 0:0:0:0:0:0:0:1}
	 */
	record IpAddress(String value) implements SubjectAlternativeName {

		/**
		 * The name that a certificate for an address has.
		 * @param literal an IPv4 address in dotted decimal form or an IPv6 address
		 * @return the name
		 * @throws IllegalArgumentException if it is no such address
		 */
		public static IpAddress ofLiteral(String literal) {
			return IpAddresses.canonical(literal)
				.map(IpAddress::new)
				.orElseThrow(() -> new IllegalArgumentException(
						"Unable to use '" + PrintableText.of(literal) + "' as IP address: expected a literal"));
		}

	}

	/**
	 * A name of a type that this project has no use for.
	 *
	 * @param tag the number of the type in RFC 5280's {@code GeneralName}
	 * @param value the hexadecimal form of its encoding
	 */
	record Other(int tag, String value) implements SubjectAlternativeName {
	}

}
